import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { configJsonSchema } from '../../src/config.ts';

const committed = new URL('../../schema/config.schema.json', import.meta.url);

test('schema/config.schema.json is fresh', async () => {
  const text = await readFile(committed, 'utf8');
  const advice =
    'Stale: run `npm start --silent -- print-config-schema > schema/config.schema.json`, then `npm run format`.';
  expect(JSON.parse(text), advice).toEqual(configJsonSchema());
});

interface Node {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
  readonly oneOf?: readonly Node[];
  readonly anyOf?: readonly Node[];
}

function undescribed(node: Node, path: string): string[] {
  const own = Object.entries(node.properties ?? {}).flatMap(([key, child]) => [
    ...(child.description === undefined ? [`${path}.${key}`] : []),
    ...undescribed(child, `${path}.${key}`),
  ]);
  const parts = [...(node.items ? [node.items] : []), ...(node.oneOf ?? []), ...(node.anyOf ?? [])];
  return [...own, ...parts.flatMap((part) => undescribed(part, path))];
}

test('every key is described', () => {
  expect(undescribed(configJsonSchema() as Node, '')).toEqual([]);
});
