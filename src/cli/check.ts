/** `switchboard check`: one call to every source, and a table of what came of it. */
import { createGateway, type Gateway } from '../gateway.ts';
import { createLogger } from '../server/logger.ts';
import type { Explanation } from '../server/explain.ts';
import { command } from './command.ts';
import { configFlag, configured } from './serve.ts';
import { table } from './table.ts';
import { CommandError } from './terminal.ts';

export const check = command(
  'check',
  'Call every configured source once and print what works.',
  configFlag,
  async ({ config: file }, terminal) => {
    const config = await configured(file, terminal);
    if (config === undefined) {
      throw new CommandError(
        'There is nothing to check: give --config FILE, or set a credential in the environment.',
      );
    }
    const gateway = createGateway(config, { logger: createLogger('silent') });
    try {
      const { sources } = await ask<{ sources: readonly Source[] }>(
        gateway,
        '{ sources { key name capabilities } }',
      );
      const findings = await Promise.all(sources.map((source) => tryOut(gateway, source)));
      terminal.out(
        table(
          ['SOURCE', 'PRODUCT', 'RESULT', 'TIME', 'CALL'],
          findings.map(({ row }) => row),
        ),
      );
      for (const { complaint } of findings) if (complaint !== undefined) terminal.out(complaint);
      return findings.every(({ complaint }) => complaint === undefined) ? 0 : 1;
    } finally {
      await gateway.dispose();
    }
  },
);

interface Source {
  readonly key: string;
  readonly name: string | null;
  readonly capabilities: readonly string[];
}

interface Finding {
  readonly row: readonly string[];
  /** What is wrong, as a sentence. */
  readonly complaint: string | undefined;
}

interface Slices {
  readonly slices: {
    readonly sources: readonly { readonly status: string; readonly reason: string | null }[];
  } | null;
}

/** Asks for one row of a list that the source has: its conversations, else its inboxes. */
async function tryOut(gateway: Gateway, { key, name, capabilities }: Source): Promise<Finding> {
  const list = capabilities.includes('LIST_CONVERSATIONS') ? 'conversations' : 'inboxes';
  const query = `query ($keys: [String!]!) {
    slices: ${list}(first: 1, filter: { sources: $keys }) { sources { status reason } }
  }`;
  const { slices, explanation } = await ask<Slices>(gateway, query, { keys: [key] });
  const [slice] = slices?.sources ?? [];
  const [call] = explanation?.upstream ?? [];
  const status = slice?.status ?? 'FAILED';
  return {
    row: [
      key,
      name ?? '',
      status === 'OK' ? 'ok' : status,
      call ? `${call.ms} ms` : '',
      call?.operation ?? '',
    ],
    complaint: status === 'OK' ? undefined : `${key}: ${slice?.reason ?? 'gave no answer'}`,
  };
}

async function ask<Data>(
  { fetch }: Gateway,
  query: string,
  variables?: object,
): Promise<Data & { readonly explanation: Explanation | undefined }> {
  const headers = { 'content-type': 'application/json', 'switchboard-explain': '1' };
  const body = JSON.stringify({ query, variables });
  const response = await fetch(new Request('http://localhost/graphql', { method: 'POST', headers, body }));
  const { data, extensions } = (await response.json()) as {
    data: Data;
    extensions?: { switchboard: Explanation };
  };
  return { ...data, explanation: extensions?.switchboard };
}
