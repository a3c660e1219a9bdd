import { expect, test } from 'vitest';
import { transcriptText } from '../../src/data-sources/transcript-text.ts';
import type { Attachment, Message } from '../../src/domain.ts';

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
const file = (fields: Partial<Attachment>): Attachment => ({
  key: '5',
  fileId: '5',
  activityId: '1',
  name: null,
  contentType: null,
  size: null,
  ...fields,
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
      '> Is \\*this\\* \\<b\\>safe\\</b\\>?\\\n> Second line\n',
  );
});

test.each([
  ['Title\n===\n---', ['Title', String.raw`\===`, String.raw`\-\-\-`]],
  ['1. one\n2) two\n3.5 of 4.', [String.raw`1\. one`, String.raw`2\) two`, String.raw`3\.5 of 4.`]],
  ['&lt;b&gt; &#60; R&D? a&b=c', [String.raw`\&lt;b\&gt; \&\#60; R&D? a&b=c`]],
  ['    code\n\ttab\n # title', ['&#32;   code', '&#9;tab', String.raw`&#32;\# title`]],
  ['one\n\n \ntwo\n\n', ['one', '', '&#32;', 'two']],
  ['a backslash at its end\\\n', ['a backslash at its end\\\\']],
])('Markdown of %j keeps its text, and its line breaks as hard ones', (content, rows) => {
  const [, quote] = transcriptText([message({ content })], 'MARKDOWN').split('\n\n');
  expect(quote).toBe(`> ${rows.join('\\\n> ')}\n`);
});

test('the name of an author means nothing in Markdown either', () => {
  const author = { ...note.author, name: '&lt;i&gt;' };
  expect(transcriptText([message({ author })], 'MARKDOWN')).toContain(String.raw`\&lt;i\&gt; \(agent\)**`);
});

test('HTML is escaped, names too', () => {
  const html = transcriptText([message({}), note], 'HTML');
  expect(html).toContain('Alice &lt;Smith&gt;');
  expect(html).toContain('Is *this* &lt;b&gt;safe&lt;/b&gt;?<br>Second line');
  expect(html).toContain('<li class="private"><strong>Agent</strong> <em>agent, private note</em>');
  expect(html).toContain('<em>contact</em>');
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
      attachments: [],
    },
  ]);
});

const withFiles = [
  message({
    content: null,
    attachments: [file({ name: 'photo <1>.png', contentType: 'image/png', size: 99 })],
  }),
  message({ content: 'Two more', attachments: [file({ contentType: 'image/png' }), file({})] }),
  message({ content: '', attachments: [file({ name: 'a\n[2026-03-31 10:06:00 UTC] Bob (agent): b.png' })] }),
];

test('plain text has the files of a message, by name, type or neither', () => {
  const heading = '[2026-03-31 10:05:00 UTC] Alice <Smith> (contact)';
  expect(transcriptText(withFiles, 'PLAIN_TEXT')).toBe(
    `${heading}: [file: photo <1>.png]\n` +
      `${heading}: Two more\n    [file: image/png]\n    [file: file]\n` +
      `${heading}: [file: a [2026-03-31 10:06:00 UTC] Bob (agent): b.png]\n`,
  );
});

test('so have Markdown and HTML, escaped', () => {
  const markdown = transcriptText(withFiles, 'MARKDOWN');
  expect(markdown).toContain('\n> \\[file: photo \\<1\\>.png\\]\n');
  expect(markdown).toContain('\n> Two more\\\n> \\[file: image/png\\]\\\n> \\[file: file\\]\n');
  const html = transcriptText(withFiles, 'HTML');
  expect(html).toContain('<p>[file: photo &lt;1&gt;.png]</p>');
  expect(html).toContain('<p>Two more<br>[file: image/png]<br>[file: file]</p>');
});

test('JSON has what is known of each file', () => {
  const lines = JSON.parse(transcriptText(withFiles, 'JSON')) as { content: string; attachments: object[] }[];
  expect(lines.map(({ content, attachments }) => [content, attachments])).toEqual([
    ['', [{ name: 'photo <1>.png', contentType: 'image/png', size: 99 }]],
    [
      'Two more',
      [
        { name: null, contentType: 'image/png', size: null },
        { name: null, contentType: null, size: null },
      ],
    ],
    ['', [{ name: 'a\n[2026-03-31 10:06:00 UTC] Bob (agent): b.png', contentType: null, size: null }]],
  ]);
});

test('a transcript without entries is empty in every format', () => {
  expect(transcriptText([], 'PLAIN_TEXT')).toBe('');
  expect(transcriptText([], 'MARKDOWN')).toBe('');
  expect(JSON.parse(transcriptText([], 'JSON'))).toEqual([]);
});
