/**
 * A provider that costs next to nothing: Xe Chat's four reads over made-up rows, with a latency to choose and a counter of calls. Rows are made once and
 * kept as text, so that what is measured is the server in front of it.
 *
 * Run as a process of its own: `node upstream.ts PORT`. `POST /bench/latency/20` makes every reply wait 20 ms; `POST /bench/calls` answers the calls since
 * it was last asked.
 */
import { createServer, type ServerResponse } from 'node:http';
import { AGENTS, CONTACTS, INBOXES } from './rows.ts';

const BASE = '/v1/chat';
const MOST_TEXTS = 100_000;

let latency = 0;
let calls = 0;
const texts = new Map<string, string>();

const agent = (id: number) => ({ id, name: `Agent ${id}`, email: `agent${id}@desk.example` });
const contact = (id: number) => ({ id, name: `Contact ${id}`, email: `contact${id}@mail.example` });

const conversation = (id: number, contactId = 1 + (id % CONTACTS)) => ({
  id,
  status: id % 3 === 0 ? 'resolved' : 'open',
  inbox_id: 1 + (id % INBOXES),
  contact: contact(contactId),
  assigned_agent: { id: 1 + (id % AGENTS), name: `Agent ${1 + (id % AGENTS)}` },
  unread_count: id % 7,
  last_activity_at: new Date(1_770_000_000_000 - id * 1000).toISOString(),
  created_at: '2026-01-01T00:00:00Z',
});

const message = (conversationId: number, index: number) => ({
  id: conversationId * 1000 + index,
  conversation_id: conversationId,
  type: index % 2 === 0 ? 'incoming' : 'outgoing',
  content: `Message ${index} of conversation ${conversationId}: where is my parcel, and when will it come?`,
  sender:
    index % 2 === 0
      ? { type: 'contact', id: 1 + (conversationId % CONTACTS), name: 'A customer' }
      : { type: 'agent', id: 1 + (conversationId % AGENTS), name: 'An agent' },
  created_at: new Date(1_767_225_600_000 + index * 60_000).toISOString(),
});

const times = <Row>(count: number, row: (index: number) => Row): Row[] =>
  Array.from({ length: count }, (_, i) => row(i));

/** What a path is answered with; undefined for what is not served. */
function answerTo(path: string, query: URLSearchParams): object | undefined {
  const page = Number(query.get('page') ?? 1);
  const limit = Number(query.get('limit') ?? 25);
  const [, kind, id, sub] = path.split('/');
  const offset = (page - 1) * limit;
  if (kind === 'conversations' && id === undefined) {
    // Every agent has 1000 conversations of his own; one page of them has no contact twice.
    const first = Number(query.get('agent_id') ?? 1) * 1000 + offset;
    return { data: times(limit, (index) => conversation(first + index)), total: 1000, page, limit };
  }
  if (kind === 'conversations' && sub === 'messages')
    return { data: times(limit, (index) => message(Number(id), offset + index)), total: 1000, page, limit };
  if (kind === 'conversations') return conversation(Number(id));
  if (kind === 'contacts' && id !== undefined) {
    return {
      ...contact(Number(id)),
      phone: `+46 70 ${id}`,
      conversation_count: 3,
      created_at: '2026-01-01T00:00:00Z',
    };
  }
  if (kind === 'agents') {
    return {
      data: times(AGENTS, (i) => ({ ...agent(i + 1), role: 'agent', availability: 'online' })),
      total: AGENTS,
    };
  }
  if (kind === 'inboxes')
    return {
      data: times(INBOXES, (i) => ({
        id: i + 1,
        name: `Inbox ${i + 1}`,
        channel_type: 'email',
        is_enabled: true,
      })),
    };
  return undefined;
}

function textOf(target: string): string {
  const kept = texts.get(target);
  if (kept !== undefined) return kept;
  const { pathname, searchParams } = new URL(target, 'http://upstream');
  const text = JSON.stringify(answerTo(pathname.slice(BASE.length), searchParams) ?? { error: 'not found' });
  if (texts.size < MOST_TEXTS) texts.set(target, text);
  return text;
}

function send(response: ServerResponse, text: string): void {
  response
    .writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
    .end(text);
}

function control(target: string): string {
  const [, , what, value] = target.split('/');
  if (what === 'latency') latency = Number(value);
  const counted = calls;
  calls = 0;
  return JSON.stringify({ calls: counted, latency });
}

createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  const target = request.url ?? '';
  if (target.startsWith('/bench/')) {
    send(response, control(target));
    return;
  }
  calls += 1;
  const text = textOf(target);
  if (latency === 0) send(response, text);
  else setTimeout(send, latency, response, text);
}).listen(Number(process.argv[2]), '127.0.0.1');
