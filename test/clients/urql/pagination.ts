import type { Cache, FieldArgs, Resolver } from '@urql/exchange-graphcache';
import { relayPagination } from '@urql/exchange-graphcache/extras';

/** Graphcache's own resolver gives edges, nodes and pageInfo; the slices are those of the page that was asked for last. */
export function pagesWithSources(): Resolver {
  const pages = relayPagination();
  return (parent, args, cache, info) => {
    const page = pages(parent, args, cache, info);
    if (typeof page !== 'object' || page === null) return page;
    return { ...page, ...ofPage(cache, info.parentKey, info.fieldName, args) };
  };
}

function ofPage(cache: Cache, parent: string, field: string, args: FieldArgs) {
  const own = cache.resolve(parent, field, args);
  if (typeof own !== 'string') return {};
  const names = cache.inspectFields(own).map(({ fieldName }) => fieldName);
  const told = ['sources', 'totalCount', 'isBlocked'].filter((name) => names.includes(name));
  return Object.fromEntries(told.map((name) => [name, cache.resolve(own, name)]));
}
