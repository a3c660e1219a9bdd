import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { undeclaredBreaks } from '../../.ci/schema-changes.ts';

const text = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

test('the schema breaks nothing of the last release that the changelog does not tell', async () => {
  const schemas = {
    released: text('.ci/released-schema.graphql'),
    current: text('schema.graphql'),
    changelog: text('CHANGELOG.md'),
  };
  expect(await undeclaredBreaks(schemas)).toEqual([]);
});

describe('a schema compared with its release', () => {
  const released = 'type Query { a(x: Int): Int b: Word } enum Word { ONE TWO }';
  const breaks = (current: string, changelog = '## [Unreleased]\n') =>
    undeclaredBreaks({ released, current, changelog });

  test.each([
    ['a field gone', 'type Query { a(x: Int): Int } enum Word { ONE TWO }', 'Query.b'],
    ['a type changed', 'type Query { a(x: Int): String b: Word } enum Word { ONE TWO }', 'Query.a'],
    ['a word gone', 'type Query { a(x: Int): Int b: Word } enum Word { ONE }', 'Word.TWO'],
    ['an argument gone', 'type Query { a: Int b: Word } enum Word { ONE TWO }', 'Query.a.x'],
    ['an argument demanded', 'type Query { a(x: Int!): Int b: Word } enum Word { ONE TWO }', 'Query.a.x'],
  ])('%s is a break', async (_, current, coordinate) => {
    expect(await breaks(current)).toEqual([expect.stringContaining(`${coordinate}: `)]);
  });

  test.each([
    ['a new field', 'type Query { a(x: Int): Int b: Word c: Int } enum Word { ONE TWO }'],
    ['a new word', 'type Query { a(x: Int): Int b: Word } enum Word { ONE TWO THREE }'],
    ['a deprecation', 'type Query { a(x: Int): Int b: Word @deprecated(reason: "r") } enum Word { ONE TWO }'],
    ['null no more', 'type Query { a(x: Int): Int! b: Word } enum Word { ONE TWO }'],
  ])('%s is none', async (_, current) => {
    expect(await breaks(current)).toEqual([]);
  });

  test.each([
    ['under Removed', '## [Unreleased]\n### Removed\n- `Query.b`, as announced.\n', 0],
    ['under Changed', '## [Unreleased]\n### Changed\n- `Query.b` went.\n## [1.0.0]\n', 0],
    ['under Added', '## [Unreleased]\n### Added\n- `Query.b` is no more.\n', 1],
    ['in another release', '## [Unreleased]\n### Added\n## [1.0.0]\n### Removed\n- `Query.b`\n', 1],
    ['by another name', '## [Unreleased]\n### Removed\n- `Query.bb`\n', 1],
  ])('a break told %s', async (_, changelog, left) => {
    const current = 'type Query { a(x: Int): Int } enum Word { ONE TWO }';
    expect(await breaks(current, changelog)).toHaveLength(left);
  });
});
