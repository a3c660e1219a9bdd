import { expect, test } from 'vitest';
import { UpstreamError } from '../../src/errors.ts';
import { testCall } from '../support/call.ts';
import { get, json, patch, rejection, startSource } from './source.ts';

interface Line {
  level: 'debug' | 'warn';
  fields: Readonly<Record<string, unknown>>;
  message: string;
}

async function startLogged(status: number | undefined) {
  const lines: Line[] = [];
  const source = await startSource(
    (response) => (status === undefined ? undefined : json(response, { secret: 'body' }, status)),
    {
      log: {
        debug: (fields, message) => lines.push({ level: 'debug', fields, message }),
        warn: (fields, message) => lines.push({ level: 'warn', fields, message }),
      },
    },
  );
  return { ...source, lines };
}

const common = {
  source: 'xe',
  operation: 'GET /v1/chat/conversations/{id}',
  ms: expect.any(Number) as number,
};

test.each([
  [200, 'debug', { status: 200 }, 'upstream answered'],
  [404, 'debug', { status: 404 }, 'upstream refused'],
  [502, 'warn', { code: 'UPSTREAM_UNAVAILABLE' }, 'upstream failed'],
  [401, 'warn', { code: 'UPSTREAM_UNAUTHORIZED' }, 'upstream failed'],
] as const)('%i is one line at level %s, and holds nothing else', async (status, level, fields, message) => {
  const { upstream, lines } = await startLogged(status);
  await upstream.send(get, testCall()).catch(() => undefined);
  expect(lines).toEqual([{ level, fields: { ...common, ...fields }, message }]);
});

test('a reply that its adapter cannot read is a warning', async () => {
  const { upstream, lines } = await startLogged(200);
  const accept = () => {
    throw new UpstreamError('UPSTREAM_INVALID_RESPONSE', 'unreadable', { source: 'xe' });
  };
  await rejection(upstream.send(get, testCall(), accept));
  expect(lines).toEqual([
    { level: 'warn', fields: { ...common, code: 'UPSTREAM_INVALID_RESPONSE' }, message: 'upstream failed' },
  ]);
});

test('a call that its caller gave up is a detail', async () => {
  const { upstream, lines } = await startLogged(undefined);
  await rejection(upstream.send(patch, testCall({ deadline: Date.now() + 50 })));
  expect(lines).toMatchObject([
    { level: 'debug', fields: { code: 'OUTCOME_UNKNOWN' }, message: 'upstream failed' },
  ]);
});
