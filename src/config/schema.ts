/** All that can be configured, with its defaults. */
import { z } from 'zod';
import { baseUrl } from '../providers/config.ts';
import { Secret } from '../secret.ts';
import { CACHE_KINDS, DEFAULT_LIVES } from '../upstream/cache-kinds.ts';
import { auth } from './auth.ts';
import { documents } from './documents.ts';
import { rateLimit, requestLimits } from './request-limits.ts';
import { sourceSchema } from './sources.ts';

export type { SourceConfig } from './sources.ts';

const seconds = z.number().min(0).max(86_400);
const timeout = z.number().min(0.1).max(300);
const count = z.int().min(1);

const secretText = z
  .string()
  .refine((text) => Buffer.byteLength(text) >= 32)
  .transform((text) => new Secret(text));

const secret = z
  .union([secretText.transform((only): [Secret, ...Secret[]] => [only]), z.tuple([secretText], secretText)], {
    error: 'must be a text of at least 32 bytes, or a list of such texts',
  })
  .optional()
  .describe(
    'Seals ids, signs cursors and links: at least 32 bytes. In a list the first one writes and all of them read. ' +
      'Random per process if absent, so ids, cursors and links then end with the process.',
  );

const cors = z
  .strictObject({
    origins: z
      .array(
        z.string().refine((text) => URL.parse(text)?.origin === text, {
          error: 'must be a web origin such as https://crm.example, without a path',
        }),
      )
      .default([])
      .describe('Web origins whose pages may call the gateway. None by default.'),
  })
  .prefault({})
  .describe('Which web pages of other origins may call the gateway.');

const cache = z
  .strictObject({
    enabled: z
      .boolean()
      .default(true)
      .describe('False keeps no reply and shares no identical calls and queries: for measuring.'),
    lives: z
      .strictObject(
        byKind((kind) =>
          seconds
            .default(DEFAULT_LIVES[kind])
            .describe(`Seconds for which a reply about ${kind} is as good as new.`),
        ),
      )
      .prefault({})
      .describe(
        'How long replies stay good, by what they show. Transcripts count as messages. 0 keeps none.',
      ),
    staleWindows: z
      .strictObject(
        byKind((kind) =>
          seconds.optional().describe(`Seconds past its life for which ${kind} may be shown.`),
        ),
      )
      .prefault({})
      .describe(
        'How long past its life a reply may be shown while a new one is fetched. If absent, one more life for contacts, ' +
          'agents and inboxes, and none for conversations and messages.',
      ),
    maxBytes: count
      .default(64 * 1024 * 1024)
      .describe('Most bytes that kept replies may take, of all sources together.'),
  })
  .prefault({})
  .describe('Replies kept in memory, apart for every credential.');

const limits = z
  .strictObject({
    ...requestLimits,
    operationTimeout: timeout.default(10).describe('Seconds that one GraphQL operation may take.'),
    callTimeout: timeout.default(5).describe('Seconds that one call to a provider may take.'),
    connections: count.max(10_000).default(256).describe('Most calls to one source at a time.'),
    waitingCalls: count
      .max(100_000)
      .default(5000)
      .describe('Most calls that wait for one of them; what comes beyond is refused.'),
    readRetries: z.int().min(0).max(5).default(2).describe('Further tries of a read that failed in passing.'),
    breakerOpen: timeout
      .default(10)
      .describe('Seconds for which a source is left alone after its latest calls failed.'),
    firstShare: z
      .number()
      .min(0)
      .max(1)
      .optional()
      .describe(
        'The share of every budget that may be spent within its first window after a start, where something else may have spent of it just before. ' +
          'If absent, all of it; half of it where the state directory cannot be used.',
      ),
    maxReplyBytes: count
      .default(8 * 1024 * 1024)
      .describe('Most bytes of one reply of a provider, after inflation.'),
    pageSize: z
      .strictObject({
        default: count.max(1000).default(25).describe('Rows of a page whose size the query leaves open.'),
        max: count.max(1000).default(100).describe('Most rows of a page.'),
      })
      .refine((sizes) => sizes.default <= sizes.max, {
        path: ['default'],
        error: 'must not exceed limits.pageSize.max',
      })
      .prefault({})
      .describe('Rows per page of a connection.'),
    cost: count
      .default(300)
      .describe(
        'Most upstream calls that one operation may be planned to make; what may need more is refused.',
      ),
    nodes: count
      .default(150_000)
      .describe(
        'Most rows that one operation may return: `first` of a list times that of the lists in its rows.',
      ),
    transcriptEntries: count.max(100_000).default(1000).describe('Most entries of one transcript.'),
  })
  .prefault({})
  .describe('How much one operation may take.');

