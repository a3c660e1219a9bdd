/** From the text of a file to a checked configuration. Beside load.ts, so that what reads YAML is loaded only where there is a file. */
import { check, faultLine } from './check.ts';
import type { Fault } from './faults.ts';
import { interpolate, type Environment } from './interpolate.ts';
import type { Config } from './schema.ts';
import { readYaml } from './yaml.ts';

/** Reads YAML or JSON. `origin` names the text in faults. Throws ConfigError. */
export function parseConfig(text: string, environment: Environment, origin = 'The configuration'): Config {
  const { value, lineOf } = readYaml(text, origin);
  const faults: Fault[] = [];
  return check(interpolate(value, environment, faults), faults, origin, (fault) => {
    const line = lineOf(fault.path);
    return `${faultLine(fault)}${line === undefined ? '' : ` (line ${line})`}`;
  });
}
