/** From a file to a checked configuration. */
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { ConfigError } from './faults.ts';
import type { Environment } from './interpolate.ts';
import type { Config } from './schema.ts';

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
  const { parseConfig } = await import('./text.ts');
  return beside(file, parseConfig(text, environment, file));
}

/** Files that the configuration names are looked for in its folder. */
function beside(file: string, config: Config): Config {
  const { manifest } = config.documents;
  if (manifest === undefined) return config;
  return { ...config, documents: { ...config.documents, manifest: resolve(dirname(file), manifest) } };
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
