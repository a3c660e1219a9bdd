/**
 * The bare limit: node:http and undici by hand, no GraphQL. It reads the same request, makes the same upstream calls side by side as soon as it can, and
 * writes the same fields. `node bare.ts PORT UPSTREAM`.
 */
import { createServer, type IncomingMessage } from 'node:http';
import { Pool } from 'undici';

const [port, upstream = ''] = process.argv.slice(2);
const base = new URL(upstream);
const pool = new Pool(base.origin, { connections: 128 });

interface Asked {
  readonly operationName: string;
  readonly variables: { readonly id: number; readonly agentId: number; readonly first: number };
}
interface Named {
  readonly id: number;
  readonly name: string;
  readonly email: string;
  readonly phone?: string;
}
interface Conversation {
  readonly id: number;
  readonly status: string;
  readonly inbox_id: number;
  readonly unread_count: number;
  readonly last_activity_at: string;
  readonly contact: Named;
  readonly assigned_agent: Named;
}
interface Message {
  readonly content: string;
  readonly created_at: string;
  readonly sender: { readonly type: string; readonly name: string };
}
interface List<Row> {
  readonly data: readonly Row[];
}

async function get<Answer>(path: string): Promise<Answer> {
  const { body } = await pool.request({ method: 'GET', path: base.pathname + path });
  return (await body.json()) as Answer;
}

async function one({ id }: Asked['variables']): Promise<object> {
  const { status, unread_count, last_activity_at, contact } = await get<Conversation>(`/conversations/${id}`);
  const { id: contactId, name, email } = contact;
  return {
    conversation: {
      id,
      status,
      unreadCount: unread_count,
      lastActivityAt: last_activity_at,
      contact: { id: contactId, name, email },
    },
  };
}

function listOf({ agentId, first }: Asked['variables']): Promise<List<Conversation>> {
  return get(`/conversations?agent_id=${agentId}&page=1&limit=${first}`);
}

async function withDetails(variables: Asked['variables']): Promise<object> {
  const [{ data }, agents, inboxes] = await Promise.all([
    listOf(variables),
    get<List<Named>>('/agents'),
    get<List<Named>>('/inboxes'),
  ]);
  const agentsById = new Map(agents.data.map((agent) => [agent.id, agent]));
  const inboxesById = new Map(inboxes.data.map((inbox) => [inbox.id, inbox]));
  const conversations = data.map(
    async ({ id, status, last_activity_at, contact: { id: contactId, name }, assigned_agent, inbox_id }) => {
      const { phone } = await get<Named>(`/contacts/${contactId}`);
      return {
        id,
        status,
        lastActivityAt: last_activity_at,
        contact: { name, phone },
        assignee: { name: assigned_agent.name, email: agentsById.get(assigned_agent.id)?.email },
        inbox: { name: inboxesById.get(inbox_id)?.name },
      };
    },
  );
  return { conversations: await Promise.all(conversations) };
}

async function withMessages(variables: Asked['variables']): Promise<object> {
  const { data } = await listOf(variables);
  const conversations = data.map(async ({ id }) => {
    const messages = await get<List<Message>>(`/conversations/${id}/messages?page=1&limit=10`);
    return {
      id,
      messages: messages.data.map(({ content, created_at, sender: { type, name } }) => ({
        content,
        createdAt: created_at,
        author: { role: type, name },
      })),
    };
  });
  return { conversations: await Promise.all(conversations) };
}

const ANSWERS: Readonly<Record<string, (variables: Asked['variables']) => Promise<object>>> = {
  Q1: one,
  Q2: withDetails,
  Q3: withMessages,
};

function textOf(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => resolve(Buffer.concat(chunks).toString()));
    request.on('error', reject);
  });
}

createServer((request, response) => {
  void textOf(request).then(async (text) => {
    const { operationName, variables } = JSON.parse(text) as Asked;
    const answer = JSON.stringify({
      data: (await ANSWERS[operationName]?.(variables)) ?? { __typename: 'Query' },
    });
    response
      .writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(answer) })
      .end(answer);
  });
}).listen(Number(port), '127.0.0.1');
