/** A source in the configuration: what every source has, and what its provider asks for. Built from the registry. */
import { z } from 'zod';
import { providers } from '../providers/index.ts';

export interface SourceConfig {
  /** Unique; names the source in queries, answers and ids. */
  readonly key: string;
  /** `id` of its provider. */
  readonly provider: string;
  /** For people. */
  readonly name: string;
  /** In place of the budgets that the provider documents, or beside them. */
  readonly budgets?: readonly SourceBudget[] | undefined;
  /** What `provider.config` made of the rest. */
  readonly settings: unknown;
}

export type SourceBudget = z.output<typeof budget>;

const budget = z
  .strictObject({
    name: z
      .string()
      .min(1)
      .default('default')
      .describe(
        'Which calls it limits: `default` for all that have no budget of their own, or one of the budgets of this provider.',
      ),
    limit: z.int().min(1).max(1_000_000).describe('Most calls in any window.'),
    windowSeconds: z.number().min(0.1).max(86_400).default(60).describe('Length of the window in seconds.'),
  })
  .describe('A limit that calls to this source are kept under.');

type Registered = (typeof providers)[number];

export const sourceSchema = z
  .discriminatedUnion('provider', [sourceOf(providers[0]), ...providers.slice(1).map(sourceOf)])
  .transform((source: unknown) => {
    const { key, provider, name, budgets, ...settings } = source as Common & Record<string, unknown>;
    return { key, provider, name: name ?? displayName(provider), budgets, settings } satisfies SourceConfig;
  })
  .describe('One account at a provider.');

interface Common {
  readonly key: string;
  readonly provider: string;
  readonly name?: string;
  readonly budgets?: readonly SourceBudget[];
}

function sourceOf(provider: Registered): z.ZodObject {
  const config: z.ZodType = provider.config;
  if (!(config instanceof z.ZodObject))
    throw new TypeError(`The config of ${provider.id} must be a z.strictObject.`);
  return config
    .safeExtend({
      key: z
        .string()
        .regex(/^[A-Za-z][A-Za-z0-9_-]{0,62}$/, {
          error: 'must begin with a letter and hold letters, digits, - and _ only, at most 63 characters',
        })
        .describe('Names the source in queries, answers and ids. Ids hold it: changing it changes them.'),
      provider: z.literal(provider.id).describe(`The product: ${provider.name}.`),
      name: z.string().min(1).optional().describe('A name for people. The product’s name if absent.'),
      budgets: z
        .array(budget)
        .refine((rules) => new Set(rules.map(({ name }) => name)).size === rules.length, {
          error: 'must not name a budget twice',
        })
        .optional()
        .describe('Limits in place of those that the provider documents, for an account that has others.'),
    })
    .describe(`An account at ${provider.name}.`);
}

function displayName(id: string): string {
  return providers.find((provider) => provider.id === id)?.name ?? id;
}
