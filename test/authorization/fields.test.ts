/** Generated from the schema: every field and every mutation, without each of the scopes it needs, and with exactly these. */
import { getNamedType, isIntrospectionType, isLeafType, isObjectType } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readRules } from '../../src/authorization/rules.ts';
import { SCOPES, type Requirement } from '../../src/caller.ts';
import { outputFields, schema } from '../schema/sdl.ts';
import { startRig, type Answer, type Rig } from '../support/gateway.ts';
import { argumentsOf, findIds, ROUTES, type Ids } from './routes.ts';

interface Generated {
  readonly coordinate: string;
  /** What the field needs, where every way of meeting it is one list. */
  readonly needs: readonly string[];
  /** What reaching its type needs as well. */
  readonly onTheWay: readonly string[];
}

const rules = readRules(schema);
/** Reached by events alone, which nothing sends yet. */
const UNREACHED: ReadonlySet<string> = new Set(['MessageEvent', 'ConversationEvent']);
/** What lies on the way to a type and does not follow from the type. */
const ON_THE_WAY: Readonly<Record<string, readonly string[]>> = {
  SourceSlice: ['conversations:read'],
  PageInfo: ['conversations:read'],
  MessageConnection: ['conversations:read'],
  MessageEdge: ['conversations:read'],
  Message: ['conversations:read'],
  MessageAuthor: ['conversations:read'],
  Attachment: ['conversations:read'],
  FileLink: ['conversations:read'],
  Participant: ['conversations:read'],
  UserError: ['contacts:write'],
  CreateConversationPayload: ['conversations:write'],
  UpdateConversationPayload: ['conversations:write'],
  DeleteConversationPayload: ['conversations:write'],
  SendMessagePayload: ['messages:write'],
  CreateContactPayload: ['contacts:write'],
  CreateAgentPayload: ['agents:write'],
};

const objects = Object.values(schema.getTypeMap()).filter(
  (type) => isObjectType(type) && !isIntrospectionType(type) && !UNREACHED.has(type.name),
);
const MUTATION_ROUTES = Object.fromEntries(
  [
    'createConversation',
    'updateConversation',
    'deleteConversation',
    'sendMessage',
    'createContact',
    'createAgent',
  ].map((field) => [`Mutation.${field}`, `${field.charAt(0).toUpperCase()}${field.slice(1)}Payload`]),
);

const flat = (requirements: readonly Requirement[]) => requirements.flatMap(([only = []]) => only);

const FIELDS: readonly Generated[] = objects.flatMap((type) =>
  Object.keys(isObjectType(type) ? type.getFields() : {}).map((field) => ({
    coordinate: `${type.name}.${field}`,
    needs: [...new Set(flat(rules.field(type.name, field).requirements))],
    onTheWay: ON_THE_WAY[type.name] ?? [],
  })),
);

/** Several scopes of one caller as the name, and the text, of a key. */
const keyOf = (scopes: readonly string[]) => `k:${[...new Set(scopes)].sort().join('+')}`;
const without = (scope: string) => SCOPES.filter((each) => each !== scope);
const KEYS = new Map(
  [['*'], ...SCOPES.map(without), ...FIELDS.map(({ needs, onTheWay }) => [...needs, ...onTheWay])].map(
    (scopes) => [keyOf(scopes), [...new Set(scopes)]],
  ),
);

let rig: Rig;
let ids: Ids;
beforeAll(async () => {
  const apiKeys = [...KEYS].map(([key, scopes]) => ({ name: key, key, scopes }));
  rig = await startRig(
    { squirrelstack: { limits: false } },
    { auth: { apiKeys }, cache: { enabled: false } },
  );
  ids = await findIds((document) => rig.query(document, {}, { authorization: `Bearer ${keyOf(['*'])}` }));
}, 30_000);
afterAll(() => rig.close());

async function ask(
  document: string,
  scopes: readonly string[],
): Promise<Answer & { readonly calls: string[] }> {
  rig.calls();
  const answer = await rig.query(document, {}, { authorization: `Bearer ${keyOf(scopes)}` });
  return { ...answer, calls: rig.calls() };
}

/** A document that asks for the field, and one that asks for its parent alone. */
function documents({ coordinate }: Generated) {
  const [typeName = '', fieldName = ''] = coordinate.split('.');
  const payload = MUTATION_ROUTES[coordinate];
  if (payload !== undefined) {
    const asking = ROUTES[payload]?.('__typename', ids).replace(`${fieldName}(`, `asked: ${fieldName}(`);
    return { asking: asking ?? '', parent: 'mutation { __typename }' };
  }
  const route = ROUTES[coordinate] ?? ROUTES[typeName];
  const field = outputFields.get(coordinate);
  if (route === undefined || field === undefined) throw new Error(`There is no route to ${coordinate}.`);
  const isWhole = isLeafType(getNamedType(field.type));
  const selection = `asked: ${fieldName}${argumentsOf(coordinate, ids)}${isWhole ? '' : ' { __typename }'}`;
  return { asking: route(selection, ids), parent: route('__typename', ids) };
}

const codes = ({ errors = [] }: Answer) => errors.map(({ extensions }) => extensions['code']);

test.each(objects.map(({ name }) => name))('there is a way to %s', (name) => {
  expect(ROUTES).toHaveProperty(name);
});

const PAIRS = FIELDS.flatMap((field) =>
  field.needs.map((scope): [string, string, Generated] => [field.coordinate, scope, field]),
);

test.each(PAIRS)('%s without %s is FORBIDDEN, and costs no call', async (_, scope, field) => {
  const { asking, parent } = documents(field);
  const answer = await ask(asking, without(scope));
  const { calls } = await ask(parent, without(scope));
  expect(new Set(codes(answer))).toEqual(new Set(['FORBIDDEN']));
  expect(answer.calls.length).toBe(calls.length);
  expect(JSON.stringify(answer.data ?? null)).not.toMatch(/"asked":(?!null)/);
  for (const { extensions, path } of answer.errors ?? []) {
    if (path?.length === 1 && asking.startsWith('mutation')) expect(extensions['outcome']).toBe('NOT_DONE');
  }
});

/** What no source answers in this test even to who may have it. */
const UNANSWERED: ReadonlySet<string> = new Set([
  'Subscription.messageAdded',
  'Subscription.conversationChanged',
]);

test.each(FIELDS.map((field): [string, Generated] => [field.coordinate, field]))(
  '%s is answered with exactly the scopes it needs',
  async (coordinate, field) => {
    const answer = await ask(documents(field).asking, [...field.needs, ...field.onTheWay]);
    if (UNANSWERED.has(coordinate)) {
      expect(codes(answer)).toEqual(['UNSUPPORTED']);
      return;
    }
    // A node's type asks for its own scope when it is looked up.
    const isOfAnyType = ['Query.node', 'Query.nodes', 'Query.nodeByNativeId'].includes(coordinate);
    expect(codes(answer)).toEqual(isOfAnyType ? ['FORBIDDEN'] : []);
    if (!['SourceError.code', 'SourceError.message'].includes(coordinate)) {
      expect(JSON.stringify(answer.data)).toContain('"asked":');
    }
  },
);
