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
  /** What `provider.config` made of the rest. */
  readonly settings: unknown;
}

type Registered = (typeof providers)[number];

export const sourceSchema = z
  .discriminatedUnion('provider', [sourceOf(providers[0]), ...providers.slice(1).map(sourceOf)])
  .transform((source: unknown) => {
    const { key, provider, name, ...settings } = source as Common & Record<string, unknown>;
    return { key, provider, name: name ?? displayName(provider), settings } satisfies SourceConfig;
  })
  .describe('One account at a provider.');

interface Common {
  readonly key: string;
  readonly provider: string;
  readonly name?: string;
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
    })
    .describe(`An account at ${provider.name}.`);
}

function displayName(id: string): string {
  return providers.find((provider) => provider.id === id)?.name ?? id;
}
