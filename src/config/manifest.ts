/** The file of trusted documents, in the forms that the common tools write. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { ConfigError } from './faults.ts';

/** Documents by id. */
export type Manifest = ReadonlyMap<string, string>;

const id = z.string().min(1);

/** What `generate-persisted-query-manifest` writes. */
const ofApollo = z
  .object({
    format: z.literal('apollo-persisted-query-manifest'),
    version: z.literal(1),
    operations: z.array(z.object({ id, body: z.string() })),
  })
  .transform(({ operations }): Manifest => new Map(operations.map((each) => [each.id, each.body])));

/** What the client preset of graphql-codegen and the Relay compiler write. */
const plain = z.record(id, z.string()).transform((record): Manifest => new Map(Object.entries(record)));

const manifest = z.union([ofApollo, plain]);

/** Throws ConfigError. */
export function readManifest(file: string): Manifest {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const isRead = error instanceof SyntaxError;
    throw new ConfigError(file, [
      isRead ? 'documents.manifest: is no JSON' : 'documents.manifest: cannot be read',
    ]);
  }
  const parsed = manifest.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new ConfigError(file, [
    'documents.manifest: must be an object of documents by id, or an apollo-persisted-query-manifest of version 1',
  ]);
}
