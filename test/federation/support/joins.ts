/** What a graph of the two subgraphs answers, whichever gateway runs it. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { globalId } from '../../support/ids.ts';
import { blockOf } from './documented.ts';
import { NARROW_CREDENTIAL, startWorld, type Answer, type World } from './world.ts';

export interface FederationGateway {
  /** With the credential of one who may do everything, where none is given. */
  ask<Data>(
    query: string,
    variables?: Readonly<Record<string, unknown>>,
    credential?: Readonly<Record<string, string>>,
  ): Promise<Answer<Data>>;
  stop(): Promise<void>;
}

/** Whom Xe Chat and Zaia know by the same address. */
const EMAIL = 'alice@example.com';

export function describeJoins(start: (world: World) => Promise<FederationGateway>): void {
  let world: World;
  let gateway: FederationGateway;
  const contact = globalId('Contact', 'xe', '55');

  beforeAll(async () => {
    world = await startWorld();
    world.crm.leads.push(
      { number: '1', stage: 'won', contact, customer: EMAIL },
      {
        number: '2',
        stage: 'new',
        contact: globalId('Contact', 'xe', '999999'),
        customer: EMAIL,
      },
      { number: '3', stage: 'lost', contact, customer: EMAIL },
      { number: '4', stage: 'odd', contact: 'nonsense', customer: EMAIL },
    );
    gateway = await start(world);
  });
  afterAll(async () => {
    await gateway.stop();
    await world.stop();
  });
  beforeEach(() => {
    world.rig.calls();
    world.crm.lookUps = 0;
  });

  test('the CRM’s leads with Switchboard’s contacts: looked up together, each once', async () => {
    const { data, errors } = await gateway.ask<{ leads: unknown[] }>(
      '{ leads { number contact { id name } } }',
    );
    const known = { id: contact, name: expect.any(String) as string };
    expect(data.leads).toMatchObject([
      { number: '1', contact: known },
      { number: '2', contact: { name: null } },
      { number: '3', contact: known },
      { number: '4' },
    ]);
    expect(errors).toMatchObject([{ message: expect.stringContaining('"nonsense" is not an id') as string }]);
    expect(world.rig.calls().sort()).toEqual(['GET /v1/chat/contacts/55', 'GET /v1/chat/contacts/999999']);
  });

  test('customers are joined by their email', async () => {
    const { data, errors } = await gateway.ask<{ leads: unknown[] }>(
      '{ leads { customer { email plan contacts { email source { key } } } } }',
    );
    expect(errors).toBeUndefined();
    const contacts = ['xe', 'zaia'].map((key) => ({ email: EMAIL, source: { key } }));
    expect(data.leads[0]).toEqual({ customer: { email: EMAIL, plan: 'gold', contacts } });
  });

  test('a list of Switchboard’s with what the CRM adds, in one look-up', async () => {
    const { data, errors } = await gateway.ask<{
      contacts: { nodes: { id: string; lead: unknown }[]; pageInfo: { hasNextPage: boolean } };
    }>(
      '{ contacts(first: 60, filter: { sources: ["xe"] }) { nodes { id lead { stage } } pageInfo { hasNextPage } } }',
    );
    expect(errors).toBeUndefined();
    expect(data.contacts.nodes).toHaveLength(60);
    expect(data.contacts.nodes.find(({ id }) => id === contact)?.lead).toEqual({ stage: 'won' });
    expect(data.contacts.pageInfo.hasNextPage).toBe(true);
    expect(world.crm.lookUps).toBe(1);
  });

  test('the example of the documentation', async () => {
    expect(await gateway.ask(blockOf('graphql query'))).toEqual(JSON.parse(blockOf('json answer')));
  });

  test('node finds what is Switchboard’s, and the CRM’s fields on it', async () => {
    const { data, errors } = await gateway.ask(
      'query ($id: ID!) { node(id: $id) { __typename id ... on Contact { email lead { stage } } } }',
      { id: contact },
    );
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({ node: { __typename: 'Contact', id: contact, lead: { stage: 'won' } } });
  });

  test('the credential goes through: what it may not read is FORBIDDEN, and no call is made', async () => {
    const { data, errors } = await gateway.ask<{ leads: unknown[] }>(
      '{ leads { stage contact { name } } }',
      {},
      NARROW_CREDENTIAL,
    );
    expect(data.leads[0]).toEqual({ stage: 'won', contact: { name: null } });
    expect(errors?.map(({ extensions }) => extensions?.['code'])).toContain('FORBIDDEN');
    expect(world.rig.calls()).toEqual([]);
  });

  test('a mutation goes through', async () => {
    const conversation = globalId('Conversation', 'xe', '1024');
    const { data, errors } = await gateway.ask(
      `mutation ($input: SendMessageInput!) {
        sendMessage(input: $input) { message { content direction } userErrors { code } }
      }`,
      { input: { conversationId: conversation, content: 'Through the graph.' } },
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      sendMessage: { message: { content: 'Through the graph.', direction: 'OUTBOUND' }, userErrors: [] },
    });
  });
}
