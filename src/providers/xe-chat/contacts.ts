/** Contacts. */
import { isSegment, segment } from '../segment.ts';
import type { Upstream } from '../../upstream/upstream.ts';
import { ask, orNull, pageOf } from '../ask.ts';
import type { Adapter, ListContacts } from '../provider.ts';
import { row, rows } from '../wire.ts';
import { type Filter, listKey, paged } from './paged.ts';
import { toContact } from './translate.ts';
import * as wire from './wire.ts';

const list = rows(wire.contact);
const single = row(wire.contact);

export function listContacts(upstream: Upstream): ListContacts {
  return {
    filters: { search: 'one' },
    open({ search }) {
      const filter: Filter = search === undefined ? [] : [['q', search]];
      return {
        walk: 'page',
        key: listKey('contacts', filter),
        maxLimit: 100,
        async read(page, limit, call) {
          const request = {
            method: 'GET',
            template: '/v1/chat/contacts',
            path: '/contacts',
            query: paged(filter, page, limit),
            cache: { kind: 'contacts', epochs: ['contacts'], rows: 'contact' },
          } as const;
          return pageOf(await ask(upstream, request, list, call), (contact) =>
            toContact(upstream.source, contact),
          );
        },
      };
    },
  };
}

export function getContact(upstream: Upstream): NonNullable<Adapter['getContact']> {
  return async (id, call) => {
    if (!isSegment(id)) return null;
    const request = {
      method: 'GET',
      template: '/v1/chat/contacts/{id}',
      path: `/contacts/${segment(id)}`,
      cache: { kind: 'contacts', epochs: [`contact:${id}`] },
    } as const;
    const answer = await orNull(ask(upstream, request, single, call));
    return answer && toContact(upstream.source, answer.value);
  };
}
