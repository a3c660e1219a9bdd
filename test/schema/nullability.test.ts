import { getNullableType, isListType, isNonNullType } from 'graphql';
import { expect, test } from 'vitest';
import { outputFields } from './sdl.ts';

/** Names that the id or the row itself proves, on whichever type they stand. */
const PROVEN_NAMES =
  words(`id source key provider capabilities health budgets edges nodes pageInfo cursor isBlocked sources
  isPrivate attachments author entries participants completeness userErrors`);

/** Where such a name means something else, which may be unknown. */
const NULLABLE_ALL_THE_SAME = words('Query.source Contact.isBlocked');

/** What else cannot be null: said by the contract for that field, or by Relay's connections. */
const NON_NULL_BESIDES = words(`Message.conversation MessageAuthor.role Customer.email Customer.contacts
  Subscription.messageAdded Subscription.conversationChanged MessageEvent.message MessageEvent.gap ConversationEvent.conversation
  AgentEdge.node ContactEdge.node ConversationEdge.node InboxEdge.node MessageEdge.node
  PageInfo.hasNextPage PageInfo.hasPreviousPage`);

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/));
}

const fields = [...outputFields].map(([coordinate, { name, type }]) => ({ coordinate, name, type }));
const isProven = ({ coordinate, name }: (typeof fields)[number]) =>
  NON_NULL_BESIDES.has(coordinate) || (PROVEN_NAMES.has(name) && !NULLABLE_ALL_THE_SAME.has(coordinate));

test('non-null is exactly what the id or the row proves', () => {
  const nonNull = fields.filter(({ type }) => isNonNullType(type)).map(({ coordinate }) => coordinate);
  expect(nonNull).toEqual(fields.filter(isProven).map(({ coordinate }) => coordinate));
});

test('the exceptions to the rule name fields that exist', () => {
  const named = [...NON_NULL_BESIDES, ...NULLABLE_ALL_THE_SAME];
  expect(named.filter((coordinate) => !outputFields.has(coordinate))).toEqual([]);
});

test('only `nodes(ids:)` has items that may be null', () => {
  const withNullableItems = fields.filter(({ type }) => {
    const list = getNullableType(type);
    return isListType(list) && !isNonNullType(list.ofType);
  });
  expect(withNullableItems.map(({ coordinate }) => coordinate)).toEqual(['Query.nodes']);
});
