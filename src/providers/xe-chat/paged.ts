/** Query strings of Xe Chat's paged lists. */

/** Query parameters that choose rows, in the page's order. */
export type Filter = readonly (readonly [name: string, value: string])[];

/** Page and limit are always said: the defaults differ from list to list. */
export function paged(filter: Filter, page: number, limit: number): Filter {
  return [...filter, ['page', String(page)], ['limit', String(limit)]];
}

/** Names a list by endpoint and filter. */
export function listKey(endpoint: string, filter: Filter): string {
  const query = new URLSearchParams(filter.map(([name, value]) => [name, value])).toString();
  return query === '' ? endpoint : `${endpoint}?${query}`;
}
