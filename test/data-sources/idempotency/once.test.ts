import { describe, expect, test } from 'vitest';
import { createIdempotency } from '../../../src/data-sources/idempotency/idempotency.ts';
import { GatewayError } from '../../../src/errors.ts';
import { createKeyring } from '../../../src/keyring.ts';
import { Secret } from '../../../src/secret.ts';
import { createMemoryStore } from '../../../src/store/memory.ts';
import type { CallRecord } from '../../../src/upstream/upstream.ts';
import { testCall } from '../../support/call.ts';
import { Provider, refused, sending, unanswered, type Fate, type SendParts } from './provider.ts';
import { World, type Process } from './world.ts';

const DAY = 86_400_000;

function setting(traits?: ConstructorParameters<typeof Provider>[1]) {
  const world = new World();
  const provider = new Provider(world, traits);
  const process = world.process();
  /** Sends "hello" under the key "k"; what becomes of it is the first fate, then the next. */
  const write = (parts: Partial<SendParts> & { fates?: Fate[] } = {}) => {
    const { fates = [], ...rest } = parts;
    return sending({
      world,
      provider,
      process,
      key: 'k',
      text: 'hello',
      fate: () => fates.shift() ?? 'answered',
      ...rest,
    });
  };
  const once = (parts?: Parameters<typeof write>[0]) => {
    const from = parts?.process ?? process;
    return from.idempotency.once(write(parts));
  };
  return { world, provider, process, write, once };
}

/** What a caller is told: the result, or the fault's code and outcome. */
async function outcome(answer: Promise<unknown>): Promise<unknown> {
  return answer.catch((error: unknown) => {
    if (!(error instanceof GatewayError)) throw error;
    return [error.code, error.outcome];
  });
}

const UNKNOWN = ['OUTCOME_UNKNOWN', 'UNKNOWN'];

test('without a key nothing is remembered', async () => {
  const { world, provider, once } = setting();
  await world.run(once({ key: null }));
  await world.run(once({ key: null }));
  expect(provider.messages).toHaveLength(2);
});

test('without a key, too, every fault has an outcome', async () => {
  const { world, write, process } = setting();
  const throwing = (error: Error) => {
    const { call, scope, input } = write();
    const run = () => Promise.reject(error);
    return outcome(world.run(process.idempotency.once({ call, scope, input, key: null, run })));
  };
  expect(await throwing(refused())).toEqual(['RATE_LIMITED', 'NOT_DONE']);
  expect(await throwing(new GatewayError('UPSTREAM_TIMEOUT', 'A read.'))).toEqual([
    'UPSTREAM_TIMEOUT',
    'UNKNOWN',
  ]);
  expect(await throwing(new Error('bug'))).toEqual(['INTERNAL_SERVER_ERROR', 'UNKNOWN']);
});

test('success is replayed, for 24 hours', async () => {
  const { world, provider, once } = setting();
  expect(await world.run(once())).toEqual({ message: 'message-1' });
  await world.elapseUntil(world.now + DAY - 1_000);
  expect(await world.run(once())).toEqual({ message: 'message-1' });
  await world.elapseUntil(world.now + 1_000);
  expect(await world.run(once())).toEqual({ message: 'message-2' });
  expect(provider.messages).toHaveLength(2);
});

test('what the provider refuses for the caller to mend is replayed like success', async () => {
  const { world, write, process } = setting();
  const result = { userErrors: [{ code: 'INVALID', message: 'No.', field: ['message', 'content'] }] };
  let runs = 0;
  const run = () => {
    runs += 1;
    return Promise.resolve({ result });
  };
  const once = () => {
    const { call, scope, input } = write();
    return world.run(process.idempotency.once({ call, scope, input, key: 'k', run }));
  };
  expect(await once()).toEqual(result);
  expect(await once()).toEqual(result);
  expect(runs).toBe(1);
});

