import { configFrom } from '../../src/config.ts';
import { createGateway, type Gateway } from '../../src/gateway.ts';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/index.ts';

export const TEST_SECRET = 'a secret of thirty-two bytes, or more';

export interface Answer<Data = unknown> {
  readonly data: Data;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: Readonly<Record<string, unknown>>;
  }[];
  readonly extensions?: Readonly<Record<string, unknown>>;
  readonly status: number;
}

/** Sends one operation; `Data` is the shape of the answer that the test expects. */
export type Query = <Data = unknown>(
  document: string,
  variables?: Readonly<Record<string, unknown>>,
  headers?: Readonly<Record<string, string>>,
) => Promise<Answer<Data>>;

/** More settings of single sources, by key. */
export type SourceSettings = Readonly<Record<string, object>>;

/** Tests ask more in a second than the providers allow in a minute; those about budgets give their own. */
const ample = (...names: readonly string[]) => names.map((name) => ({ name, limit: 100_000 }));

/** The configuration of a gateway over a sandbox; `overrides` replaces its keys, `settings` those of its sources. */
export function configOver(
  sandbox: Sandbox,
  overrides: Readonly<Record<string, unknown>> = {},
  settings: SourceSettings = {},
) {
  const { xeChat, squirrelstack, ebbot, zaia } = sandbox;
  const { limits, ...others } = overrides;
  return configFrom({
    secret: TEST_SECRET,
    logging: { level: 'silent' },
    limits: {
      // A fault is counted and told as it comes; those about further tries ask for them.
      readRetries: 0,
      ...(limits as object | undefined),
    },
    sources: [
      { key: 'xe', provider: 'xe-chat', baseUrl: xeChat.url, apiKey: xeChat.credential },
      {
        key: 'site',
        provider: 'squirrelstack',
        baseUrl: squirrelstack.url,
        siteKey: squirrelstack.credential,
        budgets: ample('config', 'create', 'messages', 'reply', 'files'),
      },
      {
        key: 'ebbot',
        provider: 'ebbot',
        baseUrl: ebbot.url,
        apiKey: ebbot.credential,
        budgets: ample('default'),
      },
      { key: 'zaia', provider: 'zaia', baseUrl: zaia.url, apiKey: zaia.credential },
    ].map((source) => ({ ...source, ...settings[source.key] })),
    ...others,
  });
}

/** Sends operations to a gateway through its `fetch`, as a client would. */
export function queryOf(gateway: Pick<Gateway, 'fetch'>): Query {
  const send = async (...[query, variables, headers]: Parameters<Query>): Promise<Answer> => {
    const response = await gateway.fetch(
      new Request('http://gateway.test/graphql', {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/graphql-response+json',
          ...headers,
        },
        body: JSON.stringify({ query, variables }),
      }),
    );
    return { ...((await response.json()) as Omit<Answer, 'status'>), status: response.status };
  };
  return send as Query;
}

export interface Rig {
  readonly sandbox: Sandbox;
  readonly gateway: Gateway;
  readonly query: Query;
  /** `METHOD path?query` of the calls that the providers got since they were last asked for. */
  calls(): string[];
  close(): Promise<void>;
}

/** A gateway over a sandbox of its own. */
export async function startRig(
  options: SandboxOptions = {},
  overrides: Readonly<Record<string, unknown>> = {},
  settings: SourceSettings = {},
): Promise<Rig> {
  const sandbox = await startSandbox(options);
  const gateway = createGateway(configOver(sandbox, overrides, settings));
  const recorded = [sandbox.xeChat, sandbox.squirrelstack, sandbox.ebbot, sandbox.zaia];
  return {
    sandbox,
    gateway,
    query: queryOf(gateway),
    calls() {
      const calls = recorded.flatMap(({ requests }) =>
        requests.map(({ method, path, query }) => `${method} ${path}${query === '' ? '' : `?${query}`}`),
      );
      for (const { requests } of recorded) requests.clear();
      return calls;
    },
    async close() {
      await gateway.dispose();
      await sandbox.close();
    },
  };
}
