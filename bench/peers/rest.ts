/** How a server reaches the upstream: the one thing in which the servers written by hand differ below GraphQL. */
import DataLoader from 'dataloader';
import { Pool } from 'undici';

export type Get = (path: string) => Promise<any>;

export function fetchGet(upstream: string): Get {
  return async (path) => (await fetch(upstream + path)).json();
}

export function undiciGet(upstream: string): Get {
  const base = new URL(upstream);
  const pool = new Pool(base.origin, { connections: 128 });
  return async (path) => {
    const { body } = await pool.request({ method: 'GET', path: base.pathname + path });
    return body.json();
  };
}

/** What resolvers are given for one request. */
export interface Context {
  readonly get: Get;
  readonly contact: (id: number) => Promise<any>;
  readonly agent: (id: number) => Promise<any>;
  readonly inbox: (id: number) => Promise<any>;
}

export function contextOf(get: Get): Context {
  const contacts = new DataLoader<number, any>((ids) => Promise.all(ids.map((id) => get(`/contacts/${id}`))));
  const listed = (path: string) =>
    new DataLoader<number, any>(async (ids) => {
      const { data } = await get(path);
      const byId = new Map(data.map((row: any) => [row.id, row]));
      return ids.map((id) => byId.get(id));
    });
  const agents = listed('/agents');
  const inboxes = listed('/inboxes');
  return {
    get,
    contact: (id) => contacts.load(id),
    agent: (id) => agents.load(id),
    inbox: (id) => inboxes.load(id),
  };
}
