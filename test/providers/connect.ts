import type { Adapter, Provider } from '../../src/providers/provider.ts';
import { UpstreamRefusal, type RefusalStatus } from '../../src/errors.ts';
import type { Upstream, UpstreamRequest } from '../../src/upstream/upstream.ts';

export interface Connected {
  adapter: Adapter;
  /** What the adapter asked of its upstream, before it became HTTP. */
  sent: UpstreamRequest[];
}

/** An adapter as the gateway configures it, over plain HTTP: no cache, no retry, so that each read is one request. */
export function connect<Config>(provider: Provider<Config>, source: string, options: unknown): Connected {
  const config = provider.config.parse(options);
  const transport = provider.transport(config);
  const sent: UpstreamRequest[] = [];
  const upstream: Upstream = {
    source,
    fingerprint: () => 'test',
    async send(request, call) {
      sent.push(request);
      const query = new URLSearchParams((request.query ?? []).map(([name, value]) => [name, value]));
      const url = `${transport.baseUrl}${request.path}${query.size > 0 ? `?${query.toString()}` : ''}`;
      const reply = await fetch(url, {
        headers: transport.headers(transport.credential),
        signal: call.signal,
      });
      const body: unknown = await reply.json();
      if (!reply.ok) throw new UpstreamRefusal(reply.status as RefusalStatus, 'refused', body, { source });
      return {
        status: reply.status,
        headers: Object.fromEntries(reply.headers),
        body,
        fetchedAt: Date.now(),
        stale: false,
      };
    },
  };
  return { adapter: provider.connect(upstream, config), sent };
}
