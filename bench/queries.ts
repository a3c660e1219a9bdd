/** What is asked: the same fields in the schema of Switchboard, in the plain one of the servers written by hand, and in the one that Mesh and Hive make of OpenAPI. */
export type QueryName = 'Q1' | 'Q2' | 'Q3';
export type Dialect = 'switchboard' | 'plain' | 'openapi';

export interface BenchQuery {
  readonly about: string;
  /** Upstream calls that it costs where nothing is kept. */
  readonly calls: number;
  readonly documents: Readonly<Record<Dialect, string>>;
  /** Rows of a list; undefined for a query of one thing. */
  readonly rows?: number;
}

export const QUERY_NAMES: readonly QueryName[] = ['Q1', 'Q2', 'Q3'];

const SINGLE = 'id status unreadCount lastActivityAt contact { id name email }';
const LISTED = 'id status lastActivityAt contact { name phone } assignee { name email } inbox { name }';
const WITH_MESSAGES = (messages: string) => `id messages(first: 10) { ${messages} }`;
const MESSAGE = 'content createdAt author { role name }';

export const queries: Readonly<Record<QueryName, BenchQuery>> = {
  Q1: {
    about: 'one conversation with its embedded contact',
    calls: 1,
    documents: {
      switchboard: `query Q1($id: ID!) { conversation(id: $id) { ${SINGLE} } }`,
      plain: `query Q1($id: Int!) { conversation(id: $id) { ${SINGLE} } }`,
      openapi:
        'query Q1($id: Int!) { conversation(id: $id) { id status unread_count last_activity_at contact { id name email } } }',
    },
  },
  Q2: {
    about: '25 conversations with contact phone, agent email, inbox name',
    calls: 28,
    rows: 25,
    documents: {
      switchboard: `query Q2($filter: ConversationFilter, $first: Int) { conversations(filter: $filter, first: $first) { nodes { ${LISTED} } } }`,
      plain: `query Q2($agentId: Int!, $first: Int!) { conversations(agentId: $agentId, first: $first) { ${LISTED} } }`,
      openapi:
        'query Q2($agentId: Int!, $first: Int!) { conversations(agent_id: $agentId, limit: $first) { data { id status last_activity_at wholeContact { name phone } assignee { name email } inbox { name } } } }',
    },
  },
  Q3: {
    about: '10 conversations x 10 messages with author',
    calls: 11,
    rows: 10,
    documents: {
      switchboard: `query Q3($filter: ConversationFilter, $first: Int) { conversations(filter: $filter, first: $first) { nodes { ${WITH_MESSAGES(`nodes { ${MESSAGE} }`)} } } }`,
      plain: `query Q3($agentId: Int!, $first: Int!) { conversations(agentId: $agentId, first: $first) { ${WITH_MESSAGES(MESSAGE)} } }`,
      openapi:
        'query Q3($agentId: Int!, $first: Int!) { conversations(agent_id: $agentId, limit: $first) { data { id messages(limit: 10) { data { content created_at sender { type name } } } } } }',
    },
  },
};

/** A request's variables; the seed, a whole number from 1, is what differs from request to request. */
export function variablesOf(query: BenchQuery, dialect: Dialect, seed: number, rows = query.rows): object {
  if (rows === undefined) return { id: dialect === 'switchboard' ? idOf('Conversation', seed) : seed };
  return dialect === 'switchboard'
    ? { filter: { assigneeIds: [idOf('Agent', seed)] }, first: rows }
    : { agentId: seed, first: rows };
}

/** The body of a POST. */
export function bodyOf(name: QueryName, dialect: Dialect, seed: number, rows?: number): string {
  const query = queries[name];
  return JSON.stringify({
    query: query.documents[dialect],
    operationName: name,
    variables: variablesOf(query, dialect, seed, rows),
  });
}

/** A global id as Switchboard makes it. */
function idOf(type: string, nativeId: number): string {
  return Buffer.from(JSON.stringify([1, type, 'xe', String(nativeId)])).toString('base64url');
}