test.each([
  ['caller', { caller: 'shop' }],
  ['mutation', { mutation: 'createContact' }],
  ['source', { source: 'ebbot' }],
])('a key means another thing to another %s', async (_name, other) => {
  const { world, provider, process, write } = setting();
  await world.run(process.idempotency.once(write()));
  const another = write();
  await world.run(process.idempotency.once({ ...another, scope: { ...another.scope, ...other } }));
  expect(provider.messages).toHaveLength(2);
});

test('another input is IDEMPOTENCY_CONFLICT: while in flight, after an answer, after none', async () => {
  const { world, provider, once } = setting();
  const first = once({ fates: ['cut before'] });
  const conflict = ['IDEMPOTENCY_CONFLICT', 'NOT_DONE'];
  expect(await outcome(world.run(once({ text: 'other' })))).toEqual(conflict);
  expect(await outcome(world.run(first))).toEqual(UNKNOWN);
  expect(await outcome(world.run(once({ text: 'other' })))).toEqual(conflict);
  await world.run(once({ key: 'done' }));
  expect(await outcome(world.run(once({ key: 'done', text: 'other' })))).toEqual(conflict);
  expect(provider.messages).toHaveLength(1);
});

test('NOT_DONE frees the key, for another input too', async () => {
  const { world, provider, once } = setting();
  const fault = await world.run(once({ fates: ['refused'] })).catch((error: unknown) => error);
  expect(fault).toEqual(refused());
  expect(await world.run(once({ text: 'other' }))).toEqual({ message: 'message-1' });
  expect(provider.messages).toMatchObject([{ text: 'other' }]);
});

test.each([
  ['success', 'answered', { message: 'message-1' }],
  ['NOT_DONE', 'refused', ['RATE_LIMITED', 'NOT_DONE']],
  ['OUTCOME_UNKNOWN', 'cut after', UNKNOWN],
] as const)(
  'the same key in flight, in any process, waits for the same answer: %s',
  async (_name, fate, answer) => {
    const { world, provider, once } = setting();
    const first = once({ fates: [fate] });
    await world.step(() => 0);
    // The key is claimed, and nothing is sent yet; whoever comes now waits.
    const others = [once(), once({ process: world.process() }), once({ process: world.process(3_000) })];
    const answers = await world.run(Promise.all([first, ...others].map(outcome)));
    expect(answers).toEqual([answer, answer, answer, answer]);
    expect(provider.messages.length).toBeLessThanOrEqual(1);
  },
);

test('who waits in vain until its deadline is told that the attempt is under way', async () => {
  const { world, provider, once, process } = setting();
  const slow = once({ process: world.process(), time: 60_000 });
  await world.step(() => 0);
  const thaw = world.freeze();
  expect(await outcome(world.run(once({ process, time: 1_000 })))).toEqual(UNKNOWN);
  thaw();
  expect(await world.run(slow)).toEqual({ message: 'message-1' });
  expect(provider.messages).toHaveLength(1);
});

test.each(['cut after', 'done late'] as const)(
  'after UNKNOWN (%s) reading back finds it: success, and replayed from then on',
  async (fate) => {
    const { world, provider, once } = setting();
    expect(await outcome(world.run(once({ fates: [fate] })))).toEqual(UNKNOWN);
    await world.elapseUntil(world.now + 3_000);
    expect(await world.run(once())).toEqual({ message: 'message-1' });
    expect(await world.run(once({ readsBack: false }))).toEqual({ message: 'message-1' });
    expect(provider.messages).toHaveLength(1);
  },
);

test('after UNKNOWN reading back finds nothing, or cannot look: it stays OUTCOME_UNKNOWN and is not sent', async () => {
  const { world, provider, once, write, process } = setting();
  expect(await outcome(world.run(once({ fates: ['cut before'] })))).toEqual(UNKNOWN);
  expect(await outcome(world.run(once()))).toEqual(UNKNOWN);
  expect(await outcome(world.run(once({ readsBack: false })))).toEqual(UNKNOWN);
  const blind = { ...write(), readBack: { find: () => Promise.reject(refused()) } };
  const fault = await world.run(process.idempotency.once(blind)).catch((error: unknown) => error);
  expect(fault).toMatchObject({ code: 'OUTCOME_UNKNOWN', outcome: 'UNKNOWN', retryAfter: 7 });
  expect(provider.messages).toHaveLength(0);
});

