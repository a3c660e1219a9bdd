/** From a file, its text or a value to a checked configuration. */
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { ConfigError, faultMessage, faultsOf, pathText, type Fault, type Path } from './faults.ts';
import { interpolate, type Environment } from './interpolate.ts';
import { configSchema, type Config } from './schema.ts';
import { ownFaults } from './own-faults.ts';
import { readYaml } from './yaml.ts';

export interface ConfigFile {
  readonly file: string;
  /** Fills in `${NAME}`. */
  readonly environment: Environment;
  /** For tests; the file system if absent. */
  readonly readFile?: (file: string) => Promise<string>;
}

/** Reads a YAML or JSON file. Throws ConfigError. */
export async function loadConfig({
  file,
  environment,
  readFile: read = readText,
}: ConfigFile): Promise<Config> {
  let text;
  try {
    text = await read(file);
  } catch (error) {
    throw new ConfigError(file, [`cannot be read: ${reason(error)}`]);
  }
  return beside(file, parseConfig(text, environment, file));
}

/** Files that the configuration names are looked for in its folder. */
function beside(file: string, config: Config): Config {
  const { manifest } = config.documents;
  if (manifest === undefined) return config;
  return { ...config, documents: { ...config.documents, manifest: resolve(dirname(file), manifest) } };
}

/** Reads YAML or JSON. `origin` names the text in faults. Throws ConfigError. */
export function parseConfig(text: string, environment: Environment, origin = 'The configuration'): Config {
  const { value, lineOf } = readYaml(text, origin);
  const faults: Fault[] = [];
  return check(interpolate(value, environment, faults), faults, origin, ({ path, message }) => {
    const line = lineOf(path);
    return `${pathText(path) || 'the whole'}: ${message}${line === undefined ? '' : ` (line ${line})`}`;
  });
}

/** Checks what a configuration file would hold. Throws ConfigError. */
export function configFrom(value: unknown, origin = 'The configuration', describe = faultLine): Config {
  return check(value, [], origin, describe);
}

function check(value: unknown, found: Fault[], origin: string, describe: (fault: Fault) => string): Config {
  const parsed = configSchema.safeParse(value, { error: faultMessage, reportInput: false });
  const faults = [...found, ...ownFaults(value), ...(parsed.error?.issues.flatMap(faultsOf) ?? [])];
  if (parsed.success && faults.length === 0) return deepFrozen(parsed.data);
  throw new ConfigError(origin, faults.filter(isFirstAtPath).map(describe));
}

function faultLine({ path, message }: Fault): string {
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

function readText(file: string): Promise<string> {
  return readFile(file, 'utf8');
}

function reason(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EACCES') return 'it may not be read';
  if (code === 'EISDIR') return 'it is a folder';
  return code ?? 'reading failed';
}
