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

/** The header of a router that may do everything, and of one that only reads conversations. */
export const CREDENTIAL = { authorization: 'Bearer key-of-a-router-that-may-do-everything' };
export const NARROW_CREDENTIAL = { authorization: 'Bearer key-of-a-router-that-reads-conversations' };

const AUTH = {
  apiKeys: [
    { name: 'router', key: CREDENTIAL.authorization.slice('Bearer '.length), scopes: ['*'] },
    {
      name: 'reader',
      key: NARROW_CREDENTIAL.authorization.slice('Bearer '.length),
      scopes: ['conversations:read'],
    },
  ],
};

export async function startWorld(): Promise<World> {
  const rig = await startRig(
    { squirrelstack: { limits: false } },
    { cache: { enabled: false }, introspection: true, auth: AUTH },
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
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer<Data>> {
  const response = await fetchFrom(
    new Request(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
    }),
  );
  return (await response.json()) as Answer<Data>;
}

/** The SDL that a subgraph gives a composer. */
export async function sdlOf(url: string): Promise<string> {
  const query = '{ _service { sdl } }';
  const { data } = await post<{ _service: { sdl: string } }>(fetch, url, query, {}, CREDENTIAL);
  return data._service.sdl;
}
