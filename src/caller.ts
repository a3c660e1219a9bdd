/** Who sends an operation, and what they may do. Knows no header, no token and no GraphQL. */

const RESOURCES = ['conversations', 'messages', 'contacts', 'agents', 'inboxes'] as const;

type Resource = (typeof RESOURCES)[number];

/** What a caller may be allowed, one by one. */
export type Scope = `${Resource}:${'read' | 'write'}` | 'raw:read' | 'explain';

/** Every scope there is; what `*` stands for. */
export const SCOPES: readonly Scope[] = [
  ...RESOURCES.flatMap((resource): Scope[] => [`${resource}:read`, `${resource}:write`]),
  'raw:read',
  'explain',
];

export interface Caller {
  /** Tells callers apart: no two share one, and a caller keeps theirs over restarts. What is kept per caller is kept under it. */
  readonly id: string;
  /** For people: what the log calls them. */
  readonly name: string;
  /** `*` is spelt out. */
  readonly scopes: ReadonlySet<Scope>;
  /** Keys of the only sources that exist for them; undefined for all. */
  readonly sources: ReadonlySet<string> | undefined;
  /** Global ids of the only conversations they may read and write; undefined for all. */
  readonly conversations: ReadonlySet<string> | undefined;
}

/** The one caller of a gateway that asks nobody who they are. */
export const ANYONE: Caller = {
  id: 'anyone',
  name: 'anyone',
  scopes: new Set(SCOPES),
  sources: undefined,
  conversations: undefined,
};

/** What it takes to read everything that a payload may hold. */
const EVERY_READ = RESOURCES.map((resource): Scope => `${resource}:read`);

export function readsEverything(caller: Caller): boolean {
  return holds(caller, [EVERY_READ]);
}

/** Alternatives, each a list of scopes that are needed together: what `@requiresScopes` says in the schema. */
export type Requirement = readonly (readonly Scope[])[];

export function holds({ scopes }: Caller, requirement: Requirement): boolean {
  return requirement.some((together) => together.every((scope) => scopes.has(scope)));
}

/** Whether a source exists for the caller. */
export function sees({ sources }: Caller, source: string): boolean {
  return sources?.has(source) ?? true;
}

/** The scopes a text or a configuration names: `*` spelt out, words that are no scope of ours left out. */
export function scopesNamed(words: Iterable<string>): ReadonlySet<Scope> {
  const named = new Set(words);
  return new Set(named.has('*') ? SCOPES : SCOPES.filter((scope) => named.has(scope)));
}
