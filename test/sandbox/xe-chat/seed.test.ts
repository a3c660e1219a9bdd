import { expect, test } from 'vitest';
import { createXeChatApp } from '../../../src/sandbox/xe-chat/index.ts';
import type { XeChatOptions } from '../../../src/sandbox/xe-chat/index.ts';
import { noon } from '../call.ts';

const day = 86_400_000;
const generate = (options: XeChatOptions = {}) => createXeChatApp({ now: () => noon, ...options }).state;

test('an account in use: 420 conversations, two of them very long', () => {
  const state = generate();
  expect(state.conversations.size).toBe(420);
  expect(state.contacts.size).toBe(200);
  expect(state.agents.size).toBe(10);
  const channels = Array.from(state.inboxes.values(), ({ channelType }) => channelType);
  expect(channels).toEqual(expect.arrayContaining(['live_chat', 'email', 'whatsapp', 'instagram']));
  expect([...state.messages.values()].filter((thread) => thread.length > 250)).toHaveLength(2);
  const statuses = new Set(Array.from(state.conversations.values(), ({ status }) => status));
  expect(statuses).toEqual(new Set(['open', 'pending', 'snoozed', 'resolved']));
});

test('rows agree with each other and with the clock', () => {
  const state = generate();
  for (const row of state.conversations.values()) {
    const thread = state.messages.get(row.id) ?? [];
    expect(thread.length).toBeGreaterThan(0);
    expect(row.createdAt).toBe(thread[0]?.createdAt);
    expect(row.lastActivityAt).toBe(thread.at(-1)?.createdAt);
    expect(row.lastActivityAt).toBeLessThanOrEqual(noon);
    expect(state.contacts.get(row.contactId)?.createdAt).toBeLessThan(row.createdAt);
    expect(thread.map(({ createdAt }) => createdAt)).toEqual(
      thread.map((m) => m.createdAt).toSorted((a, b) => a - b),
    );
  }
  const counted = [...state.contacts.values()].reduce(
    (sum, { conversationCount }) => sum + conversationCount,
    0,
  );
  expect(counted).toBe(420);
  const recent = [...state.conversations.values()].filter((row) => row.lastActivityAt > noon - 3 * day);
  expect(recent.length).toBeGreaterThan(20);
});

test('no gap is left in a text', () => {
  for (const thread of generate().messages.values()) {
    for (const { content } of thread) expect(content).not.toMatch(/[{}]|undefined/);
  }
});

test('the same seed and clock give the same rows, another seed others', () => {
  const rows = (options?: XeChatOptions) => [...generate(options).conversations.values()];
  expect(rows()).toEqual(rows());
  expect(rows({ seed: 2 })).not.toEqual(rows());
});

test('sizes are as asked', () => {
  const state = generate({ sizes: { conversations: 137, contacts: 3, agents: 0, longThreads: 0 } });
  expect([state.conversations.size, state.contacts.size, state.agents.size]).toEqual([137, 3, 0]);
  expect(generate({ sizes: { conversations: 0 } }).conversations.size).toBe(0);
});
