/** What clients and editors read: the GraphQL schema, and the configuration's JSON Schema. */
import { configJsonSchema } from '../config.ts';
import { readSchema } from '../gateway.ts';
import { command } from './command.ts';

export const printSchema = command('print-schema', 'Print the GraphQL schema (SDL).', {}, (_, { out }) => {
  out(readSchema().trimEnd());
  return 0;
});

export const printConfigSchema = command(
  'print-config-schema',
  'Print the JSON Schema of the configuration.',
  {},
  (_, { out }) => {
    out(JSON.stringify(configJsonSchema(), null, 2));
    return 0;
  },
);
