import { onTestFinished } from 'vitest';
import { startXeChat, XeChatState } from '../../../src/sandbox/xe-chat/index.ts';
import type { XeChatOptions } from '../../../src/sandbox/xe-chat/index.ts';
import { call, noon } from '../call.ts';
import type { Answer } from '../call.ts';

/** The account of the page's examples: Alice's conversation 1024 with Bob, newest of 84 open ones. */
export function exampleState(): XeChatState {
  const state = new XeChatState();
  state.addInbox({ id: 3, name: 'Website Live Chat', channelType: 'live_chat', isEnabled: true });
  state.addInbox({ id: 4, name: 'Support Email', channelType: 'email', isEnabled: true });
  state.addAgent({
    id: 7,
    name: 'Bob Jones',
    email: 'bob@yourcompany.com',
    role: 'agent',
    availability: 'online',
  });
  state.addContact({
    id: 55,
    name: 'Alice Smith',
    email: 'alice@example.com',
    phone: '+1 555 000 1234',
    conversationCount: 3,
    createdAt: Date.parse('2026-01-15T09:00:00Z'),
  });
  state.addConversation({
    id: 1024,
    status: 'open',
    inboxId: 3,
    contactId: 55,
    agentId: 7,
    unreadCount: 2,
    lastActivityAt: Date.parse('2026-03-31T11:45:00Z'),
    createdAt: Date.parse('2026-03-31T10:00:00Z'),
    updatedAt: Date.parse('2026-03-31T11:45:00Z'),
  });
  const message = { conversationId: 1024, private: false };
  state.addMessage({
    ...message,
    id: 2001,
    type: 'incoming',
    content: 'Hi, I have a question about my order.',
    sender: { type: 'contact', id: 55 },
    createdAt: Date.parse('2026-03-31T10:05:00Z'),
  });
  state.addMessage({
    ...message,
    id: 2002,
    type: 'outgoing',
    content: "Hi Alice! I'd be happy to help. What is your order number?",
    sender: { type: 'agent', id: 7 },
    createdAt: Date.parse('2026-03-31T10:08:00Z'),
  });
  return state;
}

/** A running account, closed with the test, and a way to call it with its key. */
export async function openAccount(options: XeChatOptions = {}) {
  const account = await startXeChat({ state: exampleState(), now: () => noon, ...options });
  onTestFinished(account.close);
  const ask = (path: string, request: { method?: string; json?: unknown } = {}): Promise<Answer> =>
    call(account.url + path, { ...request, headers: { authorization: `Bearer ${account.credential}` } });
  return { ...account, ask };
}
