import { expect, test } from 'vitest';
import { createMemoryStore } from '../../src/store/memory.ts';
import { storeConformance } from './conformance.ts';

const DAY = 86_400_000;

function clock() {
  let moment = 1_760_000_000_000;
  const elapse = (milliseconds: number) => {
    moment += milliseconds;
  };
  return { now: () => moment, elapse };
}

storeConformance('the memory store', () => {
  const { now, elapse } = clock();
  const store = createMemoryStore({ now });
  return Promise.resolve({
    store,
    other: store,
    elapse(milliseconds) {
      elapse(milliseconds);
      return Promise.resolve();
    },
  });
});

test('a full store refuses to add, and keeps all it has', async () => {
  const { now, elapse } = clock();
  const store = createMemoryStore({ maxEntries: 3, now });
  for (const key of ['a', 'b', 'c']) await store.add(key, key, DAY);
  elapse(DAY - 1);
  await expect(store.add('d', 'd', DAY)).rejects.toThrow(/full \(at most 3 entries and .* bytes\)/);
  expect(await store.add('a', 'again', DAY)).toBe('a');
  expect(await Promise.all(['a', 'b', 'c', 'd'].map((key) => store.get(key)))).toEqual([
    'a',
    'b',
    'c',
    undefined,
  ]);
});

test('bytes are counted in UTF-8, keys and values, and given back', async () => {
  const store = createMemoryStore({ maxBytes: 10 });
  await store.add('é', 'ü', DAY);
  await expect(store.add('keys', 'val', DAY)).rejects.toThrow('full');
  await store.add('key', 'val', DAY);
  await expect(store.add('x', '', DAY)).rejects.toThrow('full');
  await store.replace('é', 'ü', 'u', DAY);
  await store.add('x', '', DAY);
  await expect(store.add('y', '', DAY)).rejects.toThrow('full');
  await store.remove('key', 'val');
  expect(await store.add('y', '12345', DAY)).toBeUndefined();
});

test('what is there can be replaced when the store is full', async () => {
  const store = createMemoryStore({ maxEntries: 1, maxBytes: 10 });
  await store.add('key', 'claim', DAY);
  expect(await store.replace('key', 'claim', 'a longer result', DAY)).toBe(true);
  expect(await store.get('key')).toBe('a longer result');
});

test('lives that have ended make room, the others stay', async () => {
  const { now, elapse } = clock();
  const store = createMemoryStore({ maxEntries: 3, now });
  await store.add('short', 's', 1_000);
  await store.add('long', 'l', DAY);
  await store.add('shortened', 'x', DAY);
  await store.replace('shortened', 'x', 'y', 2_000);
  elapse(1_000);
  expect(await store.add('first', 'f', DAY)).toBeUndefined();
  await expect(store.add('second', 's', DAY)).rejects.toThrow('full');
  elapse(1_000);
  expect(await store.add('second', 's', DAY)).toBeUndefined();
  expect(await store.get('long')).toBe('l');
});

test('a waiter learns of an end of life when the entry is missed', async () => {
  const { now, elapse } = clock();
  const store = createMemoryStore({ now });
  await store.add('key', 'value', 1_000);
  const change = store.changed('key', 'value', new AbortController().signal);
  elapse(120_000);
  await store.add('another', 'value', 1_000);
  expect(await change).toBeUndefined();
});
