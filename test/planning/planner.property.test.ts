/** Whatever is asked: it never takes more calls than its plan says at most. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createGateway } from '../../src/gateway.ts';
import { configOver, queryOf, startRig, type Rig } from '../support/gateway.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.close());

const PERSON = [
  'contact { id name phone }',
  'again: contact { email conversations(first: 3) { nodes { title } } }',
];
const STAFF = ['assignee { name email }', 'inbox { name greeting }'];
const SAID = [
  'lastMessage { content author { contact { phone } } }',
  'messages(first: 3) { nodes { author { agent { email } } } }',
  'end: messages(last: 4) { nodes { conversation { updatedAt } } totalCount }',
  'since: messages(since: "2025-01-01T00:00:00Z") { nodes { id } }',
  'transcript { text participants { contact { createdAt } } }',
];
const OWN = ['title updatedAt', 'ticket { status } handledBy', 'raw'];

const selection = fc.subarray([...PERSON, ...STAFF, ...SAID, ...OWN], { minLength: 1, maxLength: 4 });
const filter = fc.oneof(
  fc.subarray(['xe', 'ebbot', 'zaia', 'site'], { minLength: 1 }).map((sources) => ({ sources })),
  fc.constantFrom(
    { channels: ['LIVE_CHAT'] },
    { search: 'order' },
    { search: 'nothing has this' },
    { sources: ['xe'], status: ['OPEN', 'SNOOZED'] },
    { lastActivity: { from: '2025-06-01T00:00:00Z' } },
  ),
);
const page = fc.oneof(
  fc.integer({ min: 0, max: 8 }).map((first) => ({ first })),
  fc.integer({ min: 1, max: 8 }).map((last) => ({ last })),
);
const others = fc.subarray(
  [
    'contacts(first: 30) { nodes { phone } }',
    'agents { nodes { email } }',
    'inboxes(last: 1) { nodes { greeting } }',
    'nodeByNativeId(source: "xe", type: CONVERSATION, nativeId: "1024") { id ... on Conversation { lastMessage { content } } }',
    'customer(email: "alice.smith@example.com") { contacts { phone } }',
  ],
  { maxLength: 2 },
);

test('an operation never takes more calls than its plan says at most', async () => {
  await fc.assert(
    fc.asyncProperty(selection, filter, page, others, async (fields, given, { ...size }, more) => {
      const gateway = createGateway(configOver(rig.sandbox, { limits: { cost: 10_000 } }));
      const query = queryOf(gateway);
      const document = `query ($filter: ConversationFilter, $first: Int, $last: Int) {
        conversations(first: $first, last: $last, filter: $filter) { nodes { ${fields.join(' ')} } } ${more.join(' ')}
      }`;
      const variables = { filter: given, ...size };
      rig.calls();
      const dry = await query(document, variables, { 'switchboard-explain': 'plan' });
      const { mostUpstreamCalls } = dry.extensions?.['switchboard'] as { mostUpstreamCalls: number };
      await query(document, variables);
      const calls = rig.calls();
      await gateway.dispose();
      expect(calls.length, calls.join('\n')).toBeLessThanOrEqual(mostUpstreamCalls);
    }),
    { numRuns: 40 },
  );
}, 60_000);
