/** What is remembered of a look at one conversation is what would be planned for each of them anew. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createGateway, type Gateway } from '../../src/gateway.ts';
import { configOver, queryOf, startRig, type Rig } from '../support/gateway.ts';

let rig: Rig;
let warm: Gateway;
beforeAll(async () => {
  rig = await startRig();
  warm = createGateway(configOver(rig.sandbox, { limits: { cost: 10_000 } }));
});
afterAll(async () => {
  await warm.dispose();
  await rig.close();
});

const id = (source: string, nativeId: string) =>
  Buffer.from(JSON.stringify([1, 'Conversation', source, nativeId])).toString('base64url');

const UUID = '3f0d6f0a-5b0e-4c57-9d43-0f6f6e1f7a55';
const ids = fc.oneof(
  fc
    .constantFrom('xe', 'ebbot', 'zaia', 'site', 'nowhere')
    .chain((source) =>
      fc
        .oneof(fc.constantFrom('1', '2', '1024', UUID, '', 'a b', '../x'), fc.uuid(), fc.nat().map(String))
        .map((nativeId) => id(source, nativeId)),
    ),
  fc.constantFrom('nothing', Buffer.from('[1,"Contact","xe","1"]').toString('base64url')),
);
const selection = fc.subarray(
  [
    'id title',
    'contact { id name phone }',
    'contact { all: conversations(first: 3) { nodes { title contact { phone } } } }',
    'contact { here: conversations(first: 3, filter: { sources: ["xe"] }) { nodes { title } } }',
    'assignee { name email }',
    'inbox { name greeting }',
    'some: messages(first: 3) { nodes { author { agent { email } } } }',
    'far: messages(first: 100000) { totalCount }',
    'end: messages(last: 4) { totalCount nodes { conversation { contact { phone } } } }',
    'asked: messages(first: $first) { nodes { id } }',
    'transcript { text participants { contact { createdAt } } }',
    'raw @include(if: $isRaw)',
    '... on Conversation { lastMessage { content author { contact { phone } } } }',
  ],
  { minLength: 1, maxLength: 3 },
);
const variables = fc.record({ isRaw: fc.boolean(), first: fc.integer({ min: 1, max: 60 }), id: ids });

test('all looks of a document are planned as if each were the first', async () => {
  await fc.assert(
    fc.asyncProperty(
      selection,
      fc.boolean(),
      fc.array(variables, { minLength: 1, maxLength: 3 }),
      async (fields, isWhole, given) => {
        const document = `query ($id: ID!, $isRaw: Boolean!, $first: Int) {
          conversation(id: $id) ${isWhole ? '' : '@skip(if: $isRaw)'} { title ${fields.join(' ')} ... @include(if: $isRaw) { status } counted: messages(first: $first) { totalCount } }
        }`;
        const plain = `query ($id: ID!) { conversation(id: $id) { title ${fields.filter((field) => !field.includes('$')).join(' ')} } }`;
        for (const text of [document, plain]) {
          for (const values of given) {
            const sent = text === plain ? { id: values.id } : values;
            const headers = { 'switchboard-explain': 'plan', 'x-request-id': 'r-1' };
            const fresh = createGateway(configOver(rig.sandbox, { limits: { cost: 10_000 } }));
            expect(await queryOf(warm)(text, sent, headers)).toEqual(
              await queryOf(fresh)(text, sent, headers),
            );
            await fresh.dispose();
          }
        }
      },
    ),
    { numRuns: 25 },
  );
}, 60_000);