const state = z
  .strictObject({
    directory: z
      .string()
      .min(1)
      .optional()
      .describe(
        'Folder for what was spent of the budgets, which the next start has to know; a relative path begins at the working directory. ' +
          'If absent, the command line takes $XDG_STATE_HOME/switchboard, else ~/.local/state/switchboard.',
      ),
  })
  .prefault({})
  .describe('What is remembered from one start to the next.');

const files = z
  .strictObject({
    linkSeconds: z
      .number()
      .min(1)
      .max(86_400)
      .default(900)
      .describe('Seconds for which a link to a file works.'),
    timeoutSeconds: z
      .number()
      .min(1)
      .max(3_600)
      .default(300)
      .describe('Seconds that the transfer of one file may take.'),
    maxBytes: count.default(100 * 1024 * 1024).describe('Most bytes of one file.'),
  })
  .prefault({})
  .describe('Downloads of files that were sent in conversations.');

const federation = z
  .strictObject({
    enabled: z
      .boolean()
      .default(true)
      .describe('Whether a federation router may use the gateway as a subgraph: `_service` and `_entities`.'),
    ownsNode: z
      .boolean()
      .default(true)
      .describe(
        'False leaves `node` and `nodes` out of the subgraph, where another one owns them: a graph has one owner.',
      ),
    maxRepresentations: count
      .max(1000)
      .default(100)
      .describe('Most entities that a router may ask for at once.'),
  })
  .prefault({})
  .describe('The gateway as a subgraph of Apollo Federation 2.');

const logging = z
  .strictObject({
    level: z
      .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
      .default('info')
      .describe('The least important lines that are written to standard error.'),
  })
  .prefault({})
  .describe('What is written to standard error.');

export const configSchema = z
  .strictObject({
    secret,
    publicUrl: baseUrl('')
      .unwrap()
      .optional()
      .describe('Where clients reach the gateway, without /graphql: the base of links to files.'),
    sources: z.array(sourceSchema).min(1).describe('The accounts to read from, in the order of ties.'),
    auth,
    introspection: z
      .boolean()
      .optional()
      .describe(
        'Whether clients may ask for the schema, and GraphiQL and suggestions in errors with it. If absent, they may unless `auth` is configured or NODE_ENV is production.',
      ),
    documents,
    cors,
    cache,
    limits,
    rateLimit,
    state,
    files,
    federation,
    logging,
  })
  .describe('Configuration of a Switchboard gateway.');

type Parsed = z.output<typeof configSchema>;

/** Checked and complete: every default is filled in, every credential is a `Secret`. Frozen to the depth. */
export type Config = { readonly [K in keyof Parsed]: DeepReadonly<Parsed[K]> };

export type AuthConfig = NonNullable<Config['auth']>;

type DeepReadonly<T> = T extends Secret
  ? T
  : T extends object
    ? { readonly [K in keyof T]: DeepReadonly<T[K]> }
    : T;

function byKind<Schema>(schema: (kind: (typeof CACHE_KINDS)[number]) => Schema) {
  return Object.fromEntries(CACHE_KINDS.map((kind) => [kind, schema(kind)])) as Record<
    (typeof CACHE_KINDS)[number],
    Schema
  >;
}
