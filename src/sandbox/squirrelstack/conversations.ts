import { Hono } from 'hono';
import type { SandboxEnv } from '../shared/env.ts';
import { Refusal } from '../shared/refusal.ts';
import { toSecondIso } from '../shared/time.ts';
import { limiter } from './access.ts';
import { fileReply } from './file-reply.ts';
import { checkEmail, checkLength, invalid, readTexts } from './input.ts';
import type { SquirrelStackSettings } from './settings.ts';
import type { SquirrelConversation, SquirrelMessage, SquirrelStackState } from './state.ts';

/** The five endpoints of the chat widget. */
export function widgetRoutes(state: SquirrelStackState, settings: SquirrelStackSettings): Hono<SandboxEnv> {
  const routes = new Hono<SandboxEnv>();
  const limit = limiter(settings);

  routes.get('/config', limit('config'), (context) => context.json({ greeting: state.greeting }));

  routes.post('/conversations', limit('create'), async (context) => {
    const texts = await readTexts(context, ['name', 'email', 'message', 'visitor_token']);
    const { name, email, message, visitor_token: visitorToken } = texts;
    if (Object.values(texts).includes('')) {
      throw invalid('Name, email, message, and visitor_token are required');
    }
    checkEmail(email);
    checkLength(message);
    if (state.conversations.has(visitorToken)) {
      throw new Refusal(409, { error: 'A conversation with this visitor token already exists' });
    }
    const conversationToken = settings.conversationToken();
    const conversation = state.addConversation({ visitorToken, conversationToken, name, email });
    say(conversation, message);
    return context.json({ conversation_token: conversationToken, auto_reply: state.autoReply }, 201);
  });

  routes.get('/conversations/:visitor_token/messages', limit('messages'), (context) => {
    const { messages } = find(context.req.param('visitor_token'));
    const since = context.req.query('since');
    return context.json(after(messages, since).map((message) => wire(message, settings)));
  });

  routes.post('/conversations/:visitor_token/messages', limit('reply'), async (context) => {
    const conversation = find(context.req.param('visitor_token'));
    const { message } = await readTexts(context, ['message']);
    if (message === '') throw invalid('Message is required');
    checkLength(message);
    say(conversation, message);
    conversation.status = 'open';
    return context.json({ status: 'ok' }, 201);
  });

  routes.get('/conversations/:visitor_token/files/:activity_id/:id', limit('files'), (context) => {
    const { visitor_token: token, activity_id: activityId, id } = context.req.param();
    const message = find(token).messages.find((row) => String(row.id) === activityId);
    const file = message?.files.find((row) => String(row.id) === id);
    if (file === undefined) throw new Refusal(404, { error: 'File not found' });
    return fileReply(file, context.req.query('disposition'));
  });

  function find(visitorToken: string): SquirrelConversation {
    const conversation = state.conversations.get(visitorToken);
    if (conversation === undefined) throw new Refusal(404, { error: 'Conversation not found' });
    return conversation;
  }

  function say(conversation: SquirrelConversation, body: string): void {
    const { name: author } = conversation;
    state.addMessage(conversation, { direction: 'inbound', body, timestamp: settings.now(), author });
  }

  function after(messages: SquirrelMessage[], since: string | undefined): SquirrelMessage[] {
    if (since === undefined || since === '') return messages;
    const moment = Date.parse(since);
    if (Number.isNaN(moment)) throw invalid('Invalid since');
    // Compared as shown: to the second.
    return messages.filter(({ timestamp }) => {
      const shown = Math.floor(timestamp / 1000) * 1000;
      return settings.since === 'inclusive' ? shown >= moment : shown > moment;
    });
  }

  return routes;
}

/** A message as documented, and what it takes to ask for its files where it has any. */
function wire(message: SquirrelMessage, { messageIds, fileKey }: SquirrelStackSettings) {
  const { id, direction, body, timestamp, author } = message;
  const files = message.files.map((file) => ({
    id: file.id,
    name: file.name,
    content_type: file.contentType,
    ...(file.size === undefined ? {} : { size: file.size }),
  }));
  return {
    ...(messageIds ? { id } : {}),
    direction,
    body,
    timestamp: toSecondIso(timestamp),
    author,
    ...(files.length > 0 && fileKey !== 'none' ? { activity_id: id, [fileKey]: files } : {}),
  };
}
