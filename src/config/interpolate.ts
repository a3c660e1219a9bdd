/** `${NAME}` in strings becomes the environment variable of that name; `$${` stands for `${` itself. */
import type { Fault, Path } from './faults.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

const REFERENCE = /\$\$\{|\$\{(?:(?<name>[A-Za-z_][A-Za-z0-9_]*)\})?/g;

/** A copy of `value` with every reference filled in. What cannot be is added to `faults`, and stays as it was. */
export function interpolate(
  value: unknown,
  environment: Environment,
  faults: Fault[],
  path: Path = [],
): unknown {
  if (typeof value === 'string') return fill(value, environment, (message) => faults.push({ path, message }));
  if (Array.isArray(value)) {
    return value.map((item, index) => interpolate(item, environment, faults, [...path, index]));
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  return Object.fromEntries(
    entries.map(([key, item]) => [key, interpolate(item, environment, faults, [...path, key])]),
  );
}

function fill(text: string, environment: Environment, report: (message: string) => void): string {
  return text.replace(REFERENCE, (match: string, name: string | undefined) => {
    if (match === '$${') return '${';
    if (name === undefined) {
      report('has a ${ that begins no variable: write ${NAME}, or $${ for the characters themselves');
      return match;
    }
    const filled = environment[name];
    if (filled !== undefined && filled !== '') return filled;
    report(`needs the environment variable ${name}, which is ${filled === undefined ? 'not set' : 'empty'}`);
    return match;
  });
}
