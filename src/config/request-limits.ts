/** Limits on what one request may be and ask for, each of them on from the start, and on how many requests come. */
import { z } from 'zod';

const count = z.int().min(1);

export const requestLimits = {
  bodyBytes: count
    .max(100_000_000)
    .default(1_000_000)
    .describe('Most bytes of a request body, after inflation.'),
  tokens: count.max(50_000).default(5_000).describe('Most tokens of a document.'),
  depth: count.max(100).default(20).describe('Most fields within fields of a document.'),
  fields: count
    .max(100_000)
    .default(2_000)
    .describe('Most fields of a document, each counted wherever a fragment with it is spread.'),
  rootFields: count.max(10_000).default(100).describe('Most root fields of a document.'),
  aliases: count
    .max(10_000)
    .default(100)
    .describe('Most fields of a document that have an alias or are there again beside themselves.'),
  directives: count.max(10_000).default(50).describe('Most directives of a document.'),
  concurrentOperations: count
    .max(100_000)
    .default(500)
    .describe('Most queries and mutations that run at a time.'),
  waitingOperations: z
    .int()
    .min(0)
    .max(100_000)
    .default(1_000)
    .describe('Most of them that wait for their turn; what comes beyond is refused with 503.'),
};

export const rateLimit = z
  .strictObject({
    requests: count.max(100_000).describe('Most requests of one caller in any window.'),
    windowSeconds: z.number().min(1).max(86_400).default(60).describe('Length of the window in seconds.'),
  })
  .optional()
  .describe(
    'Bounds what each caller sends, known by credential, else by address. Refused with 429. None if absent.',
  );
