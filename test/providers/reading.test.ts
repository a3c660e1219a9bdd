import { expect, test } from 'vitest';
import { z } from 'zod';
import { readerOf } from '../../src/providers/reading.ts';
import { count, embedded, flag, id, optionalId, part, text, timestamp } from '../../src/providers/wire.ts';

const inner = z.object({ id, name: text });
const schemas = {
  known: z.object({
    id,
    other: optionalId,
    text,
    count,
    flag,
    at: timestamp,
    whole: embedded(inner),
    part: part(inner),
  }),
  'partly known': z.object({ id, list: z.array(z.string()).nullish().catch(null) }),
  loose: z.looseObject({ id, name: text }),
  'no object': z.string(),
};

const VALUES = [
  undefined,
  null,
  '',
  'x',
  '7',
  0,
  -1,
  7.5,
  2 ** 53,
  true,
  [],
  {},
  { id: 1 },
  { id: '', name: 'x' },
  ['x'],
];
const KEYS = ['id', 'other', 'text', 'count', 'flag', 'at', 'whole', 'part', 'list', 'name', 'unknown'];
const rows: unknown[] = [
  ...VALUES,
  ...KEYS.flatMap((key) => VALUES.flatMap((value) => [{ [key]: value }, { id: 'a', [key]: value }])),
  {
    id: 5,
    other: '6',
    text: 'a',
    count: '12',
    flag: false,
    at: '2026-01-01',
    whole: { id: 1, name: 2 },
    part: { id: 'p' },
  },
];

test.each(Object.entries(schemas))('reads as zod does: %s', (_name, schema) => {
  const read = readerOf<z.ZodType>(schema);
  for (const row of rows) {
    const { success, data, error } = schema.safeParse(row);
    expect(read(row), JSON.stringify(row)).toEqual(
      success ? { success, data } : { success, path: error.issues[0]?.path },
    );
  }
});
