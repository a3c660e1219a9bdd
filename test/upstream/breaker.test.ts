import { expect, test } from 'vitest';
import { testCall } from '../support/call.ts';
import { stoppedClock } from './clock.ts';
import { gate, get, json, patch, rejection, startSource, until, type Behaviour } from './source.ts';

/** A source that behaves as it is told at the time. */
async function startBroken(timeout = 5_000) {
  const clock = stoppedClock();
  const say: { behave: Behaviour } = { behave: (response) => json(response, {}, 500) };
  const source = await startSource((...seen) => say.behave(...seen), {
    now: clock.now,
    timeout,
  });
  const call = () => testCall({ deadline: clock.now() + 10_000 });
  const send = (request = get) => source.upstream.send(request, call());
  const fail = async (times: number) => {
    for (let count = 0; count < times; count += 1) await rejection(send());
  };
  return { ...source, clock, say, send, fail };
}

const OPEN = { code: 'UPSTREAM_UNAVAILABLE', retryAfter: 10 };
const LEFT_ALONE = /^xe was not asked for `(GET|PATCH) .+`: its latest calls failed/;

const working: Behaviour = (response) => json(response, {});

test.each([
  ['5xx', (response) => json(response, {}, 500)],
  ['broken connections', (response) => response.socket?.resetAndDestroy()],
  ['timeouts', () => undefined],
] satisfies [string, Behaviour][])('ten %s open it: then calls are refused at once', async (name, behave) => {
  const { seen, send, fail, say } = await startBroken(name === 'timeouts' ? 100 : undefined);
  say.behave = behave;
  await fail(9);
  expect((await rejection(send())) as Error).not.toHaveProperty('message', expect.stringMatching(LEFT_ALONE));
  const error = await rejection(send());
  expect(error).toMatchObject({ ...OPEN, message: expect.stringMatching(LEFT_ALONE) as string });
  expect(await rejection(send(patch))).toMatchObject({ ...OPEN, outcome: 'NOT_DONE' });
  expect(seen).toHaveLength(10);
});

test('when its time is over one call goes out as a probe, and its success closes it', async () => {
  const { seen, send, fail, say, clock } = await startBroken();
  await fail(10);
  clock.pass(9.5);
  expect(await rejection(send())).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', retryAfter: 1 });
  clock.pass(0.5);
  const { opened, open } = gate();
  say.behave = async (response) => {
    await opened;
    json(response, {});
  };
  const probe = send();
  await until(() => seen.length === 11);
  expect(await rejection(send(patch))).toMatchObject({ outcome: 'NOT_DONE' });
  open();
  await probe;
  await Promise.all([send(), send()]);
  expect(seen).toHaveLength(13);
});

test('a probe that fails opens it for as long again', async () => {
  const { seen, send, fail, say, clock } = await startBroken();
  await fail(10);
  clock.pass(10);
  await fail(1);
  expect(seen).toHaveLength(11);
  say.behave = working;
  clock.pass(9.9);
  await fail(1);
  expect(seen).toHaveLength(11);
  clock.pass(0.1);
  await send();
  await send();
  expect(seen).toHaveLength(13);
});

test('a probe whose client goes away leaves the next call to be one', async () => {
  const { upstream, seen, send, fail, say, clock } = await startBroken();
  await fail(10);
  clock.pass(10);
  say.behave = () => undefined;
  const client = new AbortController();
  const gone = rejection(
    upstream.send(get, testCall({ signal: client.signal, deadline: clock.now() + 10_000 })),
  );
  await until(() => seen.length === 11);
  client.abort();
  await gone;
  say.behave = working;
  await send();
  expect(seen).toHaveLength(12);
});

test.each([400, 401, 403, 404, 409, 422, 429])('%i is an answer: it never opens', async (status) => {
  const { seen, fail, say } = await startBroken();
  say.behave = (response) => json(response, {}, status);
  await fail(25);
  expect(seen).toHaveLength(25);
});

test('some failures among successes are borne', async () => {
  const { seen, send, say } = await startBroken();
  say.behave = (response, _seen, count) => json(response, {}, count % 5 < 2 ? 500 : 200);
  for (let count = 0; count < 60; count += 1) await send().catch(() => undefined);
  expect(seen).toHaveLength(60);
});

test('failures of long ago are forgotten', async () => {
  const { seen, fail, clock } = await startBroken();
  await fail(9);
  clock.pass(60);
  await fail(9);
  expect(seen).toHaveLength(18);
});

test('what the open breaker says is not taken for the fault of the source', async () => {
  const { send, fail, health } = await startBroken();
  await fail(10);
  const { lastError } = health();
  expect(await rejection(send())).toMatchObject({ message: expect.stringMatching(LEFT_ALONE) as string });
  expect(health()).toMatchObject({ status: 'DOWN', lastError });
});
