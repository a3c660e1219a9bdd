import { expect, test } from 'vitest';
import { walkConnection } from '../../src/pagination/connection.ts';
import { MemoryList, optionsOf, rowsOf } from './memory-list.ts';
import { idsBackward, idsForward, pagesBackward, pagesForward } from './walk.ts';

const ROWS = rowsOf(137, (index) => 1_000_000 - index);
const IDS = ROWS.map(({ id }) => id);

const KINDS = [
  { name: 'with a total', traits: { hasTotal: true } },
  { name: 'without a total', traits: { hasTotal: false } },
  { name: 'with a total and a silent clamp', traits: { hasTotal: true, clamp: 20 } },
  { name: 'without a total and with a silent clamp', traits: { hasTotal: false, clamp: 20 } },
  { name: 'with an echoed clamp', traits: { hasTotal: false, clamp: 20, echoes: true } },
];

for (const { name, traits } of KINDS) {
  test(`every page size from 1 to 100 walks a list ${name} to its end, each row once`, async () => {
    for (let size = 1; size <= 100; size += 1) {
      const list = new MemoryList(ROWS, traits);
      const pages = await pagesForward(size, (args) => walkConnection(optionsOf([list.listing('a')], args)));
      expect(idsForward(pages), `first: ${size}`).toEqual(IDS);
      expect(pages.slice(0, -1).every(({ edges }) => edges.length === size)).toBe(true);
      expect(pages.some(({ slices }) => slices[0]?.drifted)).toBe(false);
      const end = pages.at(-1)?.edges.at(-1)?.cursor ?? null;
      const back = await pagesBackward(
        size,
        (args) => walkConnection(optionsOf([list.listing('a')], args)),
        end,
      );
      expect(idsBackward(back), `last: ${size}`).toEqual(IDS.slice(0, -1));
    }
  });
}

test('every page size from 1 to 100 walks a list with a total backward from its end', async () => {
  for (let size = 1; size <= 100; size += 1) {
    const list = new MemoryList(ROWS);
    const pages = await pagesBackward(size, (args) => walkConnection(optionsOf([list.listing('a')], args)));
    expect(idsBackward(pages), `last: ${size}`).toEqual(IDS);
  }
});
