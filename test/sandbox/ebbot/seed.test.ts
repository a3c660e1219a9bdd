import { expect, test } from 'vitest';
import { createEbbotApp } from '../../../src/sandbox/ebbot/index.ts';
import type { EbbotOptions } from '../../../src/sandbox/ebbot/index.ts';
import { noon } from '../call.ts';

const generate = (options: EbbotOptions = {}) => [
  ...createEbbotApp({ now: () => noon, ...options }).state.chats.values(),
];

test('160 chats whose ids start with their creation', () => {
  const chats = generate();
  expect(chats).toHaveLength(160);
  for (const { id, createdAt, transcript, updatedAt } of chats) {
    const [seconds, milliseconds, uuid] = id.split('.');
    expect(Number(seconds) * 1000 + Number(milliseconds)).toBe(createdAt);
    expect(uuid).toMatch(/^[0-9a-f-]{36}$/);
    expect(transcript[0]?.at).toBeGreaterThan(createdAt);
    expect(transcript.at(-1)?.at).toBe(updatedAt);
    expect(updatedAt).toBeLessThanOrEqual(noon);
  }
  expect(new Set(chats.map(({ narrowSpaces }) => narrowSpaces)).size).toBe(2);
  expect(new Set(chats.flatMap(({ transcript }) => transcript.map(({ sender }) => sender)))).toEqual(
    new Set(['bot', 'user', 'agent', 'system']),
  );
});

test('the same seed and clock give the same rows; sizes are as asked', () => {
  expect(generate()).toEqual(generate());
  expect(generate({ seed: 2 })).not.toEqual(generate());
  expect(generate({ sizes: { chats: 7 } })).toHaveLength(7);
  expect(generate({ sizes: { chats: 0 } })).toHaveLength(0);
});
