import { expect, test } from 'vitest';
import { exampleState, openDemo, openSite } from './site.ts';

interface WithFiles {
  activity_id?: number;
  files?: { id: number; name: string; content_type: string; size: number }[];
}

test('the first demo visitor sent four files, each downloadable', async () => {
  const { url, credential, ask } = await openDemo();
  const messages = (await ask('/conversations/demo-visitor-1/messages')).body as WithFiles[];
  const listed = messages.flatMap(({ activity_id: activity, files = [] }) =>
    files.map((file) => ({ activity, ...file })),
  );
  expect(listed.map(({ name }) => name).toSorted()).toEqual([
    'Bestellübersicht.csv',
    'invoice-48213.pdf',
    'photo.png',
    'screenshot.html',
  ]);
  for (const { activity, id, content_type: type, size } of listed) {
    const path = `/conversations/demo-visitor-1/files/${String(activity)}/${String(id)}`;
    const reply = await fetch(url + path, { headers: { 'x-api-key': credential } });
    expect(reply.headers.get('content-type')).toBe(type);
    expect(reply.headers.get('content-length')).toBe(String(size));
    expect((await reply.arrayBuffer()).byteLength).toBe(size);
  }
});

test('an attachment unless asked inline; names beyond ASCII are encoded', async () => {
  const { ask } = await openWithFile('Übersicht "a".csv');
  const disposition = async (query: string) =>
    (await ask(`/conversations/jane/files/1/9${query}`)).headers.get('content-disposition');
  const rest = `filename="_bersicht _a_.csv"; filename*=UTF-8''%C3%9Cbersicht%20%22a%22.csv`;
  expect(await disposition('')).toBe(`attachment; ${rest}`);
  expect(await disposition('?disposition=attachment')).toBe(`attachment; ${rest}`);
  expect(await disposition('?disposition=inline')).toBe(`inline; ${rest}`);
});

test('a file belongs to its message and conversation', async () => {
  const { ask } = await openWithFile('a.csv');
  expect((await ask('/conversations/jane/files/1/9')).body).toBe('a,b');
  expect((await ask('/conversations/jane/files/2/9')).status).toBe(404);
  expect((await ask('/conversations/jane/files/1/8')).status).toBe(404);
});

test('what a message tells of its files is an option', async () => {
  const { ask, settings } = await openWithFile('a.csv');
  const keys = async () =>
    ((await ask('/conversations/jane/messages')).body as object[]).map((row) => Object.keys(row));
  const documented = ['direction', 'body', 'timestamp', 'author'];
  expect(await keys()).toEqual([[...documented, 'activity_id', 'files'], documented]);
  settings.fileKey = 'attachments';
  expect(await keys()).toEqual([[...documented, 'activity_id', 'attachments'], documented]);
  settings.fileKey = 'none';
  settings.messageIds = true;
  expect(await keys()).toEqual([
    ['id', ...documented],
    ['id', ...documented],
  ]);
});

test('a file may be a stream of untold length', async () => {
  const { ask, state } = await openWithFile('a.csv');
  const file = state.conversations.get('jane')?.messages[0]?.files[0];
  if (file === undefined) throw new Error('the example lost its file');
  delete file.size;
  file.content = () => new Blob(['streamed']).stream();
  const { headers, body } = await ask('/conversations/jane/files/1/9');
  expect([body, headers.get('content-length')]).toEqual(['streamed', null]);
});

function openWithFile(name: string) {
  const state = exampleState();
  const content = new TextEncoder().encode('a,b');
  state.conversations.get('jane')?.messages[0]?.files.push({
    id: 9,
    name,
    contentType: 'text/csv',
    size: content.byteLength,
    content,
  });
  return openSite({ state });
}
