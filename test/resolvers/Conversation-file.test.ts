import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startRig, type Rig } from '../support/gateway.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig({}, { cache: { enabled: false } });
});
afterAll(() => rig.close());
beforeEach(() => rig.calls());

const FILE = `query ($source: String!, $id: String!, $activityId: String!, $fileId: String!, $disposition: FileDisposition) {
  conversation: nodeByNativeId(source: $source, type: CONVERSATION, nativeId: $id) {
    id
    ... on Conversation { file(activityId: $activityId, fileId: $fileId, disposition: $disposition) { url expiresAt } }
  }
}`;

interface Found {
  readonly conversation: { readonly file: { readonly url: string; readonly expiresAt: string } | null };
}

const ask = (ids: object) =>
  rig.query<Found>(FILE, {
    source: 'site',
    id: 'demo-visitor-1',
    activityId: '1',
    fileId: '1',
    disposition: 'ATTACHMENT',
    ...ids,
  });

test('a link at the request’s own origin, for one look at the conversation', async () => {
  const { data, errors } = await ask({});
  expect(errors).toBeUndefined();
  const url = data.conversation.file?.url ?? '';
  expect(url).toMatch(/^http:\/\/gateway\.test\/files\/[\w-]+$/);
  expect(rig.calls()).toHaveLength(1);
  const response = await rig.gateway.fetch(new Request(url));
  expect(response.status).toBe(200);
  await response.arrayBuffer();
  expect(rig.calls()).toEqual([
    'GET /api/v1/chat/conversations/demo-visitor-1/files/1/1?disposition=attachment',
  ]);
});

test('a link to what is not there is made, and leads nowhere', async () => {
  const { data } = await ask({ fileId: '999' });
  expect((await rig.gateway.fetch(new Request(data.conversation.file?.url ?? ''))).status).toBe(404);
});

test.each([
  [{ activityId: 'abc' }, /^activityId is "abc"; .* integers/],
  [{ fileId: '1/../2' }, /^fileId is "1\/..\/2"; .* integers/],
  [{ fileId: '' }, /^fileId is ""; .* integers/],
])('%j is BAD_USER_INPUT', async (ids, message) => {
  const { data, errors } = await ask(ids);
  expect(data.conversation.file).toBeNull();
  expect(errors).toEqual([
    expect.objectContaining({
      message: expect.stringMatching(message) as string,
      path: ['conversation', 'file'],
      extensions: expect.objectContaining({ code: 'BAD_USER_INPUT', source: 'site' }) as object,
    }),
  ]);
  expect(rig.calls()).toHaveLength(1);
});

test.each([
  ['xe', () => [...rig.sandbox.xeChat.state.conversations.keys()][0], 'Xe Chat'],
  ['ebbot', () => [...rig.sandbox.ebbot.state.chats.keys()][0], 'Ebbot'],
  ['zaia', () => [...rig.sandbox.zaia.state.chats.keys()][0], 'Zaia'],
])('%s has no files: UNSUPPORTED', async (source, firstId, name) => {
  const { data, errors } = await ask({ source, id: String(firstId()) });
  expect(data.conversation.file).toBeNull();
  expect(errors).toEqual([
    expect.objectContaining({
      message: `${name} cannot download files.`,
      path: ['conversation', 'file'],
      extensions: expect.objectContaining({ code: 'UNSUPPORTED', source }) as object,
    }),
  ]);
  // The cheapest proof that it exists.
  expect(rig.calls()).toHaveLength(1);
});