test('an equal message from before the attempt is not taken for it', async () => {
  const { world, provider, once } = setting();
  await world.run(once({ key: null }));
  await world.elapseUntil(world.now + 1_000);
  expect(await outcome(world.run(once({ fates: ['cut before'] })))).toEqual(UNKNOWN);
  expect(await outcome(world.run(once()))).toEqual(UNKNOWN);
  expect(provider.messages).toHaveLength(1);
});

test('an equal message of another key from just before leaves no doubt once its id is known', async () => {
  const { world, once } = setting();
  await world.run(once({ key: 'b' }));
  await world.elapseUntil(world.now + 1_000);
  expect(await outcome(world.run(once({ key: 'a', fates: ['cut after'] })))).toEqual(UNKNOWN);
  expect(await world.run(once({ key: 'a' }))).toEqual({ message: 'message-2' });
});

test('two equal messages since the attempt began tell nothing', async () => {
  const { world, once } = setting();
  await world.run(once({ fates: ['cut after'] })).catch(() => undefined);
  await world.run(once({ key: null }));
  expect(await outcome(world.run(once()))).toEqual(UNKNOWN);
});

test.each([true, false])(
  'an equal message of another key is not taken for its own (the provider gives ids: %s)',
  async (givesIds) => {
    const { world, provider, once } = setting({ givesIds });
    expect(await outcome(world.run(once({ key: 'a', fates: ['cut before'] })))).toEqual(UNKNOWN);
    await world.run(once({ key: 'b' }));
    expect(await outcome(world.run(once({ key: 'a' })))).toEqual(UNKNOWN);
    expect(provider.messages).toMatchObject([{ truth: 'b' }]);
  },
);

test.each([true, false])(
  'two keys that sent alike are both told of success once both are there (ids: %s)',
  async (givesIds) => {
    const { world, provider, once } = setting({ givesIds });
    expect(await outcome(world.run(once({ key: 'a', fates: ['cut after'] })))).toEqual(UNKNOWN);
    expect(await outcome(world.run(once({ key: 'b', fates: ['done late'] })))).toEqual(UNKNOWN);
    expect(await outcome(world.run(once({ key: 'a' })))).toEqual(UNKNOWN);
    await world.elapseUntil(world.now + 3_000);
    expect(await world.run(once({ key: 'a' }))).toMatchObject({ message: expect.any(String) as string });
    expect(await world.run(once({ key: 'b' }))).toMatchObject({ message: expect.any(String) as string });
    expect(provider.messages).toHaveLength(2);
  },
);

test('a process that died leaves its key UNKNOWN once its lease ends, not free', async () => {
  const { world, provider, once } = setting();
  const doomed = world.process();
  const told = once({ process: doomed, fates: ['cut after'] });
  told.catch(() => undefined);
  await world.until(() => provider.messages.length === 1);
  world.kill(doomed);
  expect(await outcome(world.run(once({ time: 5_000 })))).toEqual(UNKNOWN);
  expect(await world.run(once({ time: 20_000 }))).toEqual({ message: 'message-1' });
  expect(provider.messages).toHaveLength(1);
});

test('where the provider refuses duplicates it is sent again, and its refusal is success', async () => {
  const { world, provider, once } = setting({ refusesDuplicates: true });
  const parts = { readsBack: false, naturalKey: true };
  expect(await outcome(world.run(once({ ...parts, fates: ['cut before'] })))).toEqual(UNKNOWN);
  expect(await outcome(world.run(once({ ...parts, fates: ['cut after'] })))).toEqual(UNKNOWN);
  expect(await world.run(once(parts))).toEqual({ message: null });
  expect(await world.run(once(parts))).toEqual({ message: null });
  expect(provider.messages).toHaveLength(1);
});

