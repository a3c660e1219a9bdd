/** Switchboard over a sandbox, and the CRM beside it: what a gateway is put in front of. */
import { listen } from '../../../src/server/listen.ts';
import { startRig, type Rig } from '../../support/gateway.ts';
import { startCrm, type Crm } from './crm.ts';

export interface World {
  readonly rig: Rig;
  readonly crm: Crm;
  readonly subgraphs: readonly { readonly name: string; readonly url: string }[];
  stop(): Promise<void>;
}

export interface Answer<Data> {
  readonly data: Data;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions?: Readonly<Record<string, unknown>>;
  }[];
}

/** `overrides` replaces keys of Switchboard's configuration. */
export async function startWorld(overrides: Readonly<Record<string, unknown>> = {}): Promise<World> {
  const rig = await startRig(
    { squirrelstack: { limits: false } },
    { cache: { enabled: false }, ...overrides },
  );
  const listening = await listen(rig.gateway.listener, { host: '127.0.0.1', port: 0 });
  const crm = await startCrm();
  return {
    rig,
    crm,
    subgraphs: [
      { name: 'switchboard', url: `${listening.origin}/graphql` },
      { name: 'crm', url: crm.url },
    ],
    async stop() {
      await crm.stop();
      await listening.close(0);
      await rig.close();
    },
  };
}

/** Sends one operation to a federation gateway. */
export async function post<Data>(
  fetchFrom: (request: Request) => Promise<Response>,
  url: string,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<Answer<Data>> {
  const response = await fetchFrom(
    new Request(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ query, variables }),
    }),
  );
  return (await response.json()) as Answer<Data>;
}

/** The SDL that a subgraph gives a composer. */
export async function sdlOf(url: string): Promise<string> {
  const { data } = await post<{ _service: { sdl: string } }>(fetch, url, '{ _service { sdl } }');
  return data._service.sdl;
}
