/** Running without a file: a provider whose required variables are set is a source under its default key. */
import { providers } from '../providers/index.ts';
import type { Provider } from '../providers/provider.ts';
import { configFrom } from './check.ts';
import { ConfigError, pathText } from './faults.ts';
import type { Environment } from './interpolate.ts';
import type { Config } from './schema.ts';

type Variables = Provider['environment'];

/** The configuration that the environment tells, or undefined where it tells of no source. Throws ConfigError that names variables. */
export function configFromEnvironment(environment: Environment): Config | undefined {
  const told = providers.filter(({ environment: variables }) => tells(variables, environment));
  const missing = told.flatMap((provider) => missingLines(provider.name, provider.environment, environment));
  if (missing.length > 0) throw new ConfigError('The environment', missing);
  if (told.length === 0) return undefined;

  const sources = told.map(({ id, defaultKey, environment: variables }) => ({
    key: defaultKey,
    provider: id,
    ...settings(variables, environment),
  }));
  const secret = environment['SWITCHBOARD_SECRET'];
  return configFrom({ ...(secret ? { secret } : {}), sources }, 'The environment', ({ path, message }) => {
    const [top, index, key] = path;
    if (top === 'secret') return `SWITCHBOARD_SECRET: ${message}`;
    const variables: Variables | undefined = told[Number(index)]?.environment;
    return `${variables?.[String(key)]?.variable ?? pathText(path)}: ${message}`;
  });
}

/** The variables that make a source of each provider, for messages. */
export function requiredVariables(): string[] {
  return providers.map(({ environment }) =>
    Object.values<Variables[string]>(environment)
      .filter(({ required }) => required)
      .map(({ variable }) => variable)
      .join(' and '),
  );
}

function tells(variables: Variables, environment: Environment): boolean {
  return Object.values(variables).some(({ variable, required }) => required && environment[variable]);
}

function missingLines(name: string, variables: Variables, environment: Environment): string[] {
  return Object.values(variables)
    .filter(({ variable, required }) => required && !environment[variable])
    .map(({ variable }) => `${variable}: is not set, and ${name} needs it`);
}

function settings(variables: Variables, environment: Environment): Record<string, string> {
  const entries = Object.entries(variables).map(
    ([key, { variable }]) => [key, environment[variable]] as const,
  );
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => Boolean(entry[1])));
}
