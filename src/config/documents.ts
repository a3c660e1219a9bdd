/** Which documents may be run: any, or those that are known beforehand. */
import { z } from 'zod';

export const documents = z
  .strictObject({
    manifest: z
      .string()
      .min(1)
      .optional()
      .describe(
        'A JSON file of trusted documents by id, as codegen, Relay or Apollo write it. A relative path begins at this file’s folder.',
      ),
    mode: z
      .enum(['allow', 'prefer', 'require'])
      .default('allow')
      .describe(
        'What is done with a document that is not trusted: `allow` runs it, `prefer` runs it and warns in the log, `require` refuses it.',
      ),
    automatic: z
      .boolean()
      .default(false)
      .describe('Whether clients may register documents by their hash: automatic persisted queries.'),
  })
  .refine(({ manifest, mode }) => mode === 'allow' || manifest !== undefined, {
    path: ['manifest'],
    error: 'must name a file where documents.mode is prefer or require',
  })
  .refine(({ automatic, mode }) => !(automatic && mode === 'require'), {
    path: ['automatic'],
    error: 'must be false where documents.mode is require: only trusted documents are run then',
  })
  .prefault({})
  .describe('Trusted documents, and documents sent by their hash alone.');