test('a later attempt has the token of the first, and knows that it is one', async () => {
  const { world, process, write } = setting();
  const first = write({ fates: ['cut before'] });
  await outcome(world.run(process.idempotency.once(first)));
  await world.elapseUntil(world.now + 1_000);
  const second = write({ naturalKey: true });
  await world.run(process.idempotency.once(second));
  const [{ prepared, began } = {}] = first.attempts;
  expect(first.attempts).toEqual([{ number: 1, prepared, began }]);
  expect(second.attempts).toEqual([{ number: 2, prepared, began }]);
  expect(prepared).toMatch(/^token-/);
});

test('NOT_DONE of a later attempt does not free the key: the first may have been done', async () => {
  const { world, provider, once } = setting({ refusesDuplicates: true });
  const parts = { readsBack: false, naturalKey: true };
  await outcome(world.run(once({ ...parts, fates: ['cut after'] })));
  const fault = await world.run(once({ ...parts, fates: ['refused'] })).catch((error: unknown) => error);
  expect(fault).toMatchObject({ code: 'OUTCOME_UNKNOWN', outcome: 'UNKNOWN', retryAfter: 7 });
  expect(await world.run(once(parts))).toEqual({ message: null });
  expect(provider.messages).toHaveLength(1);
});

test('a client that goes away while it is sent is told nothing, but its write is remembered', async () => {
  const { world, provider, process, once } = setting();
  const controller = new AbortController();
  const gone = outcome(once({ signal: controller.signal }));
  await world.until(() => provider.messages.length === 1);
  controller.abort();
  expect(await gone).toEqual(UNKNOWN);
  const idle = process.idempotency.idle();
  await world.run(idle);
  expect(await world.run(once({ readsBack: false }))).toEqual({ message: 'message-1' });
  expect(provider.messages).toHaveLength(1);
});

test('a client that goes away before it is sent leaves the key free', async () => {
  const { world, provider, process, once } = setting();
  const controller = new AbortController();
  const gone = outcome(once({ signal: controller.signal }));
  await world.step(() => 0);
  controller.abort();
  expect(await gone).toEqual(['UPSTREAM_TIMEOUT', 'NOT_DONE']);
  await world.run(process.idempotency.idle());
  expect(provider.messages).toHaveLength(0);
  expect(await outcome(once({ signal: controller.signal }))).toEqual(['UPSTREAM_TIMEOUT', 'NOT_DONE']);
  expect(await world.run(once({ text: 'other' }))).toEqual({ message: 'message-1' });
});

test('a client that goes away directly before it is sent leaves no doubt about equal messages', async () => {
  const { world, process, once, provider } = setting();
  const controller = new AbortController();
  const gone = outcome(once({ key: 'b', signal: controller.signal }));
  for (let turns = 0; turns < 5; turns += 1) await world.step(() => 0);
  controller.abort();
  expect(await gone).toEqual(['UPSTREAM_TIMEOUT', 'NOT_DONE']);
  await world.run(process.idempotency.idle());
  expect(provider.messages).toHaveLength(0);
  expect(await outcome(world.run(once({ key: 'a', fates: ['cut after'] })))).toEqual(UNKNOWN);
  expect(await world.run(once({ key: 'a' }))).toEqual({ message: 'message-1' });
});

test('a client that goes away while the store is asked is told NOT_DONE, and nothing is sent again', async () => {
  const { world, process, write, once } = setting({ refusesDuplicates: true });
  await outcome(world.run(once({ fates: ['cut before'] })));
  const controller = new AbortController();
  const again = write({ signal: controller.signal, naturalKey: true });
  const gone = outcome(process.idempotency.once(again));
  await world.step(() => 0);
  controller.abort();
  expect(await gone).toEqual(['UPSTREAM_TIMEOUT', 'NOT_DONE']);
  await world.run(process.idempotency.idle());
  expect(again.attempts).toEqual([]);
});

