import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Store } from '../../src/store/store.ts';

/** An implementation under test. */
export interface Subject {
  readonly store: Store;
  /** The same state as another process sees it; may be the same object. */
  readonly other: Store;
  /** Lets so many milliseconds pass for lifetimes. */
  readonly elapse: (milliseconds: number) => Promise<void>;
}

/** Long enough to outlive a test on any clock. */
const LONG = 600_000;
/** Short enough to be waited for on a real clock. */
const SHORT = 60;

/** What every store must do. `open` gives an empty one. */
export function storeConformance(name: string, open: () => Promise<Subject>): void {
  const never = new AbortController().signal;

  describe(name, () => {
    test('adds under a free key, and tells who holds a taken one', async () => {
      const { store, other } = await open();
      expect(await store.get('key')).toBeUndefined();
      expect(await store.add('key', 'first', LONG)).toBeUndefined();
      expect(await other.add('key', 'second', LONG)).toBe('first');
      expect(await other.get('key')).toBe('first');
      expect(await store.get('another key')).toBeUndefined();
    });

    test('replaces exactly the value that is there', async () => {
      const { store, other } = await open();
      expect(await store.replace('key', '', 'next', LONG)).toBe(false);
      await store.add('key', 'first', LONG);
      expect(await store.replace('key', 'firs', 'next', LONG)).toBe(false);
      expect(await other.get('key')).toBe('first');
      expect(await other.replace('key', 'first', 'next', LONG)).toBe(true);
      expect(await store.get('key')).toBe('next');
    });

    test('removes exactly the value that is there, and frees its key', async () => {
      const { store, other } = await open();
      expect(await store.remove('key', '')).toBe(false);
      await store.add('key', 'first', LONG);
      expect(await store.remove('key', 'second')).toBe(false);
      expect(await other.remove('key', 'first')).toBe(true);
      expect(await store.add('key', 'second', LONG)).toBeUndefined();
    });

    test('an entry ends with its lifetime, and its key is free again', async () => {
      const { store, other, elapse } = await open();
      await store.add('key', 'first', SHORT);
      await elapse(SHORT + 1);
      expect(await other.get('key')).toBeUndefined();
      expect(await other.replace('key', 'first', 'next', LONG)).toBe(false);
      expect(await other.remove('key', 'first')).toBe(false);
      expect(await other.add('key', 'second', LONG)).toBeUndefined();
    });

    test('a replaced value has a lifetime of its own', async () => {
      const { store, elapse } = await open();
      await store.add('shortened', 'first', LONG);
      await store.add('lengthened', 'first', SHORT);
      await store.replace('shortened', 'first', 'next', SHORT);
      await store.replace('lengthened', 'first', 'next', LONG);
      await elapse(SHORT + 1);
      expect(await store.get('shortened')).toBeUndefined();
      expect(await store.get('lengthened')).toBe('next');
    });

    test('of many who add at once, one is added, and all the others are told of it', async () => {
      const { store, other } = await open();
      const values = Array.from({ length: 20 }, (_, index) => `value ${index}`);
      const holders = await Promise.all(
        values.map((value, index) => (index % 2 === 0 ? store : other).add('key', value, LONG)),
      );
      const winner = await store.get('key');
      expect(holders.filter((holder) => holder === undefined)).toHaveLength(1);
      expect(values[holders.indexOf(undefined)]).toBe(winner);
      expect(new Set(holders)).toEqual(new Set([undefined, winner]));
    });

    test('no update of many counters at once is lost', async () => {
      const { store, other } = await open();
      await store.add('count', '0', LONG);
      const increment = async (through: Store) => {
        for (;;) {
          const seen = (await through.get('count')) ?? '';
          if (await through.replace('count', seen, String(Number(seen) + 1), LONG)) return;
        }
      };
      await Promise.all(Array.from({ length: 20 }, (_, index) => increment(index % 2 === 0 ? store : other)));
      expect(await store.get('count')).toBe('20');
    });

    test('tells at once what has changed already', async () => {
      const { store } = await open();
      await store.add('key', 'first', LONG);
      expect(await store.changed('key', undefined, never)).toBe('first');
      expect(await store.changed('key', 'older', never)).toBe('first');
      expect(await store.changed('free', 'gone', never)).toBeUndefined();
    });

    test('wakes whoever waits for a change: adding, replacing, removing', async () => {
      const { store, other } = await open();
      const waiters = async (seen: string | undefined) =>
        Promise.all([store, other, store].map((through) => through.changed('key', seen, never)));

      const added = waiters(undefined);
      await store.add('key', 'first', LONG);
      expect(await added).toEqual(['first', 'first', 'first']);

      const replaced = waiters('first');
      await other.add('another key', 'no matter', LONG);
      await other.replace('key', 'first', 'next', LONG);
      expect(await replaced).toEqual(['next', 'next', 'next']);

      const removed = waiters('next');
      await store.remove('key', 'next');
      expect(await removed).toEqual([undefined, undefined, undefined]);
    });

    test('an aborted wait rejects with the reason, and leaves the others waiting', async () => {
      const { store } = await open();
      const controller = new AbortController();
      const left = store.changed('key', undefined, controller.signal);
      const stayed = store.changed('key', undefined, never);
      controller.abort(new Error('left'));
      await expect(left).rejects.toThrow('left');
      await expect(store.changed('key', undefined, controller.signal)).rejects.toThrow('left');
      await store.add('key', 'first', LONG);
      expect(await stayed).toBe('first');
    });

    test('behaves as a map would, whatever the keys and values', async () => {
      const text = fc.oneof(fc.constantFrom('', 'a', 'b', '{"a":1}'), fc.string({ unit: 'grapheme' }));
      const step = fc.oneof(
        fc.record({ act: fc.constant('add'), key: text, value: text, next: text }),
        fc.record({ act: fc.constant('replace'), key: text, value: text, next: text }),
        fc.record({ act: fc.constant('remove'), key: text, value: text, next: text }),
      );
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
          const { store } = await open();
          const model = new Map<string, string>();
          for (const { act, key, value, next } of steps) {
            const present = model.get(key);
            if (act === 'add') {
              expect(await store.add(key, value, LONG)).toBe(present);
              if (present === undefined) model.set(key, value);
            } else if (act === 'replace') {
              expect(await store.replace(key, value, next, LONG)).toBe(present === value);
              if (present === value) model.set(key, next);
            } else {
              expect(await store.remove(key, value)).toBe(present === value);
              if (present === value) model.delete(key);
            }
            expect(await store.get(key)).toBe(model.get(key));
          }
        }),
        { numRuns: 50 },
      );
    });
  });
}
