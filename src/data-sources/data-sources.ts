import type { Call } from '../providers/provider.ts';
import type { Entity } from '../domain.ts';
import { BadInputError } from '../errors.ts';
import type { ConnectedSource } from './connected-source.ts';
import { DataSource } from './data-source.ts';

/** The sources of one request, in the order of the configuration. */
export class DataSources {
  readonly #byKey: Map<string, DataSource>;

  constructor(connected: readonly ConnectedSource[], call: Call) {
    this.#byKey = new Map(connected.map((source) => [source.key, new DataSource(source, call)]));
  }

  get all(): readonly DataSource[] {
    return [...this.#byKey.values()];
  }

  /** Forgets what the request has read from a source: a write may have changed it. */
  renew({ key, connected, call }: DataSource): void {
    this.#byKey.set(key, new DataSource(connected, call));
  }

  /** Undefined when no source of that key is configured (any more). */
  get(key: string): DataSource | undefined {
    return this.#byKey.get(key);
  }

  /** The source of that key, or `BadInputError`. */
  named(key: string): DataSource {
    const source = this.get(key);
    if (source === undefined) throw new BadInputError(`There is no source ${JSON.stringify(key)}.`);
    return source;
  }

  /** The source an entity was read from. */
  of(entity: Entity): DataSource {
    return this.named(entity.source);
  }
}