test('a run is given a call that ends with the deadline, not with the client', async () => {
  const { world, process, write } = setting();
  const controller = new AbortController();
  const { call, scope, input } = write({ signal: controller.signal });
  const recorded: CallRecord[] = [];
  const line = { source: 'xe', operation: 'POST /messages', outcome: 'failed', ms: 1 } as CallRecord;
  const reasons: unknown[] = [];
  const run: Parameters<Process['idempotency']['once']>[0]['run'] = (_attempt, own) =>
    new Promise((_resolve, reject) => {
      controller.abort();
      reasons.push(own.signal.aborted, own.deadline);
      own.record(line);
      own.signal.addEventListener('abort', () => {
        reasons.push(world.now, (own.signal.reason as Error).name);
        reject(unanswered());
      });
    });
  const recording = { ...call, record: (entry: CallRecord) => void recorded.push(entry) };
  const answer = outcome(process.idempotency.once({ call: recording, scope, input, key: 'k', run }));
  await world.run(process.idempotency.idle());
  expect(await answer).toEqual(UNKNOWN);
  expect(reasons).toEqual([false, call.deadline, call.deadline, 'TimeoutError']);
  expect(recorded).toEqual([line]);
  expect(world.timers).toEqual([]);
});

test('no store, no keyed write', async () => {
  const { world, provider, once } = setting();
  let down = true;
  const process = world.process(0, { fails: () => down });
  const fault = await world.run(once({ process })).catch((error: unknown) => error);
  expect(fault).toMatchObject({ code: 'INTERNAL_SERVER_ERROR', outcome: 'NOT_DONE', source: 'xe' });
  expect(provider.messages).toHaveLength(0);
  expect(await world.run(once({ process, key: null }))).toEqual({ message: 'message-1' });
  down = false;
  expect(await world.run(once({ process }))).toEqual({ message: 'message-2' });
});

test('a store that fails after it was sent does not change what the caller is told', async () => {
  const { world, provider, once } = setting();
  let down = false;
  const process = world.process(0, { fails: () => down });
  const answer = once({ process });
  await world.until(() => provider.messages.length === 1);
  down = true;
  expect(await world.run(answer)).toEqual({ message: 'message-1' });
  // It goes on trying, so that the answer is there when the store is.
  await world.elapseUntil(world.now + 1_000);
  down = false;
  await world.run(process.idempotency.idle());
  expect(await world.run(once({ readsBack: false }))).toEqual({ message: 'message-1' });
  expect(provider.messages).toHaveLength(1);
});

test('a store that forgot how it ended leaves the key UNKNOWN: it is read back, not sent', async () => {
  const { world, provider, once } = setting();
  let down = false;
  const process = world.process(0, { fails: () => down });
  const answer = once({ process });
  await world.until(() => provider.messages.length === 1);
  down = true;
  expect(await world.run(answer)).toEqual({ message: 'message-1' });
  await world.run(process.idempotency.idle());
  expect(await outcome(world.run(once({ readsBack: false, time: 30_000 })))).toEqual(UNKNOWN);
  expect(await world.run(once())).toEqual({ message: 'message-1' });
  expect(provider.messages).toHaveLength(1);
});

describe('an attempt that is frozen past its lease', () => {
  /** Lets an attempt begin and freezes it before its fate, or once its message is there; then another takes its key over. */
  async function overtaken(fate: Fate, { sent, ...parts }: Partial<SendParts> & { sent: boolean }) {
    const { world, provider, once } = setting({ givesIds: false });
    const send = provider.send.bind(provider);
    let asked = false;
    provider.send = (...args) => {
      asked = true;
      return send(...args);
    };
    const late = once({ process: world.process(), fates: [fate] });
    late.catch(() => undefined);
    await world.until(() => (sent ? provider.messages.length === 1 : asked));
    const thaw = world.freeze();
    await world.elapseUntil(world.now + 16_000);
    const other = await outcome(world.run(once(parts)));
    thaw();
    return { other, late: await outcome(world.run(late)), after: await outcome(world.run(once(parts))) };
  }

  test('its result counts where nobody knew', async () => {
    const told = await overtaken('answered', { sent: true, readsBack: false });
    expect(told).toEqual({ other: UNKNOWN, late: { message: null }, after: { message: null } });
  });

  test('its result gives way to the one that was told meanwhile', async () => {
    const told = await overtaken('answered', { sent: true });
    const known = { message: 'message-1' };
    expect(told).toEqual({ other: known, late: known, after: known });
  });

  test('its fault gives way to the result that was told meanwhile', async () => {
    const told = await overtaken('cut after', { sent: true });
    const known = { message: 'message-1' };
    expect(told).toEqual({ other: known, late: known, after: known });
  });

  test('its NOT_DONE does not free a key that another has tried', async () => {
    const told = await overtaken('refused', { sent: false });
    expect(told).toEqual({ other: UNKNOWN, late: ['RATE_LIMITED', 'UNKNOWN'], after: UNKNOWN });
  });
});

