import { onTestFinished } from 'vitest';
import type { Adapter, Provider } from '../../src/providers/provider.ts';
import type { Secret } from '../../src/secret.ts';
import { createUpstream } from '../../src/upstream/create-upstream.ts';
import type { Upstream, UpstreamRequest } from '../../src/upstream/upstream.ts';

export interface Connected {
  adapter: Adapter;
  /** What the adapter asked of its upstream, before it became HTTP. */
  sent: UpstreamRequest[];
}

/** An adapter as the gateway configures it, over HTTP and without a cache, so that each read is one request; closed when the test ends. */
export function connect<Config>(provider: Provider<Config>, source: string, options: unknown): Connected {
  const config = provider.config.parse(options);
  const credential = (config as Record<string, unknown>)[provider.credential.key] as Secret;
  const sent: UpstreamRequest[] = [];
  const running = createUpstream({ source, destination: { ...provider.transport(config), credential } });
  onTestFinished(() => running.close());
  const { upstream } = running;
  const noted = (request: UpstreamRequest) => {
    sent.push(request);
    return request;
  };
  const watched: Upstream = {
    ...upstream,
    send: (request, call) => upstream.send(noted(request), call),
    download: (request, call) => upstream.download(noted(request), call),
  };
  return { adapter: provider.connect(watched, config), sent };
}
