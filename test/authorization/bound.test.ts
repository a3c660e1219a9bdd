/** Credentials that are bound to single conversations, or to sources. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Secret } from '../../src/secret.ts';
import { AUDIENCE, startAuthority, type Authority } from '../support/authority.ts';
import { startRig, type Answer, type Rig } from '../support/gateway.ts';
import { globalId } from '../support/ids.ts';

const OWN = globalId('Conversation', 'site', new Secret('demo-visitor-1'));
const OTHER = globalId('Conversation', 'site', new Secret('demo-visitor-2'));

let authority: Authority;
let rig: Rig;
let widget: string;
let xeConversation: string;
beforeAll(async () => {
  authority = await startAuthority();
  const { jwksUri, issuer } = authority;
  const apiKeys = [
    { name: 'crm', key: 'crm', scopes: ['*'], sources: ['xe', 'ebbot'] },
    { name: 'all', key: 'all', scopes: ['*'] },
  ];
  rig = await startRig(
    { squirrelstack: { limits: false } },
    { auth: { apiKeys, jwt: { jwksUri, issuer, audience: AUDIENCE } }, cache: { enabled: false } },
  );
  widget = await authority.token({ sub: 'visitor', scope: '*', switchboard_conversations: [OWN] });
  const { data } = await ask<{ conversations: { nodes: [{ id: string }] } }>(
    'all',
    '{ conversations(first: 1, filter: { sources: ["xe"] }) { nodes { id } } }',
  );
  xeConversation = data.conversations.nodes[0].id;
}, 30_000);
afterAll(async () => {
  await rig.close();
  await authority.close();
});
beforeEach(() => void rig.calls());

function ask<Data>(key: string, document: string): Promise<Answer<Data>> {
  return rig.query<Data>(document, {}, { authorization: `Bearer ${key}` });
}

const codes = ({ errors = [] }: Answer) => errors.map(({ extensions }) => extensions['code']);

test('a bound token reads its conversation by every way to it', async () => {
  const part = '... on Conversation { id messages(first: 1) { nodes { id content conversation { id } } } }';
  const answer = await ask<Record<string, { id?: string }>>(
    widget,
    `{
      conversation(id: "${OWN}") { id lastMessage { content } inbox { id greeting } contact { name } }
      node(id: "${OWN}") { ${part} }
      native: nodeByNativeId(source: "site", type: CONVERSATION, nativeId: "demo-visitor-1") { ${part} }
      transcript(conversationId: "${OWN}") { entryCount }
      _entities(representations: [{ __typename: "Conversation", id: "${OWN}" }]) { ${part} }
      sources { key }
      source(key: "xe") { key }
    }`,
  );
  expect(codes(answer)).toEqual([]);
  expect(answer.data['native']?.id).toBe(OWN);
  expect(answer.data).toMatchObject({ sources: [{ key: 'site' }], source: null });
});

const message = globalId('Message', 'site', new Secret('demo-visitor-2'), '1');
test.each([
  `{ conversation(id: "${OTHER}") { status } }`,
  `{ node(id: "${OTHER}") { id } }`,
  `{ nodes(ids: ["${OTHER}"]) { id } }`,
  `{ node(id: "${message}") { id } }`,
  `{ node(id: "${globalId('Contact', 'xe', '1')}") { id } }`,
  `{ node(id: "${globalId('Inbox', 'site', 'widget')}") { id } }`,
  `{ nodeByNativeId(source: "site", type: CONVERSATION, nativeId: "demo-visitor-2") { id } }`,
  `{ nodeByNativeId(source: "site", type: INBOX, nativeId: "widget") { id } }`,
  `{ transcript(conversationId: "${OTHER}") { entryCount } }`,
  '{ conversations { totalCount } }',
  '{ contacts { totalCount } }',
  '{ agents { totalCount } }',
  '{ inboxes { totalCount } }',
  '{ customer(email: "a@shop.example") { email } }',
  `{ contact(id: "${globalId('Contact', 'xe', '1')}") { name } }`,
  `{ _entities(representations: [{ __typename: "Conversation", id: "${OTHER}" }]) { __typename } }`,
])('to a bound token all else is FORBIDDEN, without a call: %s', async (document) => {
  const answer = await ask(widget, document);
  expect(codes(answer)).toEqual(['FORBIDDEN']);
  expect(JSON.stringify(answer.data ?? null)).not.toMatch(/:"/);
  expect(rig.calls()).toEqual([]);
});

test.each([
  `sendMessage(input: { conversationId: "${OTHER}", content: "x" })`,
  `updateConversation(input: { id: "${OTHER}", title: "x" })`,
  `deleteConversation(input: { id: "${OTHER}" })`,
  `createConversation(input: { source: "site", message: { content: "x" } })`,
  `createContact(input: { source: "xe", name: "x" })`,
  `createAgent(input: { source: "xe", name: "x", email: "x@y.example" })`,
])('a bound token does not write elsewhere: %s', async (mutation) => {
  const answer = await ask(widget, `mutation { done: ${mutation} { userErrors { code } } }`);
  expect(answer.data).toEqual({ done: null });
  expect(answer.errors?.map(({ path, extensions: { code, outcome } }) => ({ path, code, outcome }))).toEqual([
    { path: ['done'], code: 'FORBIDDEN', outcome: 'NOT_DONE' },
  ]);
  expect(rig.calls()).toEqual([]);
});

test('a bound token sends to its own conversation, and to none when bound to none', async () => {
  const send = `mutation { sendMessage(input: { conversationId: "${OWN}", content: "Hello" }) { userErrors { code } } }`;
  expect(await ask(widget, send)).toMatchObject({ data: { sendMessage: { userErrors: [] } } });
  const none = await authority.token({ sub: 'visitor', scope: '*', switchboard_conversations: [] });
  expect(codes(await ask(none, send))).toEqual(['FORBIDDEN']);
});

test('a bound token has no more than its scopes', async () => {
  const token = await authority.token({
    sub: 'visitor',
    scope: 'conversations:read',
    switchboard_conversations: [OWN],
  });
  const answer = await ask(token, `{ conversation(id: "${OWN}") { id messages { totalCount } } }`);
  expect(answer.data).toEqual({ conversation: { id: OWN, messages: null } });
  expect(codes(answer)).toEqual(['FORBIDDEN']);
});

test('the sources that a credential does not see are as if they were not configured', async () => {
  const answer = await ask<object>(
    'crm',
    `{
      sources { key }
      source(key: "zaia") { key }
      node(id: "${globalId('Source', 'site')}") { id }
      conversation(id: "${OWN}") { id }
      conversations(first: 1) { sources { source { key } } }
    }`,
  );
  expect(answer.errors).toBeUndefined();
  expect(answer.data).toEqual({
    sources: [{ key: 'xe' }, { key: 'ebbot' }],
    source: null,
    node: null,
    conversation: null,
    conversations: { sources: [{ source: { key: 'xe' } }, { source: { key: 'ebbot' } }] },
  });
  expect(rig.calls().every((call) => !call.includes('/chats/details'))).toBe(true);
});

test('naming a source that the credential does not see is told as naming one that does not exist', async () => {
  const told = async (key: string) => {
    const { errors } = await ask('crm', `{ conversations(filter: { sources: ["${key}"] }) { totalCount } }`);
    return errors?.map(({ message, extensions }) => [message.replace(key, '…'), extensions['code']]);
  };
  expect(await told('zaia')).toEqual(await told('nowhere'));
  const write = (source: string) =>
    `mutation { createContact(input: { source: "${source}", name: "A" }) { userErrors { code } } }`;
  expect((await ask('crm', write('zaia'))).data).toEqual((await ask('crm', write('nowhere'))).data);
  expect(rig.calls()).toEqual([]);
});

test('a plan and the limit of cost name no source that the credential does not see', async () => {
  const headers = { authorization: 'Bearer crm', 'switchboard-explain': 'plan' };
  const answer = await rig.query('{ conversations(first: 5) { nodes { lastMessage { id } } } }', {}, headers);
  expect(answer.extensions).toHaveProperty('switchboard');
  expect(JSON.stringify(answer)).not.toMatch(/"(zaia|site)"/);
});

test('what one caller did under an idempotency key is not another caller’s', async () => {
  const create = `mutation { createContact(input: { source: "xe", name: "Ada", idempotencyKey: "k-1" }) { contact { id } } }`;
  interface Made {
    readonly createContact: { readonly contact: { readonly id: string } };
  }
  const made = async (key: string) => (await ask<Made>(key, create)).data.createContact.contact.id;
  const first = await made('crm');
  expect(await made('crm')).toBe(first);
  expect(await made('all')).not.toBe(first);
});

test('without a credential the answer is 401 with a challenge, and the conversation is not looked at', async () => {
  const request = (authorization?: string) =>
    rig.gateway.fetch(
      new Request('http://gateway.test/graphql', {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(authorization === undefined ? {} : { authorization }),
        },
        body: JSON.stringify({ query: `{ conversation(id: "${xeConversation}") { id } }` }),
      }),
    );
  const missing = await request();
  expect([missing.status, missing.headers.get('www-authenticate')]).toEqual([
    401,
    'Bearer realm="switchboard"',
  ]);
  expect(await missing.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  const wrong = await request('Bearer wrong');
  expect(wrong.headers.get('www-authenticate')).toBe('Bearer realm="switchboard", error="invalid_token"');
  authority.fault = { status: 500, body: '' };
  await authority.rotate({ keepOld: true });
  const unsure = await request(`Bearer ${await authority.token({ sub: 'ada' })}`);
  authority.fault = undefined;
  expect([unsure.status, unsure.headers.get('retry-after')]).toEqual([503, '5']);
  expect(rig.calls()).toEqual([]);
  for (const path of ['/livez', '/readyz']) {
    expect((await rig.gateway.fetch(new Request(`http://gateway.test${path}`))).status).toBe(200);
  }
});