test('the store holds nothing in clear', async () => {
  const { world, once } = setting();
  const added: string[] = [];
  const { store } = world;
  const add = store.add.bind(store);
  const replace = store.replace.bind(store);
  store.add = (key, value, lifetime) => {
    added.push(key, value);
    return add(key, value, lifetime);
  };
  store.replace = (key, present, next, lifetime) => {
    added.push(key, next);
    return replace(key, present, next, lifetime);
  };
  await outcome(world.run(once({ key: 'my-own-key', text: 'hello', fates: ['cut after'] })));
  await world.run(once({ key: 'my-own-key', text: 'hello' }));
  expect(added.length).toBeGreaterThan(6);
  for (const text of added) {
    expect(text).not.toMatch(/hello|my-own-key|sendMessage|message-1/);
  }
});

test('a claim that was sealed under a secret that is gone is not sent again', async () => {
  const { world, provider, process, write, once } = setting();
  await world.run(once());
  const other = createIdempotency({
    store: world.store,
    keyring: createKeyring([new Secret('another secret of more than 32 bytes')]),
    now: () => world.now,
    sleep: (milliseconds, signal) => world.sleep(milliseconds, signal),
  });
  expect(await outcome(world.run(other.once(write())))).toEqual(['INTERNAL_SERVER_ERROR', 'UNKNOWN']);
  expect(provider.messages).toHaveLength(1);
  expect(await world.run(process.idempotency.once(write()))).toEqual({ message: 'message-1' });
});

test('a claim that was moved to another key is not believed', async () => {
  const { world, once } = setting();
  const { store } = world;
  const add = store.add.bind(store);
  const claims: [key: string, value: string][] = [];
  store.add = (key, value, lifetime) => {
    claims.push([key, value]);
    return add(key, value, lifetime);
  };
  await world.run(once({ key: 'a', readsBack: false }));
  await world.run(once({ key: 'b', readsBack: false }));
  const [[, forged] = ['', ''], [key] = ['']] = claims;
  const present = (await store.get(key)) ?? '';
  expect(await store.replace(key, present, forged, DAY)).toBe(true);
  expect(await outcome(world.run(once({ key: 'b' })))).toEqual(['INTERNAL_SERVER_ERROR', 'UNKNOWN']);
});

test('on a real clock, too, who waits does so until its deadline', async () => {
  const idempotency = createIdempotency({
    store: createMemoryStore(),
    keyring: createKeyring([new Secret('a secret of at least thirty-two bytes')]),
  });
  const opened = Promise.withResolvers<{ result: string }>();
  const ask = (milliseconds: number) =>
    idempotency.once({
      scope: { caller: 'crm', mutation: 'sendMessage', source: 'xe' },
      key: 'k',
      input: {},
      call: testCall({ deadline: Date.now() + milliseconds }),
      run: () => opened.promise,
    });
  const first = ask(10_000);
  expect(await outcome(ask(50))).toEqual(UNKNOWN);
  const second = ask(10_000);
  opened.resolve({ result: 'sent' });
  expect(await Promise.all([first, second])).toEqual(['sent', 'sent']);
  await idempotency.idle();
});
