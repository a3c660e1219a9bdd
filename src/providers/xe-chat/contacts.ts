/** Contacts. */
import { isSegment, segment } from '../segment.ts';
import type { Upstream } from '../../upstream/upstream.ts';
import { askOne, askPage } from '../ask.ts';
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
        read(page, limit, call) {
          const request = {
            method: 'GET',
            template: '/v1/chat/contacts',
            path: '/contacts',
            query: paged(filter, page, limit),
            cache: { kind: 'contacts', epochs: ['contacts'], rows: 'contact' },
          } as const;
          return askPage(upstream, request, list, call, (contact) => toContact(upstream.source, contact));
        },
      };
    },
  };
}

export function getContact(upstream: Upstream): NonNullable<Adapter['getContact']> {
  return (id, call) => {
    if (!isSegment(id)) return Promise.resolve(null);
    const request = {
      method: 'GET',
      template: '/v1/chat/contacts/{id}',
      path: `/contacts/${segment(id)}`,
      cache: { kind: 'contacts', epochs: [`contact:${id}`] },
    } as const;
    return askOne(upstream, request, single, call, (contact) => toContact(upstream.source, contact));
  };
}
