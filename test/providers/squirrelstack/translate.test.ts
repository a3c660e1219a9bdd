import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toConversation, toInbox, toMessages } from '../../../src/providers/squirrelstack/translate.ts';
import * as wire from '../../../src/providers/squirrelstack/wire.ts';
import { row } from '../../../src/providers/wire.ts';
import { Secret } from '../../../src/secret.ts';

const token = new Secret('tok-1234567/8');
const seen = { source: 'site', nativeId: token };
const messages = (...payload: object[]) => toMessages(seen, token, wire.messages(payload).rows);

const hello = { direction: 'inbound', body: 'Hello?', timestamp: '2025-01-15T10:30:00Z', author: 'Jane Doe' };

test('equal messages of one second differ in their keys', () => {
  const keys = messages(hello, hello, { ...hello, body: 'Hi' }, hello).map(({ key }) => key);
  expect(new Set(keys).size).toBe(4);
});

test.each([
  { body: 'Hello' },
  { author: 'Jane' },
  { direction: 'outbound' },
  { timestamp: '2025-01-15T10:30:01Z' },
])('a message with another %j has another key', (change) => {
  expect(messages({ ...hello, ...change })[0]?.key).not.toBe(messages(hello)[0]?.key);
});

test('keys do not depend on where reading began', () => {
  const message = fc.record({
    direction: fc.constantFrom('inbound', 'outbound'),
    body: fc.constantFrom('a', 'b'),
    author: fc.constant('x'),
    timestamp: fc.constantFrom('2025-01-15T10:30:00Z', '2025-01-15T10:30:01Z', '2025-01-15T10:30:02Z'),
  });
  fc.assert(
    fc.property(fc.array(message), (unsorted) => {
      const all = unsorted.toSorted((a, b) => a.timestamp.localeCompare(b.timestamp));
      const keys = messages(...all).map(({ key }) => key);
      expect(new Set(keys).size).toBe(all.length);
      const later = all.filter(({ timestamp }) => timestamp > '2025-01-15T10:30:00Z');
      expect(messages(...later).map(({ key }) => key)).toEqual(keys.slice(all.length - later.length));
    }),
  );
});

test('a message with an id is known by it', () => {
  expect(messages({ ...hello, id: 91 })).toMatchObject([{ key: '91', nativeId: '91' }]);
});

test('messages are oldest first, whatever the order of the reply', () => {
  const at = (minute: number, body: string) => ({ ...hello, timestamp: `2025-01-15T10:${minute}:00Z`, body });
  const order = (...payload: object[]) => messages(...payload).map(({ content }) => content);
  expect(order(at(40, 'c'), at(30, 'a'), at(35, 'b'))).toEqual(['a', 'b', 'c']);
  expect(order(at(30, 'a'), at(30, 'b'), at(30, 'c'))).toEqual(['a', 'b', 'c']);
  expect(order(at(30, 'a'), { ...hello, timestamp: 'soon', body: 'b' }, at(30, 'c'))).toEqual([
    'a',
    'b',
    'c',
  ]);
});

test('those of one second are in the order of the reply, or against it where that is newest first', () => {
  const at = (second: string, body: string) => ({ ...hello, timestamp: `2025-01-15T10:30:${second}Z`, body });
  const order = (...payload: object[]) => messages(...payload).map(({ content }) => content);
  expect(order(at('01', 'c'), at('00', 'b'), at('00', 'a'))).toEqual(['a', 'b', 'c']);
  expect(order(at('01', 'd'), at('01', 'c'), at('00', 'a'))).toEqual(['a', 'c', 'd']);
  expect(order(at('01', 'c'), { ...hello, timestamp: 'soon', body: 'b' }, at('00', 'a'))).toEqual([
    'a',
    'b',
    'c',
  ]);
  expect(order(at('00', 'a'), at('00', 'b'), at('01', 'c'))).toEqual(['a', 'b', 'c']);
  expect(order(at('00', 'a'), at('00', 'b'))).toEqual(['a', 'b']);
  expect(order(at('01', 'b'), at('01', 'c'), at('00', 'a'), at('02', 'd'))).toEqual(['a', 'b', 'c', 'd']);
});

test('odd values do not fail the list', () => {
  expect(
    messages({}, { direction: 'sideways', body: null, timestamp: 'soon', author: 5, files: 'none' }),
  ).toMatchObject([
    {
      direction: null,
      content: null,
      createdAt: null,
      author: { role: 'UNKNOWN', name: null },
      attachments: [],
    },
    {
      direction: null,
      content: null,
      createdAt: null,
      author: { role: 'UNKNOWN', name: '5' },
      attachments: [],
    },
  ]);
});

