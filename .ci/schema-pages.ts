/** The printed schema for clients' tools, and its reference for people. `node .ci/schema-pages.ts` writes both. */
import { buildSchema, introspectionFromSchema } from 'graphql';
import { renderSchema } from 'graphql-markdown';
import { readSchema } from '../src/gateway.ts';
import { generatedFile } from './generated-file.ts';

const sdl = readSchema();
await generatedFile('schema.graphql', sdl);

const lines: string[] = [];
renderSchema(introspectionFromSchema(buildSchema(sdl)).__schema, {
  title: 'The schema, type by type',
  prologue: 'Written by `npm run generate` from the descriptions in [`schema/`](../schema).',
  printer: (line) => void lines.push(line),
});
await generatedFile('docs/schema.md', lines.join('\n'));
