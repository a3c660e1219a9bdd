/** Faults that show only when parts are held against each other. Looks at the raw value, so that other faults do not hide them. */
import { pathText, type Fault, type Path } from './faults.ts';

/** Sections that the contract has and this version does not: silence about them would mislead. */
const NOT_YET: Readonly<Record<string, string>> = {
  redis: 'is not available in this version: remove it, and run one process',
};

export function ownFaults(value: unknown): Fault[] {
  if (!isRecord(value)) return [];
  const { sources, auth } = value;
  const apiKeys = isRecord(auth) ? auth['apiKeys'] : undefined;
  return [
    ...sectionsNotYet(value),
    ...repeated(sources, ['sources'], 'key', 'is already the key of'),
    ...repeated(apiKeys, ['auth', 'apiKeys'], 'name', 'is already the name of'),
    ...repeated(apiKeys, ['auth', 'apiKeys'], 'key', 'is the same key as that of'),
    ...unknownSources(apiKeys, sources),
  ];
}

function sectionsNotYet(value: Readonly<Record<string, unknown>>): Fault[] {
  return Object.entries(NOT_YET)
    .filter(([section]) => section in value)
    .map(([section, message]) => ({ path: [section], message }));
}

/** A value that must be told apart within its list, and is not. */
function repeated(list: unknown, path: Path, name: string, sentence: string): Fault[] {
  const values = recordsOf(list).map((each) => each[name]);
  return values.flatMap((value, index) => {
    const first = values.indexOf(value);
    if (typeof value !== 'string' || first === index) return [];
    return [{ path: [...path, index, name], message: `${sentence} ${pathText([...path, first])}` }];
  });
}

function unknownSources(apiKeys: unknown, sources: unknown): Fault[] {
  const known = new Set(recordsOf(sources).map(({ key }) => key));
  return recordsOf(apiKeys).flatMap(({ sources: named }, index) =>
    (Array.isArray(named) ? named : []).flatMap((key: unknown, place) =>
      known.has(key)
        ? []
        : [{ path: ['auth', 'apiKeys', index, 'sources', place], message: 'is not the key of any source' }],
    ),
  );
}

/** Each in its place; an empty one for what is no mapping. */
function recordsOf(list: unknown): Readonly<Record<string, unknown>>[] {
  return Array.isArray(list) ? list.map((each: unknown) => (isRecord(each) ? each : {})) : [];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
