import { isInterfaceType, isObjectType } from 'graphql';
import type { GraphQLObjectType } from 'graphql';
import { expect, test } from 'vitest';
import { outputFields, schema, types } from './sdl.ts';

const nodeTypes = ['Agent', 'Contact', 'Conversation', 'Inbox', 'Message', 'Source'];
const connections = types.filter(isObjectType).filter(({ name }) => name.endsWith('Connection'));

function objectType(name: string): GraphQLObjectType {
  const type = schema.getType(name);
  if (!isObjectType(type)) throw new Error(`The schema has no object type ${name}.`);
  return type;
}

const signature = (type: GraphQLObjectType) =>
  Object.fromEntries(Object.values(type.getFields()).map((field) => [field.name, String(field.type)]));

const kinds = connections.map(({ name }) => name.replace(/Connection$/, ''));

test('Node is the interface of exactly the types that node(id:) finds', () => {
  const node = schema.getType('Node');
  if (!isInterfaceType(node)) throw new Error('The schema has no interface Node.');
  expect(
    schema
      .getPossibleTypes(node)
      .map(({ name }) => name)
      .sort(),
  ).toEqual(nodeTypes);
  expect(String(outputFields.get('Query.node')?.type)).toBe('Node');
});

test('PageInfo has the four fields of the Relay specification', () => {
  expect(signature(objectType('PageInfo'))).toEqual({
    hasNextPage: 'Boolean!',
    hasPreviousPage: 'Boolean!',
    startCursor: 'String',
    endCursor: 'String',
  });
});

test('five types have connections', () => {
  expect([...kinds].sort()).toEqual(['Agent', 'Contact', 'Conversation', 'Inbox', 'Message']);
});

test.each(kinds)('%sEdge holds a cursor and a node', (kind) => {
  expect(signature(objectType(`${kind}Edge`))).toEqual({ cursor: 'String!', node: `${kind}!` });
});

test.each(kinds)(
  '%sConnection has edges, nodes, pageInfo, totalCount, and its sources or its completeness',
  (kind) => {
    const over =
      kind === 'Message'
        ? { completeness: 'Completeness!' }
        : { sources: '[SourceSlice!]!', isBlocked: 'Boolean!' };
    expect(signature(objectType(`${kind}Connection`))).toEqual({
      edges: `[${kind}Edge!]!`,
      nodes: `[${kind}!]!`,
      pageInfo: 'PageInfo!',
      totalCount: 'Int',
      ...over,
    });
  },
);

test('every field that gives a connection pages both ways and may be null', () => {
  const fields = [...outputFields].filter(([, { type }]) => String(type).includes('Connection'));
  expect(fields.map(([coordinate]) => coordinate).sort()).toEqual([
    'Contact.conversations',
    'Conversation.messages',
    'Query.agents',
    'Query.contacts',
    'Query.conversations',
    'Query.inboxes',
  ]);
  for (const [coordinate, { args, type }] of fields) {
    const paging = args.slice(0, 4).map(({ name, type: of }) => `${name}: ${String(of)}`);
    expect(paging, coordinate).toEqual(['first: Int', 'last: Int', 'after: String', 'before: String']);
    expect(String(type), coordinate).toMatch(/^\w+Connection$/);
  }
});
