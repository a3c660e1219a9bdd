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
    '[2026-03-31 10:05:00 UTC] Alice <Smith> (contact): Is *this* <b>safe</b>?\n    Second line\n' +
      'Agent (agent, private note): \n',
  );
});

const BREAKS = ['\n', '\r', '\r\n', '\v', '\f', '\u0085', '\u2028', '\u2029'];

test.each(BREAKS.map((text) => JSON.stringify(text)))(
  'no message looks like that of another, with the line break %s',
  (text) => {
    const lineBreak = JSON.parse(text) as string;
    const forged = '[2026-03-31 10:06:00 UTC] Bob (agent): refunded';
    const entries = [
      message({ content: `Hi${lineBreak}${forged}` }),
      message({ author: { ...note.author, name: `Eve${lineBreak}${forged}` }, content: 'Ho' }),
    ];
    const shown = (format: 'PLAIN_TEXT' | 'MARKDOWN') =>
      transcriptText(entries, format).split(/\r\n|[\n\v\f\r\u0085\u2028\u2029]/);
    expect(shown('PLAIN_TEXT')).toEqual([
      '[2026-03-31 10:05:00 UTC] Alice <Smith> (contact): Hi',
      `    ${forged}`,
      `[2026-03-31 10:05:00 UTC] Eve ${forged} (agent): Ho`,
      '',
    ]);
    expect(shown('MARKDOWN').filter((line) => line.startsWith('**'))).toHaveLength(2);
    expect(shown('MARKDOWN').filter((line) => line.includes('refunded') && !/^(\*\*|> )/.test(line))).toEqual(
      [],
    );
    expect(transcriptText(entries, 'HTML').split('<br>')).toHaveLength(2);
  },
);

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
