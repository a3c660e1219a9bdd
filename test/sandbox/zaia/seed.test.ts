import { expect, test } from 'vitest';
import { createZaiaApp } from '../../../src/sandbox/zaia/index.ts';
import type { ZaiaOptions } from '../../../src/sandbox/zaia/index.ts';
import { noon } from '../call.ts';

const generate = (options: ZaiaOptions = {}) => createZaiaApp({ now: () => noon, ...options }).state;

test('320 chats over five channel types, some without channel, title, message, or removed', () => {
  const state = generate();
  const chats = [...state.chats.values()];
  expect(chats).toHaveLength(320);
  expect(new Set(Array.from(state.channels.values(), ({ type }) => type))).toEqual(
    new Set(['widget', 'waha', 'whatsapp', 'instagram', 'api']),
  );
  for (const isSo of [
    (chat: (typeof chats)[number]) => chat.channelId === null,
    (chat: (typeof chats)[number]) => chat.title === null,
    (chat: (typeof chats)[number]) => chat.lastChatMessageCreatedAt === null,
    (chat: (typeof chats)[number]) => chat.isRemoved,
    (chat: (typeof chats)[number]) => chat.ticket !== null,
  ]) {
    const count = chats.filter(isSo).length;
    expect(count).toBeGreaterThan(2);
    expect(count).toBeLessThan(120);
  }
  for (const chat of chats) {
    expect(state.owners.has(chat.ownerId)).toBe(true);
    expect(state.responders.has(chat.responders.at(-1)?.responderId ?? '')).toBe(true);
    expect(chat.updatedAt).toBeLessThanOrEqual(noon);
  }
});

test('the same seed and clock give the same rows; sizes are as asked', () => {
  const rows = (options?: ZaiaOptions) => [...generate(options).chats.values()];
  expect(rows()).toEqual(rows());
  expect(rows({ seed: 2 })).not.toEqual(rows());
  expect(rows({ sizes: { chats: 7 } })).toHaveLength(7);
});
