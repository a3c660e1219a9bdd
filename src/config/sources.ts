/** A source in the configuration: what every source has, and what its provider asks for. Built from the registry. */
import { z } from 'zod';
import { providers } from '../providers/index.ts';
import type { Secret } from '../secret.ts';
import { ownHeader } from './own-header.ts';

export interface SourceConfig {
  /** Unique; names the source in queries, answers and ids. */
  readonly key: string;
  /** `id` of its provider. */
  readonly provider: string;
  /** For people. */
  readonly name: string;
  /** Its own, or the lower-case name of the request header in which each caller brings theirs. */
  readonly credential: Secret | { readonly header: string };
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
  .transform((source: unknown): SourceConfig => {
    const { key, provider, name, budgets, credential, header, ...settings } = source as Common &
      Record<string, unknown>;
    return {
      key,
      provider,
      name: name ?? registered(provider).name,
      credential:
        credential === 'caller' && header !== undefined
          ? { header }
          : (settings[registered(provider).credential.key] as Secret),
      budgets,
      settings,
    };
  })
  .describe('One account at a provider.');

interface Common {
  readonly key: string;
  readonly provider: string;
  readonly name?: string;
  readonly credential?: 'fixed' | 'caller';
  readonly header?: string;
  readonly budgets?: readonly SourceBudget[];
}

/** Its two forms: with a credential of its own, and with one that each caller brings. */
function sourceOf(provider: Registered) {
  const config: z.ZodType = provider.config;
  if (!(config instanceof z.ZodObject))
    throw new TypeError(`The config of ${provider.id} must be a z.strictObject.`);
  const { key: credentialKey } = provider.credential;
  const fixed = config
    .safeExtend({
      ...common(provider),
      credential: z
        .literal('fixed')
        .optional()
        .describe(
          `Whose credential is used: \`fixed\`, the ${credentialKey} given here; or \`caller\`, each caller's own, with \`header\` in place of ${credentialKey}.`,
        ),
    })
    .describe(`An account at ${provider.name}.`);
  const { [credentialKey]: _own, ...settings } = config.shape;
  const callers = z
    .strictObject({
      ...settings,
      ...common(provider),
      credential: z
        .literal('caller')
        .describe('Each caller brings a credential of their own, which is used for their request alone.'),
      header: ownHeader.describe('Header of the request to the gateway that brings it, such as x-chat-key.'),
    })
    .describe(`Whichever account at ${provider.name} a caller has.`);
  return z.discriminatedUnion('credential', [fixed, callers]);
}

function common(provider: Registered) {
  return {
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
  };
}

function registered(id: string): Registered {
  const found = providers.find((provider) => provider.id === id);
  if (found === undefined) throw new TypeError(`There is no provider "${id}".`);
  return found;
}
