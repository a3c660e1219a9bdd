/** One request, its answer looked over, and what it cost upstream. */
import { bodyOf, queries, type Dialect, type QueryName } from './queries.ts';

export async function post(port: number, body: string): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body,
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`status ${response.status}: ${text.slice(0, 300)}`);
  return text;
}

/** True once the server answers GraphQL at all. */
export async function isUp(port: number): Promise<boolean> {
  return (await post(port, JSON.stringify({ query: '{ __typename }' }))).includes('data');
}

/** Says what the upstream was asked since the last time, and how long it waits from now on. */
export async function upstream(port: number, path: 'calls' | `latency/${number}`): Promise<number> {
  const answer = await fetch(`http://127.0.0.1:${port}/bench/${path}`, { method: 'POST' });
  return ((await answer.json()) as { calls: number }).calls;
}

/** Throws where a server leaves out a row or a value, so that nobody is fast by doing less. Answers the upstream calls that it took. */
export async function checked(
  port: number,
  upstreamPort: number,
  name: QueryName,
  dialect: Dialect,
): Promise<number> {
  await upstream(upstreamPort, 'calls');
  const text = await post(port, bodyOf(name, dialect, 12_345));
  const calls = await upstream(upstreamPort, 'calls');
  for (const [what, expected] of Object.entries(EXPECTED[name])) {
    const found = text.split(what).length - 1;
    if (found !== expected) {
      throw new Error(`${name} has ${what} ${found} times, not ${expected}: ${text.slice(0, 300)}`);
    }
  }
  return calls;
}

/** How often a piece of text occurs in each answer. */
const EXPECTED: Readonly<Record<QueryName, Readonly<Record<string, number>>>> = {
  Q1: { '@mail.example"': 1, '"Contact ': 1 },
  Q2: { '"+46 70 ': 25, '@desk.example"': 25, '"Inbox ': 25, '"Contact ': 25 },
  Q3: { 'where is my parcel': 100, '"A customer"': 50, '"An agent"': 50 },
};

export function coldCalls(name: QueryName): number {
  return queries[name].calls;
}
