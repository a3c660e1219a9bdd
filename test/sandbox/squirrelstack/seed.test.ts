import { expect, test } from 'vitest';
import { createSquirrelStackApp } from '../../../src/sandbox/squirrelstack/index.ts';
import type { SquirrelStackOptions } from '../../../src/sandbox/squirrelstack/index.ts';
import { noon } from '../call.ts';

const generate = (options: SquirrelStackOptions = {}) =>
  createSquirrelStackApp({ now: () => noon, ...options }).state;

test('fifteen visitors of known tokens', () => {
  const { conversations } = generate();
  expect([...conversations.keys()]).toEqual(
    Array.from({ length: 15 }, (_, index) => `demo-visitor-${String(index + 1)}`),
  );
  expect(conversations.get('demo-visitor-1')).toMatchObject({
    name: 'Alice Smith',
    email: 'alice@example.com',
  });
  for (const { messages } of conversations.values()) {
    expect(messages[0]).toMatchObject({ direction: 'inbound' });
    const times = messages.map(({ timestamp }) => timestamp);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times.at(-1)).toBeLessThanOrEqual(noon);
  }
});

test('the same seed and clock give the same rows; sizes are as asked', () => {
  const rows = (options?: SquirrelStackOptions) => [...generate(options).conversations.values()];
  expect(rows()).toEqual(rows());
  expect(rows({ seed: 2 })).not.toEqual(rows());
  expect(rows({ sizes: { conversations: 2 } })).toHaveLength(2);
});
