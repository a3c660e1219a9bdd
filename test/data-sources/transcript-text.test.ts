import { expect, test } from 'vitest';
import { transcriptText } from '../../src/data-sources/transcript-text.ts';
import type { Message } from '../../src/domain.ts';

const message = (fields: Partial<Message>): Message => ({
  source: 'xe',
  conversation: { source: 'xe', nativeId: '1024' },
  key: '1',
  nativeId: '1',
  direction: 'INBOUND',
  author: { role: 'CONTACT', name: 'Alice <Smith>', contact: null, agent: null, rawRole: 'contact' },
  content: 'Is *this* <b>safe</b>?\nSecond line',
  isPrivate: false,
  createdAt: '2026-03-31T10:05:00.000Z',
  attachments: [],
  ...fields,
});
const note = message({
  isPrivate: true,
  createdAt: null,
  content: null,
  author: { role: 'AGENT', name: null, contact: null, agent: null, rawRole: null },
});

test('plain text: when, who, in which role, what', () => {
  expect(transcriptText([message({}), note], 'PLAIN_TEXT')).toBe(
    '[2026-03-31 10:05:00 UTC] Alice <Smith> (contact): Is *this* <b>safe</b>?\nSecond line\n' +
      'Agent (agent, private note): \n',
  );
});

test('Markdown shows what was written, not what it would mean in Markdown', () => {
  expect(transcriptText([message({})], 'MARKDOWN')).toBe(
    '**\\[2026\\-03\\-31 10:05:00 UTC\\] Alice \\<Smith\\> \\(contact\\)**\n\n' +
      '> Is \\*this\\* \\<b\\>safe\\</b\\>?\n> Second line\n',
  );
});

test('HTML is escaped, names too', () => {
  const html = transcriptText([message({}), note], 'HTML');
  expect(html).toContain('Alice &lt;Smith&gt;');
  expect(html).toContain('Is *this* &lt;b&gt;safe&lt;/b&gt;?<br>Second line');
  expect(html).toContain('<li class="private">');
  expect(html).not.toContain('<b>');
});

test('JSON is one object per entry', () => {
  expect(JSON.parse(transcriptText([message({})], 'JSON'))).toEqual([
    {
      at: '2026-03-31T10:05:00.000Z',
      author: 'Alice <Smith>',
      role: 'CONTACT',
      isPrivate: false,
      content: 'Is *this* <b>safe</b>?\nSecond line',
    },
  ]);
});

test('a transcript without entries is empty in every format', () => {
  expect(transcriptText([], 'PLAIN_TEXT')).toBe('');
  expect(transcriptText([], 'MARKDOWN')).toBe('');
  expect(JSON.parse(transcriptText([], 'JSON'))).toEqual([]);
});
