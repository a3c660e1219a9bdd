/** The configuration: read, checked as a whole, and frozen. Every fault is reported at once, by name. */
export { configFromEnvironment } from './config/environment.ts';
export { ConfigError, type Fault } from './config/faults.ts';
export type { Environment } from './config/interpolate.ts';
export { configJsonSchema } from './config/json-schema.ts';
export { configFrom } from './config/check.ts';
export { loadConfig } from './config/load.ts';
export { readManifest } from './config/manifest.ts';
export { isLoopback } from './config/loopback.ts';
export type { AuthConfig, Config, SourceConfig } from './config/schema.ts';
