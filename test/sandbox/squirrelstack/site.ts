import { onTestFinished } from 'vitest';
import { SquirrelStackState, startSquirrelStack } from '../../../src/sandbox/squirrelstack/index.ts';
import type { SquirrelStackOptions } from '../../../src/sandbox/squirrelstack/index.ts';
import { call, noon } from '../call.ts';
import type { Answer } from '../call.ts';

/** The site of the page's examples: Jane Doe asks about billing. */
export function exampleState(): SquirrelStackState {
  const state = new SquirrelStackState();
  const jane = state.addConversation({
    visitorToken: 'jane',
    conversationToken: 'abc',
    name: 'Jane Doe',
    email: 'jane.doe@example.com',
  });
  state.addMessage(jane, {
    direction: 'inbound',
    body: 'Hi, I need help with billing.',
    timestamp: Date.parse('2025-01-15T10:30:00Z'),
    author: 'Jane Doe',
  });
  state.addMessage(jane, {
    direction: 'outbound',
    body: 'Sure! Let me look into that for you.',
    timestamp: Date.parse('2025-01-15T10:35:00Z'),
    author: 'Support',
  });
  return state;
}

/** A running site with the example, closed with the test, and a way to call it with its key. */
export function openSite(options: SquirrelStackOptions = {}) {
  return openDemo({ state: exampleState(), ...options });
}

/** As openSite, with the generated conversations of the demo visitors. */
export async function openDemo(options: SquirrelStackOptions = {}) {
  const site = await startSquirrelStack({ now: () => noon, ...options });
  onTestFinished(site.close);
  const ask = (
    path: string,
    request: { method?: string; json?: unknown; headers?: Record<string, string> } = {},
  ): Promise<Answer> =>
    call(site.url + path, { ...request, headers: { 'x-api-key': site.credential, ...request.headers } });
  return { ...site, ask };
}

export const newcomer = {
  name: 'Ann',
  email: 'ann@example.com',
  message: 'Do you ship to Iceland?',
  visitor_token: 'ann',
};
