import { readsEverything } from '../caller.ts';
import type { Entity } from '../domain.ts';
import type { OwnFields } from '../providers/provider.ts';
import type { Context } from './context.ts';

/**
 * What is shown of a payload. A conversation's may hold its contact, agent and last message: who may not read all of these sees only plain values
 * of the fields that are known to be its own.
 */
export function shownRaw(
  { caller, sources }: Pick<Context, 'caller' | 'sources'>,
  type: keyof OwnFields,
  entity: Entity,
  raw: unknown,
): unknown {
  if (typeof raw !== 'object' || raw === null) return raw ?? null;
  if (readsEverything(caller)) return raw;
  const own = sources.of(entity).connected.provider.ownFields[type];
  return Object.fromEntries(
    Object.entries(raw).filter(([name, value]) => own.includes(name) && typeof value !== 'object'),
  );
}
