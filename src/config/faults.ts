/** What is wrong with a configuration, in sentences. They never repeat a value: it may be, or hold, a credential. */
import type { z } from 'zod';

/** Keys and list indexes from the top of the configuration. */
export type Path = readonly PropertyKey[];

export interface Fault {
  /** Empty for a fault of the whole. */
  readonly path: Path;
  readonly message: string;
}

/** All that is wrong with a configuration. `message` is for people: a heading, then one line per fault. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  /** Such as `sources[0].baseUrl: must be … (line 7)`. */
  readonly lines: readonly string[];

  /** `origin` says whose faults they are, such as `switchboard.yaml`. */
  constructor(origin: string, lines: readonly string[]) {
    const heading = `${origin} cannot be used${lines.length > 1 ? ` (${lines.length} faults)` : ''}:`;
    super([heading, ...lines.map((line) => `  ${line}`)].join('\n'));
    this.lines = lines;
  }
}

/** `['sources', 0, 'baseUrl']` as `sources[0].baseUrl`. */
export function pathText(path: Path): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
}

/** One fault per issue, and one per unknown key. */
export function faultsOf(issue: z.core.$ZodIssue): Fault[] {
  const { path, message } = issue;
  if (issue.code !== 'unrecognized_keys') return [{ path, message }];
  return issue.keys.map((key) => ({ path: [...path, key], message }));
}

/** Words for what zod finds, where the schema itself gives none. */
export function faultMessage(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'is missing' : `must be ${KINDS[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return issue.input === undefined ? 'is missing' : `must be ${oneOf(issue.values)}`;
    case 'invalid_union':
      return Array.isArray(issue.options) ? `must be ${oneOf(issue.options)}` : undefined;
    case 'unrecognized_keys':
      return `is not a known key${knownKeys(issue.inst)}`;
    case 'too_small':
      return issue.origin === 'array' ? 'must have at least one entry' : `must be at least ${issue.minimum}`;
    case 'too_big':
      return `must be at most ${issue.maximum}`;
    default:
      return undefined;
  }
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'a mapping of keys to values',
  array: 'a list',
};

function oneOf(values: readonly unknown[]): string {
  // What may be left out is among them as undefined.
  const [first, ...others] = values.filter((value) => value !== undefined).map(String);
  return others.length === 0 ? String(first) : `one of ${[first, ...others].join(', ')}`;
}

function knownKeys(schema: unknown): string {
  const shape = (schema as { shape?: object } | undefined)?.shape;
  return shape === undefined ? '' : `; known here: ${Object.keys(shape).join(', ')}`;
}
