/** From a value to a checked configuration. */
import { ConfigError, faultMessage, faultsOf, pathText, type Fault, type Path } from './faults.ts';
import { ownFaults } from './own-faults.ts';
import { configSchema, type Config } from './schema.ts';

/** Checks what a configuration file would hold. Throws ConfigError. */
export function configFrom(value: unknown, origin = 'The configuration', describe = faultLine): Config {
  return check(value, [], origin, describe);
}

/** Throws ConfigError with the faults that were found before, and all others, each as `describe` says it. */
export function check(
  value: unknown,
  found: readonly Fault[],
  origin: string,
  describe: (fault: Fault) => string,
): Config {
  const parsed = configSchema.safeParse(value, { error: faultMessage, reportInput: false });
  const faults = [...found, ...ownFaults(value), ...(parsed.error?.issues.flatMap(faultsOf) ?? [])];
  if (parsed.success && faults.length === 0) return deepFrozen(parsed.data);
  throw new ConfigError(origin, faults.filter(isFirstAtPath).map(describe));
}

export function faultLine({ path, message }: Fault): string {
  return `${pathText(path) || 'the whole'}: ${message}`;
}

/** A value that could not be filled in, say, fails its format too: one sentence is enough. */
function isFirstAtPath({ path }: Fault, index: number, faults: readonly Fault[]): boolean {
  return faults.findIndex((fault) => samePath(fault.path, path)) === index;
}

function samePath(a: Path, b: Path): boolean {
  return a.length === b.length && a.every((part, index) => part === b[index]);
}

function deepFrozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(deepFrozen);
  return value;
}
