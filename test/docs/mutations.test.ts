import { readFileSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { startRig } from '../support/gateway.ts';

const text = readFileSync(new URL('../../docs/mutations.md', import.meta.url), 'utf8');
const [ids = '', ...examples] = [...text.matchAll(/```graphql\n([^]*?)```/g)].map(
  ([, document]) => document ?? '',
);

interface Nodes {
  readonly nodes: readonly { readonly id: string; readonly contact?: { readonly id: string } }[];
}
type Ids = Record<'inboxes' | 'contacts' | 'agents' | 'tickets' | 'chats', Nodes> & {
  readonly visitor: { readonly id: string };
};

test('each mutation’s examples run against the sandbox, one after the other', async () => {
  const rig = await startRig();
  onTestFinished(() => rig.close());
  const { data } = await rig.query<Ids>(ids);
  const known: Record<string, string | undefined> = {
    inbox: data.inboxes.nodes[0]?.id,
    contact: data.contacts.nodes[0]?.id,
    agent: data.agents.nodes[0]?.id,
    conversation: data.tickets.nodes[0]?.id,
    chat: data.chats.nodes[0]?.id,
    owner: data.chats.nodes[0]?.contact?.id,
    visit: data.visitor.id,
  };
  const run = new Set<string>();
  for (const document of examples) {
    const declared = [...document.matchAll(/\$(\w+): ID!/g)].map(([, name = '']) => name);
    const variables = Object.fromEntries(declared.map((name) => [name, known[name]]));
    const answer = await rig.query<Record<string, { readonly userErrors: unknown[] }>>(document, variables);
    expect(answer.errors, document).toBeUndefined();
    for (const [name, payload] of Object.entries(answer.data)) {
      expect(payload.userErrors, document).toEqual([]);
      run.add(name);
    }
  }
  expect([...run].sort()).toEqual([
    'createAgent',
    'createContact',
    'createConversation',
    'deleteConversation',
    'sendMessage',
    'updateConversation',
  ]);
});
