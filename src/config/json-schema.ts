/** The configuration's JSON Schema, for editors. */
import { z } from 'zod';
import { configSchema } from './schema.ts';

/** Draft 7, which is what editors' YAML support reads. The committed copy is `schema/config.schema.json`. */
export function configJsonSchema(): object {
  const schema = z.toJSONSchema(configSchema, { target: 'draft-7', io: 'input' });
  return { ...schema, title: 'Switchboard configuration' };
}