test.each([
  [
    { activity_id: 12, files: [{ id: 5, name: 'a.png', content_type: 'image/png', size: 99 }] },
    { fileId: '5', activityId: '12', name: 'a.png', contentType: 'image/png', size: 99 },
  ],
  [
    { id: 3, attachments: [{ id: '5', filename: 'a.png', contentType: 'image/png', byte_size: 99 }] },
    { fileId: '5', activityId: '3', name: 'a.png', contentType: 'image/png', size: 99 },
  ],
  [
    { files: [{ id: 5, activity_id: 12 }] },
    { fileId: '5', activityId: '12', name: null, contentType: null, size: null },
  ],
  [{ files: [null, { id: 5 }] }, { fileId: '5', activityId: null }],
  [
    { id: 3, attachments: [{ filename: 'photo.png' }] },
    { fileId: null, activityId: '3', name: 'photo.png', contentType: null, size: null },
  ],
])('the files of %j', (payload, attachment) => {
  expect(messages({ ...hello, ...payload })[0]?.attachments).toMatchObject([attachment]);
});

test('files without ids are told apart by what is known of them', () => {
  const files = [{ name: 'a.png' }, { name: 'a.png', size: 7 }, { name: 'b.png' }];
  const [found] = messages({ ...hello, files, attachments: files });
  expect(found?.attachments.map(({ name, size }) => [name, size])).toEqual([
    ['a.png', null],
    ['a.png', 7],
    ['b.png', null],
  ]);
  expect(new Set(found?.attachments.map(({ key }) => key)).size).toBe(3);
});

test('raw is the payload without its secrets', () => {
  const raw = {
    ...hello,
    mood: 'fine',
    visitor_token: 'tok-1234567/8',
    files: [{ id: 5, conversation_token: 'c', url: '/conversations/tok-1234567%2F8/files/1/5' }],
    link: 'https://x.example/?t=tok-1234567/8',
  };
  expect(messages(raw)[0]?.raw).toEqual({
    ...hello,
    mood: 'fine',
    files: [{ id: 5, url: '/conversations/[redacted]/files/1/5' }],
    link: 'https://x.example/?t=[redacted]',
  });
});

test('a payload of nothing but brackets is survived', () => {
  const brackets: unknown = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000));
  expect(messages({ ...hello, brackets })).toMatchObject([{ content: 'Hello?' }]);
});

test('a token too short to be a secret does not eat words', () => {
  const rows = wire.messages([hello]).rows;
  expect(toMessages(seen, new Secret('ell'), rows)[0]?.raw).toEqual(hello);
});

test.each(['tok5x', 'a', '7', '$&', 'a/b', 'é+1', '(x'])(
  'a token as short as %j is hidden where it stands alone',
  (short) => {
    const encoded = encodeURIComponent(short);
    const raw = {
      ...hello,
      visitor: short,
      id: Number.isNaN(Number(short)) ? 91 : Number(short),
      deep: [{ encoded }],
      url: `https://x.example/c/${encoded}?t=${encoded}&u=1#${encoded}`,
      path: `/conversations/${short}`,
      html: `<a href="/c/${encoded}">file</a>, <img src='c/${encoded}'/>; see https://x.example/c/${encoded}/files/1/5, https://x.example/c/${encoded}.`,
      nested: `https://x.example/?next=${encodeURIComponent(`/c/${short}/files`)}`,
      words: `e${short}e x${short} ${short}`,
    };
    const [message] = toMessages(seen, new Secret(short), wire.messages([raw]).rows);
    expect(message?.raw).toEqual({
      ...raw,
      visitor: '[redacted]',
      id: Number.isNaN(Number(short)) ? 91 : '[redacted]',
      deep: [{ encoded: '[redacted]' }],
      url: 'https://x.example/c/[redacted]?t=[redacted]&u=1#[redacted]',
      path: '/conversations/[redacted]',
      html: `<a href="/c/[redacted]">file</a>, <img src='c/[redacted]'/>; see https://x.example/c/[redacted]/files/1/5, https://x.example/c/[redacted].`,
      nested: 'https://x.example/?next=%2Fc%2F[redacted]%2Ffiles',
    });
  },
);

test('a short token is no part of what is longer', () => {
  const raw = { ...hello, url: 'https://x.example/ok-1/ok.png?t=ok%20so&u=look/ok_2', time: '10/oktober' };
  expect(toMessages(seen, new Secret('ok'), wire.messages([raw]).rows)[0]?.raw).toEqual(raw);
});

test('a conversation without messages has no times', () => {
  expect(toConversation('site', token, [])).toMatchObject({
    createdAt: null,
    lastActivityAt: null,
    lastMessage: null,
  });
});

test('a widget without a greeting', () => {
  expect(toInbox('site', row(wire.config)({}))).toMatchObject({ nativeId: 'widget', greeting: null });
});
