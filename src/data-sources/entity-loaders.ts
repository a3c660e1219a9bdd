import DataLoader from 'dataloader';
import { asError } from '../errors.ts';

/** Entities that are looked up one by one; one failed key fails alone. */
export function singleLoader<E>(get: (nativeId: string) => Promise<E | null>): DataLoader<string, E | null> {
  // DataLoader takes a failed key as an `Error` in its place.
  const attempt = (nativeId: string): Promise<E | null | Error> => {
    try {
      return get(nativeId).catch(asError);
    } catch (error) {
      return Promise.resolve(asError(error));
    }
  };
  return new DataLoader((nativeIds) => Promise.all(nativeIds.map(attempt)));
}

/** Entities that can only be listed: one list however many are asked for, matched by id. */
export function listedLoader<E extends { readonly nativeId: string }>(
  list: () => Promise<readonly E[]>,
): DataLoader<string, E | null> {
  let listed: Promise<ReadonlyMap<string, E>> | undefined;
  return new DataLoader(async (nativeIds) => {
    listed ??= list().then((rows) => new Map(rows.map((row) => [row.nativeId, row])));
    const byNativeId = await listed;
    return nativeIds.map((nativeId) => byNativeId.get(nativeId) ?? null);
  });
}
