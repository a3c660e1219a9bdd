/** Queries that ask the same at the same time, over sockets. */
import { afterEach, expect, test, vi } from 'vitest';
import { noCredential } from '../../../src/authentication/refusals.ts';
import { ANYONE } from '../../../src/caller.ts';
import { createRateLimit } from '../../../src/server/limits/rate-limit.ts';
import { listen, type Listening } from '../../../src/server/listen.ts';
import type { Operation } from '../../../src/server/operation.ts';
import { createFlights } from '../../../src/server/plain/flights.ts';
import { createMemoryBudgets } from '../../../src/store/memory-budgets.ts';
import { smallServer, type Answer, type SmallParts } from '../small-server.ts';

const QUERY = 'query Held { fault hello }';
const ANSWER = { data: { fault: 'done', hello: 'Hello world' } };

const open: Listening[] = [];
afterEach(() => Promise.all(open.splice(0).map((listening) => listening.close(0))));

interface Got {
  readonly status: number;
  readonly requestId: string | null;
  readonly type: string | null;
  readonly body: Answer;
}

interface Asking {
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  readonly body?: object;
}

/** A server whose field `fault` waits until it is let go. */
async function startHeld(parts: SmallParts = {}) {
  const flights = createFlights();
  const find = vi.spyOn(flights, 'find');
  const close = vi.spyOn(flights, 'close');
  const running: ((value: unknown) => void)[] = [];
  const operations: Operation[] = [];
  const server = smallServer(() => new Promise((resolve) => void running.push(resolve)), {
    flights,
    createContext(operation) {
      operations.push(operation);
      return { operation };
    },
    ...parts,
  });
  const listening = await listen(server.listener, { host: '127.0.0.1', port: 0 });
  open.push(listening);
  const ask = async (query: string, { headers, signal, body }: Asking = {}): Promise<Got> => {
    const response = await fetch(`${listening.origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, ...body }),
      ...(signal && { signal }),
    });
    const { status, headers: answered } = response;
    const [requestId, type] = [answered.get('x-request-id'), answered.get('content-type')];
    return { status, requestId, type, body: (await response.json()) as Answer };
  };
  return {
    ...server,
    ask,
    close,
    operations,
    running,
    /** Until so many executions wait. */
    runs: (count: number) => vi.waitFor(() => expect(running).toHaveLength(count)),
    /** Until so many requests have looked for one to join. */
    looks: (count: number) => vi.waitFor(() => expect(find).toHaveBeenCalledTimes(count)),
  };
}

type Held = Awaited<ReturnType<typeof startHeld>>;

/** The first is under way before the others come. */
async function together(held: Held, askings: readonly Asking[], query = QUERY) {
  const [first, ...others] = askings;
  const leading = held.ask(query, first);
  await held.runs(1);
  const joining = others.map((asking) => held.ask(query, asking));
  return [leading, ...joining];
}

test('one execution answers all who ask the same, each under its own request id and with its own line', async () => {
  const held = await startHeld();
  const clients = ['a', 'b', 'c', 'd'].map((id) => ({ headers: { 'x-request-id': id, 'user-agent': id } }));
  const asked = await together(held, clients);
  await held.looks(4);
  held.running[0]?.('done');
  const got = await Promise.all(asked);
  expect(got.map(({ requestId }) => requestId)).toEqual(['a', 'b', 'c', 'd']);
  for (const { status, type, body } of got) {
    expect({ status, type, body }).toEqual({
      status: 200,
      type: 'application/json; charset=utf-8',
      body: ANSWER,
    });
  }
  expect(held.operations).toHaveLength(1);
  const lines = held.lines.toSorted((one, other) =>
    String(one['requestId']).localeCompare(String(other['requestId'])),
  );
  expect(lines).toMatchObject(
    ['a', 'b', 'c', 'd'].map((requestId) => ({
      msg: 'operation',
      requestId,
      caller: 'anyone',
      type: 'query',
      name: 'Held',
      status: 200,
      upstreamCalls: 0,
    })),
  );
  expect(lines.map(({ shared }) => shared)).toEqual([undefined, true, true, true]);
});

test('text beyond ASCII is the same for all', async () => {
  const held = await startHeld();
  const asked = await together(held, [{}, {}], '{ fault hello(name: "Zoë 🙂") }');
  await held.looks(2);
  held.running[0]?.('näh');
  for (const { body } of await Promise.all(asked)) {
    expect(body).toEqual({ data: { fault: 'näh', hello: 'Hello Zoë 🙂' } });
  }
});

test.each<[string, Asking]>([
  ['variables', { body: { variables: { name: 'Ada' } } }],
  ['a media type', { headers: { accept: 'application/graphql-response+json' } }],
  ['a time', { headers: { 'switchboard-timeout': '5' } }],
  ['a key that the caller brings', { headers: { 'x-chat-key': 'mine' } }],
  ['fresh data', { headers: { 'cache-control': 'no-cache' } }],
  ['an explanation', { headers: { 'switchboard-explain': '1' } }],
])('who asks for another answer is not given this one: %s', async (_name, asking) => {
  const held = await startHeld();
  const asked = await together(held, [{}, asking]);
  await held.runs(2);
  held.running[0]?.('done');
  held.running[1]?.('apart');
  const [first, other] = await Promise.all(asked);
  expect(first?.body).toEqual(ANSWER);
  expect(other?.body).toMatchObject({ data: { fault: 'apart' } });
  if (asking.headers?.['accept'] !== undefined) expect(other?.type).toContain(asking.headers['accept']);
});

test.each([{ 'cache-control': 'no-cache' }, { 'switchboard-explain': '1' }])(
  'nor do two who ask for what is theirs share it: %o',
  async (headers) => {
    const held = await startHeld();
    const asked = await together(held, [{ headers }, { headers }]);
    await held.runs(2);
    for (const end of held.running) end('done');
    for (const { body } of await Promise.all(asked)) expect(body).toMatchObject(ANSWER);
  },
);

test('callers share nothing with each other', async () => {
  const held = await startHeld({
    authenticate: (headers) => ({ ...ANYONE, id: headers.get('authorization') ?? '' }),
  });
  const as = (authorization: string) => ({ headers: { authorization } });
  const asked = await together(held, [as('Bearer a'), as('Bearer b'), as('Bearer a')]);
  await held.runs(2);
  await held.looks(3);
  held.running[0]?.('of a');
  held.running[1]?.('of b');
  const faults = (await Promise.all(asked)).map(({ body }) => body.data?.['fault']);
  expect(faults).toEqual(['of a', 'of b', 'of a']);
});

test('whoever is not let in joins nothing', async () => {
  const held = await startHeld({
    authenticate(headers) {
      if (headers.get('x-request-id') === 'stranger') throw noCredential();
      return ANYONE;
    },
  });
  const [first, stranger] = await together(held, [{}, { headers: { 'x-request-id': 'stranger' } }]);
  expect(await stranger).toMatchObject({ status: 401, requestId: 'stranger' });
  held.running[0]?.('done');
  expect((await first)?.status).toBe(200);
});

test('every request counts against the rate limit', async () => {
  const rateLimit = createRateLimit({ store: createMemoryBudgets(), requests: 2, windowSeconds: 60 });
  const held = await startHeld({ rateLimit });
  const asked = await together(held, [{}, {}]);
  await held.looks(2);
  expect((await held.ask(QUERY)).status).toBe(429);
  held.running[0]?.('done');
  expect((await Promise.all(asked)).map(({ status }) => status)).toEqual([200, 200]);
});

test('all who share one execution take one place', async () => {
  const held = await startHeld({ limits: { concurrentOperations: 1, waitingOperations: 0 } });
  const asked = await together(held, [{}, {}, {}]);
  await held.looks(3);
  expect((await held.ask('{ hello }')).status).toBe(503);
  held.running[0]?.('done');
  for (const { body } of await Promise.all(asked)) expect(body).toEqual(ANSWER);
});

test('a failure is not shared: the others go on by themselves, each under its own id', async () => {
  const held = await startHeld();
  const clients = ['a', 'b', 'c'].map((id) => ({ headers: { 'x-request-id': id } }));
  const asked = await together(held, clients);
  await held.looks(3);
  held.running[0]?.(new Error('no'));
  await held.runs(3);
  held.running[1]?.('done');
  held.running[2]?.(new Error('no again'));
  const got = await Promise.all(asked);
  const idOf = ({ body }: Got) => body.errors?.[0]?.extensions['requestId'];
  const [failed, ...others] = got;
  expect(failed && idOf(failed)).toBe('a');
  expect(others.filter(({ body }) => body.errors === undefined)).toMatchObject([{ body: ANSWER }]);
  for (const each of others) if (each.body.errors) expect(idOf(each)).toBe(each.requestId);
});

test('the time that a request waited for another is not given to it twice', async () => {
  const held = await startHeld({ now: () => 0, limits: { operationTimeout: 10 } });
  const asked = await together(held, [{}, {}]);
  await held.looks(2);
  const later = performance.now() + 4000;
  const clock = vi.spyOn(performance, 'now').mockReturnValue(later);
  held.running[0]?.(new Error('no'));
  await held.runs(2);
  clock.mockRestore();
  held.running[1]?.('done');
  await Promise.all(asked);
  expect(held.operations[0]?.deadline).toBe(10_000);
  expect(held.operations[1]?.deadline).toBeLessThanOrEqual(6_000);
});

test('mutations are executed each by itself', async () => {
  const held = await startHeld();
  const asked = [held.ask('mutation { change }'), held.ask('mutation { change }')];
  for (const { status } of await Promise.all(asked)) expect(status).toBe(200);
  expect(held.operations).toHaveLength(2);
});

test.each(['over the socket', 'through fetch'])(
  'no query joins one that began before a mutation did: %s',
  async (way) => {
    const held = await startHeld();
    const before = held.ask(QUERY);
    await held.runs(1);
    if (way === 'over the socket') await held.ask('mutation { change }');
    else await held.fetch(mutation());
    const after = held.ask(QUERY);
    await held.runs(2);
    held.running[0]?.('old');
    held.running[1]?.('new');
    expect((await before).body.data?.['fault']).toBe('old');
    expect((await after).body.data?.['fault']).toBe('new');
  },
);

test('nor one that began before a mutation that is still under way', async () => {
  const held = await startHeld({ limits: { concurrentOperations: 1, waitingOperations: 2 } });
  const before = held.ask(QUERY);
  await held.runs(1);
  const change = held.ask('mutation { change }');
  await vi.waitFor(() => expect(held.close).toHaveBeenCalledTimes(1));
  const after = held.ask(QUERY);
  await held.looks(3);
  held.running[0]?.('old');
  await held.runs(2);
  held.running[1]?.('new');
  expect((await change).status).toBe(200);
  expect((await before).body.data?.['fault']).toBe('old');
  expect((await after).body.data?.['fault']).toBe('new');
});

function mutation(): Request {
  return new Request('http://127.0.0.1/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: 'mutation { change }' }),
  });
}

test('the client that came first goes away: the others are answered', async () => {
  const held = await startHeld();
  const leaving = new AbortController();
  const [first, ...others] = await together(held, [{ signal: leaving.signal }, {}, {}]);
  await held.looks(3);
  leaving.abort();
  await expect(first).rejects.toThrow();
  held.running[0]?.('done');
  for (const { body } of await Promise.all(others)) expect(body).toEqual(ANSWER);
  expect(held.operations).toHaveLength(1);
  expect(held.operations[0]?.signal.aborted).toBe(false);
});

test('a client that joined goes away: the others are answered', async () => {
  const held = await startHeld();
  const leaving = new AbortController();
  const [first, second, third] = await together(held, [{}, { signal: leaving.signal }, {}]);
  await held.looks(3);
  leaving.abort();
  await expect(second).rejects.toThrow();
  held.running[0]?.('done');
  expect((await first)?.body).toEqual(ANSWER);
  expect((await third)?.body).toEqual(ANSWER);
  expect(held.operations[0]?.signal.aborted).toBe(false);
});

test('all go away: the operation is told so', async () => {
  const held = await startHeld();
  const leaving = new AbortController();
  const asked = await together(held, [{ signal: leaving.signal }, { signal: leaving.signal }]);
  await held.looks(2);
  expect(held.operations[0]?.signal.aborted).toBe(false);
  leaving.abort();
  const ended = await Promise.allSettled(asked);
  expect(ended.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await vi.waitFor(() => expect(held.operations[0]?.signal.aborted).toBe(true));
});

test('where nothing is to be shared nothing is', async () => {
  const held = await startHeld({ flights: undefined });
  const asked = await together(held, [{}, {}]);
  await held.runs(2);
  held.running[0]?.('one');
  held.running[1]?.('other');
  const faults = (await Promise.all(asked)).map(({ body }) => body.data?.['fault']);
  expect(faults.toSorted()).toEqual(['one', 'other']);
});

test('a document that is not trusted is told of for each who sent it', async () => {
  const held = await startHeld({ documents: { trusted: new Map(), mode: 'prefer', automatic: false } });
  const asked = await together(held, [{}, {}]);
  await held.looks(2);
  held.running[0]?.('done');
  await Promise.all(asked);
  expect(held.lines.filter(({ msg }) => msg === 'document that is not trusted')).toHaveLength(2);
});
