/** The joins that OpenAPI cannot tell, through the in-context SDK; agents and inboxes are listed once per request. */
export const joinedTypes = /* GraphQL */ `
  extend type Conversation {
    wholeContact: Contact
    assignee: Agent
    inbox: Inbox
    messages(limit: Int): MessageList
  }
`;

const lists = new WeakMap<object, Map<string, Promise<any>>>();

function listed(context: any, info: any, field: 'agents' | 'inboxes', selectionSet: string): Promise<any> {
  const kept = lists.get(context) ?? new Map<string, Promise<any>>();
  lists.set(context, kept);
  const list =
    kept.get(field) ?? context.xe.Query[field]({ root: {}, args: {}, context, info, selectionSet });
  kept.set(field, list);
  return list;
}

const found = async (list: Promise<any>, id: number) => (await list).data.find((row: any) => row.id === id);

export const joins = {
  Conversation: {
    wholeContact: {
      selectionSet: '{ contact { id } }',
      resolve: (root: any, _: unknown, context: any, info: any) =>
        context.xe.Query.contact({ root, args: { id: root.contact.id }, context, info }),
    },
    assignee: {
      selectionSet: '{ assigned_agent { id } }',
      resolve: (root: any, _: unknown, context: any, info: any) =>
        found(listed(context, info, 'agents', '{ data { id name email } }'), root.assigned_agent.id),
    },
    inbox: {
      selectionSet: '{ inbox_id }',
      resolve: (root: any, _: unknown, context: any, info: any) =>
        found(listed(context, info, 'inboxes', '{ data { id name } }'), root.inbox_id),
    },
    messages: {
      selectionSet: '{ id }',
      resolve: (root: any, { limit }: any, context: any, info: any) =>
        context.xe.Query.messages({ root, args: { id: root.id, limit }, context, info }),
    },
  },
};
