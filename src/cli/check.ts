/** `switchboard check`: one call to every source, and a table of what came of it. */
import type { Config } from '../config.ts';
import { createGateway, type Gateway } from '../gateway.ts';
import { Secret } from '../secret.ts';
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
      const findings = await Promise.all(
        sources.map(async (source) => skipped(source, config) ?? tryOut(gateway, source)),
      );
      terminal.out(
        table(
          ['SOURCE', 'PRODUCT', 'RESULT', 'TIME', 'CALL'],
          findings.map(({ row }) => row),
        ),
      );
      for (const { remark } of findings) if (remark !== undefined) terminal.out(remark);
      return findings.every(({ works }) => works) ? 0 : 1;
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
  /** True also where nothing could be tried. */
  readonly works: boolean;
  /** What is wrong or was left out, as a sentence. */
  readonly remark: string | undefined;
}

interface Slices {
  readonly slices: {
    readonly sources: readonly { readonly status: string; readonly reason: string | null }[];
  } | null;
}

/** A source without a credential of its own: there is none to try it with. */
function skipped({ key, name }: Source, { sources }: Config): Finding | undefined {
  const credential = sources.find((source) => source.key === key)?.credential;
  if (credential === undefined || credential instanceof Secret) return undefined;
  return {
    row: [key, name ?? '', 'skipped', '', ''],
    works: true,
    remark: `${key} was not tried, because each caller brings a key for it (header ${credential.header}).`,
  };
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
    works: status === 'OK',
    // It begins with the source's key.
    remark: status === 'OK' ? undefined : (slice?.reason ?? `${key} gave no answer.`),
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
