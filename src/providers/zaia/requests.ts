/** The four GET endpoints of Zaia's chats, and which of the two lists answers what. */
import type { Channel, Conversation } from '../../domain.ts';
import { segment } from '../segment.ts';
import type { CachePolicy, UpstreamRequest } from '../../upstream/upstream.ts';
import type { ConversationCriteria, ConversationWant } from '../provider.ts';

export const CHATS = '/api/v1/chats';
export const DETAILS = '/api/v1/chats/details';

type Query = readonly (readonly [name: string, value: string])[];

/** A list, chosen by its filter alone; null where nothing can match. */
export type List = { readonly form: typeof CHATS | typeof DETAILS; readonly filter: Query } | null;

const ALL_TYPES = ['widget', 'waha', 'whatsapp', 'instagram', 'api'];
const TYPES: Readonly<Record<Channel, readonly string[]>> = {
  LIVE_CHAT: ['widget'],
  WHATSAPP: ['waha', 'whatsapp'],
  INSTAGRAM: ['instagram'],
  API: ['api'],
  EMAIL: [],
  OTHER: [],
};

/** Details say more of a chat; plain chats are listed where a filter is asked that only they have. */
export function listFor(criteria: ConversationCriteria): List {
  const { inbox, assignee, assigneeVersion, contact, channel, lastActivity, search } = criteria;
  const ids = { inbox, assignee, assigneeVersion, contact };
  const known = Object.entries(ids).map(([name, values]) => [name, values?.filter(isUuid)] as const);
  const types = channel?.flatMap((word) => TYPES[word]);
  if (types?.length === 0 || known.some(([, values]) => values?.length === 0)) return null;

  const {
    inbox: channelIds,
    assignee: responderIds,
    assigneeVersion: versionIds,
    contact: ownerIds,
  } = Object.fromEntries(known);
  const plain = ownerIds ?? types ?? lastActivity?.from ?? lastActivity?.to;
  return {
    form: plain === undefined ? DETAILS : CHATS,
    filter: [
      ...repeated('channelIds', channelIds),
      ...repeated('channelTypes', plain === undefined ? undefined : (types ?? ALL_TYPES)),
      ...repeated('lastChatMessageCreatedAtEnd', lastActivity?.to),
      ...repeated('lastChatMessageCreatedAtStart', lastActivity?.from),
      ...repeated('ownerIds', ownerIds),
      ...repeated('responderIds', responderIds),
      ...repeated('responderVersionIds', versionIds),
      ...repeated('search', search),
    ],
  };
}

/** What the plain form tells of a chat beyond the ids of whom it concerns; what neither form has is told by both. */
const IN_PLAIN: ReadonlySet<keyof Conversation> = new Set([
  'source',
  'nativeId',
  'status',
  'rawStatus',
  'title',
  'unreadCount',
  'lastActivityAt',
  'createdAt',
  'updatedAt',
  'isRemoved',
]);

/** Which forms of one chat have what is wanted of it. */
export function formsFor({ fields, assigneeVersionId }: ConversationWant) {
  const inDetails = assigneeVersionId !== undefined || needsDetails(fields);
  return { inDetails, inPlain: !inDetails || fields === undefined || fields.has('updatedAt') };
}

function needsDetails(fields: ConversationWant['fields']): boolean {
  return fields === undefined || [...fields].some((field) => !IN_PLAIN.has(field));
}

/** `page` is left out by a look-up, so that it and a list's first page never share a kept reply: they live for different times. */
export function listRequest(
  { form, filter }: NonNullable<List>,
  { page, limit }: { readonly page?: number; readonly limit: number },
  kind: CachePolicy['kind'],
): UpstreamRequest {
  // Rows found by a version of their responder may show the chat as it was under that.
  const isCurrent = filter.every(([name]) => name !== 'responderVersionIds');
  return {
    method: 'GET',
    template: form,
    path: form,
    query: [...filter, ...repeated('pageNumber', page?.toString()), ['pageSize', String(limit)]],
    cache: { kind, epochs: ['conversations'], rows: isCurrent ? 'conversation' : undefined },
  };
}

export function plainRequest(id: string): UpstreamRequest {
  return {
    method: 'GET',
    template: `${CHATS}/{id}`,
    path: `${CHATS}/${segment(id)}`,
    cache: { kind: 'conversations', epochs: [`conversation:${id}`] },
  };
}

export function detailsRequest(id: string, responderVersionId?: string): UpstreamRequest {
  return {
    method: 'GET',
    template: `${CHATS}/{id}/details`,
    path: `${CHATS}/${segment(id)}/details`,
    query: repeated('responderVersionId', responderVersionId),
    cache: { kind: 'conversations', epochs: [`conversation:${id}`] },
  };
}

/** Every id at Zaia is a UUID: what is none names nothing there. */
export function isUuid(id: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);
}

/** An array parameter repeats its name. */
function repeated(name: string, values: string | readonly string[] | undefined): Query {
  return (typeof values === 'string' ? [values] : (values ?? [])).map((value) => [name, value]);
}
