/** A transcript as text. Every format shows the same lines: when, who, in which role, what, and with which files. */
import type { Attachment, Message } from '../domain.ts';

export type TranscriptFormat = 'PLAIN_TEXT' | 'MARKDOWN' | 'HTML' | 'JSON';

const RENDERERS: Readonly<Record<TranscriptFormat, (lines: readonly Line[]) => string>> = {
  PLAIN_TEXT: (lines) => lines.map(plainText).join(''),
  MARKDOWN: (lines) => lines.map(markdown).join('\n'),
  HTML: (lines) => `<ol class="transcript">\n${lines.map(html).join('')}</ol>\n`,
  JSON: (lines) => JSON.stringify(lines, null, 2),
};

/** One entry of the JSON format; `at` is RFC 3339 in UTC or null, `role` an author role of the schema. */
interface Line {
  readonly at: string | null;
  readonly author: string;
  readonly role: string;
  readonly isPrivate: boolean;
  readonly content: string;
  readonly attachments: readonly FileLine[];
}

type FileLine = Pick<Attachment, 'name' | 'contentType' | 'size'>;

export function transcriptText(messages: readonly Message[], format: TranscriptFormat): string {
  return RENDERERS[format](messages.map(lineOf));
}

function lineOf({ createdAt, author, isPrivate, content, attachments }: Message): Line {
  return {
    at: createdAt,
    author: author.name ?? nameOfRole(author.role),
    role: author.role,
    isPrivate,
    content: content ?? '',
    attachments: attachments.map(({ name, contentType, size }) => ({ name, contentType, size })),
  };
}

function nameOfRole(role: string): string {
  return role.charAt(0) + role.slice(1).toLowerCase();
}

/** What goes on in further lines is indented: no message can look like another one's. */
function plainText(line: Line): string {
  return `${heading(line)}: ${rowsOf(line).join('\n    ')}\n`;
}

/** The text row by row, and a row for each file. */
function rowsOf({ content, attachments }: Line): string[] {
  return [...(content === '' ? [] : content.split(LINE_BREAK)), ...attachments.map(fileRow)];
}

/** All that shows as a line break somewhere. */
const LINE_BREAK = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/;

function inOneRow(text: string): string {
  return text.split(LINE_BREAK).join(' ');
}

function fileRow({ name, contentType }: FileLine): string {
  const known = [name, contentType].find((text) => text !== null && text !== '');
  return `[file: ${inOneRow(known ?? 'file')}]`;
}

function heading(line: Line): string {
  const { at, author } = line;
  const when = at === null ? '' : `[${at.replace('T', ' ').replace(/\.\d+Z$/, ' UTC')}] `;
  return `${when}${inOneRow(author)} (${standing(line)})`;
}

function standing({ role, isPrivate }: Line): string {
  return `${role.toLowerCase()}${isPrivate ? ', private note' : ''}`;
}

/** Rows end with hard breaks, for which there is no place at the end of a paragraph. */
function markdown(line: Line): string {
  const quoted = rowsOf(line).map(escapeMarkdown).join('\\\n> ');
  return `**${escapeMarkdown(heading(line))}**\n\n> ${quoted.replace(/(?:\\\n> )+$/, '')}\n`;
}

function html(line: Line): string {
  const time =
    line.at === null ? '' : `<time datetime="${escapeHtml(line.at)}">${escapeHtml(line.at)}</time> `;
  const note = line.isPrivate ? ' class="private"' : '';
  const who = `<strong>${escapeHtml(line.author)}</strong> <em>${escapeHtml(standing(line))}</em>`;
  return `<li${note}>${time}${who}<p>${rowsOf(line).map(escapeHtml).join('<br>')}</p></li>\n`;
}

/** Of one row: what would begin a block is escaped at its beginning, be it a heading's underline, an item of a list or, by white space, code. */
function escapeMarkdown(row: string): string {
  return row
    .replace(/[\\`*_{}[\]()<>#+!|~-]|&(?=#|\w+;)/g, String.raw`\$&`)
    .replace(/^=|(?<=^\d{1,9})\./, String.raw`\$&`)
    .replace(/^\s/, (space) => `&#${space.charCodeAt(0)};`);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
