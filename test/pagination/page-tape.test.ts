import { expect, test } from 'vitest';
import { Mark } from '../../src/pagination/mark.ts';
import { PageReader } from '../../src/pagination/page-reader.ts';
import { PageTape } from '../../src/pagination/page-tape.ts';
import { PARTS } from '../../src/pagination/parts.ts';
import { MemoryList, optionsOf, rowsOf } from './memory-list.ts';

test('a clamp that is found on the way up is kept to: what is read next is asked for in its pages', async () => {
  const list = new MemoryList(
    rowsOf(60, (index) => 1e6 - index),
    { hasTotal: false, clamp: 20 },
  );
  const source = list.page();
  const rules = optionsOf([], {});
  // Asked without an end it would never come back, nor let a time-out come.
  const read = (page: number, limit: number) => {
    if (list.calls.length > 20) throw new Error('it does not end');
    return source.read(page, limit);
  };
  const reader = new PageReader({ ...source, read }, list.memory, { id: ({ id }) => id, parts: PARTS });
  const tape = new PageTape(reader, (row) => new Mark(row, rules));
  await tape.cover({ from: 26, to: 38 });
  await tape.widen('up');
  expect(list.memory.clampedTo).toBe(20);
  expect(tape.start).toBeLessThan(25);
  expect(tape.rows).toEqual(list.rows.slice(tape.start, tape.start + tape.rows.length));
});
