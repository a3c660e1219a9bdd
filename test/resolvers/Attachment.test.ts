import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startRig, type Rig } from '../support/gateway.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig({}, { cache: { enabled: false }, publicUrl: 'https://chat.example/gate/' });
});
afterAll(() => rig.close());
beforeEach(() => {
  delete rig.sandbox.squirrelstack.settings.reshape;
  rig.calls();
});

interface Attachment {
  readonly id: string;
  readonly name: string;
  readonly link: { readonly url: string; readonly expiresAt: string } | null;
}

async function attachmentsOf(visitor: string, fields = 'id name link { url expiresAt }') {
  const { data, errors } = await rig.query<{
    found: { messages: { nodes: { attachments: Attachment[] }[] } } | null;
  }>(
    `query ($visitor: String!) {
      found: nodeByNativeId(source: "site", type: CONVERSATION, nativeId: $visitor) {
        ... on Conversation { messages(first: 100) { nodes { attachments { ${fields} } } } }
      }
    }`,
    { visitor },
  );
  expect(errors).toBeUndefined();
  return data.found?.messages.nodes.flatMap(({ attachments }) => attachments) ?? [];
}

const visitors = Array.from({ length: 15 }, (_, index) => `demo-visitor-${index + 1}`);

test('ids are unique over all attachments, the same each time, and tell nothing', async () => {
  // The same file id under each message, as a provider may number them.
  rig.sandbox.squirrelstack.settings.reshape = ({ body }) =>
    Array.isArray(body)
      ? body.map((row: { files?: object[] }, index) => ({
          ...row,
          activity_id: index + 1,
          files: (row.files ?? []).map((file) => ({ ...file, id: 1 })),
        }))
      : body;
  const read = async () => (await Promise.all(visitors.map((each) => attachmentsOf(each, 'id')))).flat();
  const ids = (await read()).map(({ id }) => id);
  expect(ids.length).toBeGreaterThan(6);
  expect(new Set(ids).size).toBe(ids.length);
  expect((await read()).map(({ id }) => id)).toEqual(ids);
  for (const id of ids) expect(id).toMatch(/^[\w-]{24}$/);
});

test('each link leads to its file', async () => {
  const attachments = await attachmentsOf('demo-visitor-1');
  const state = rig.sandbox.squirrelstack.state.conversations.get('demo-visitor-1');
  const files = state?.messages.flatMap((message) => message.files) ?? [];
  expect(attachments.map(({ name }) => name).toSorted()).toEqual(files.map(({ name }) => name).toSorted());
  for (const { name, link } of attachments) {
    const response = await rig.gateway.fetch(new Request(link?.url.replace('/gate', '') ?? ''));
    const content = files.find((file) => file.name === name)?.content as Uint8Array;
    expect(Buffer.from(content).equals(Buffer.from(await response.arrayBuffer()))).toBe(true);
  }
});

test('a link starts at the public URL and says how long it works', async () => {
  const before = Date.now();
  for (const { link } of await attachmentsOf('demo-visitor-1')) {
    expect(link?.url).toMatch(/^https:\/\/chat\.example\/gate\/files\/[\w-]+$/);
    const left = Date.parse(link?.expiresAt ?? '') - before;
    expect(left).toBeGreaterThanOrEqual(900_000);
    expect(left).toBeLessThan(960_000);
  }
});

test('links cost no call', async () => {
  await attachmentsOf('demo-visitor-1', 'id');
  const without = rig.calls();
  await attachmentsOf('demo-visitor-1', 'id link { url } shown: link(disposition: INLINE) { url }');
  expect(rig.calls()).toEqual(without);
});

test('the disposition is part of the link', async () => {
  const fields = 'id name link { url expiresAt } shown: link(disposition: INLINE) { url }';
  const [first] = (await attachmentsOf('demo-visitor-1', fields)) as (Attachment & {
    shown: { url: string };
  })[];
  const response = await rig.gateway.fetch(new Request(first?.shown.url.replace('/gate', '') ?? ''));
  await response.arrayBuffer();
  expect(response.headers.get('content-disposition')).toMatch(/^inline; /);
  expect(first?.shown.url).not.toBe(first?.link?.url);
});

test.each([
  ['no message is named', { activity_id: undefined }],
  ['its ids are none that can be asked for', { activity_id: '../1' }],
  ['the file has no id', { activity_id: 1, files: [{ name: 'photo.png' }] }],
])('there is no link where %s', async (_name, change) => {
  rig.sandbox.squirrelstack.settings.reshape = ({ body }) =>
    Array.isArray(body) ? body.map((row: object) => ({ ...row, ...change })) : body;
  const attachments = await attachmentsOf('demo-visitor-1');
  expect(attachments.length).toBeGreaterThanOrEqual(4);
  for (const { link } of attachments) expect(link).toBeNull();
});
