/** Faults that show only when parts are held against each other. Looks at the raw value, so that other faults do not hide them. */
import type { Fault } from './faults.ts';

/** Sections that the contract has and this version does not: silence about them would be unsafe. */
const NOT_YET: Readonly<Record<string, string>> = {
  auth: 'is not available in this version, and a gateway that left it out would be open: remove it, and keep the gateway on loopback or behind a proxy that authenticates',
  redis: 'is not available in this version: remove it, and run one process',
};

export function ownFaults(value: unknown): Fault[] {
  if (!isRecord(value)) return [];
  return [...sectionsNotYet(value), ...repeatedKeys(value['sources'])];
}

function sectionsNotYet(value: Readonly<Record<string, unknown>>): Fault[] {
  return Object.entries(NOT_YET)
    .filter(([section]) => section in value)
    .map(([section, message]) => ({ path: [section], message }));
}

function repeatedKeys(sources: unknown): Fault[] {
  if (!Array.isArray(sources)) return [];
  const keys = sources.map((source: unknown) => (isRecord(source) ? source['key'] : undefined));
  return keys.flatMap((key, index) => {
    const first = keys.indexOf(key);
    if (typeof key !== 'string' || first === index) return [];
    return [{ path: ['sources', index, 'key'], message: `is already the key of sources[${first}]` }];
  });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
