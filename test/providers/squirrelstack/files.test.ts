import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { capabilitiesOf } from '../../../src/providers/capabilities.ts';
import type { DownloadFile, FileReference } from '../../../src/providers/provider.ts';
import { squirrelstack } from '../../../src/providers/squirrelstack/index.ts';
import { toMessages } from '../../../src/providers/squirrelstack/translate.ts';
import * as wire from '../../../src/providers/squirrelstack/wire.ts';
import { Secret } from '../../../src/secret.ts';
import { testCall } from '../../support/call.ts';
import { connect } from '../connect.ts';
import { startPlayback } from '../playback.ts';

const token = new Secret('visitor 7f3/a');
const file: FileReference = {
  conversation: token,
  activityId: '481',
  fileId: '7',
  disposition: 'ATTACHMENT',
};

async function start(replies: Record<string, string> = {}) {
  const playback = await startPlayback(replies);
  const options = { baseUrl: `${playback.origin}/api/v1/chat`, siteKey: 'site_key_1' };
  const connected = connect(squirrelstack, 'site', options);
  const { downloadFile } = connected.adapter;
  if (downloadFile === undefined) throw new Error('SquirrelStack has files.');
  return { ...connected, playback, downloadFile };
}

test.each([
  ['ATTACHMENT', 'attachment'],
  ['INLINE', 'inline'],
] as const)('a file is asked for as documented, %s', async (disposition, word) => {
  const path = '/api/v1/chat/conversations/visitor%207f3%2Fa/files/481/7';
  const { downloadFile, playback, sent } = await start({ [path]: 'the bytes' });
  const download = await downloadFile.open({ ...file, disposition }, testCall());
  if (download === null) throw new Error('There is such a file.');
  expect((await buffer(download.body)).toString()).toBe('the bytes');
  expect(playback.requests).toMatchObject([
    { method: 'GET', path, query: `disposition=${word}`, headers: { 'x-api-key': 'site_key_1' } },
  ]);
  expect(sent).toMatchObject([
    { template: '/api/v1/chat/conversations/:visitor_token/files/:activity_id/:id', budget: 'files' },
  ]);
});

test('a file that the provider does not know is null', async () => {
  const { downloadFile } = await start();
  expect(await downloadFile.open(file, testCall())).toBeNull();
});

test('it is a capability', async () => {
  expect(capabilitiesOf((await start()).adapter)).toContain('DOWNLOAD_FILE');
});

const problem: DownloadFile['problem'] = (reference) =>
  squirrelstack
    .connect(
      {
        source: 'site',
        fingerprint: () => '',
        send: () => Promise.reject(new Error('No call is made.')),
        download: () => Promise.reject(new Error('No call is made.')),
      },
      squirrelstack.config.parse({ siteKey: 'k' }),
    )
    .downloadFile?.problem(reference);

test.each(['0', '7', '0481', '9223372036854775807'])('%s may be an id', (id) => {
  expect(problem({ ...file, activityId: id, fileId: id })).toBeUndefined();
});

test.each(['', ' ', '-1', '1.5', '1e3', '0x1f', '../7', '7/8', '7?a=b', '٣', '7\n', '92233720368547758070'])(
  '%j is no id',
  (id) => {
    expect(problem({ ...file, activityId: id })).toContain(`activityId is ${JSON.stringify(id)};`);
    expect(problem({ ...file, fileId: id })).toContain(`fileId is ${JSON.stringify(id)};`);
  },
);

test('whatever passes for an id is digits', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (id) => {
      expect(problem({ ...file, fileId: id }) === undefined).toBe(/^[0-9]{1,19}$/.test(id));
    }),
  );
});

test('a file that is told under both names is one attachment', () => {
  const found = wire.messages([
    {
      direction: 'inbound',
      body: 'See this',
      activity_id: 481,
      files: [{ id: 7, name: 'a.txt' }],
      attachments: [
        { id: 7, name: 'a.txt' },
        { id: 8, name: 'b.txt' },
      ],
    },
  ]);
  const [message] = toMessages({ source: 'site', nativeId: token }, token, found.rows);
  expect(message?.attachments.map(({ fileId }) => fileId)).toEqual(['7', '8']);
});
