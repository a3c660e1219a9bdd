/** A transcript as text. Every format shows the same lines: when, who, in which role, what. */
import type { Message } from '../domain.ts';

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
}

export function transcriptText(messages: readonly Message[], format: TranscriptFormat): string {
  return RENDERERS[format](messages.map(lineOf));
}

function lineOf({ createdAt, author, isPrivate, content }: Message): Line {
  return {
    at: createdAt,
    author: author.name ?? nameOfRole(author.role),
    role: author.role,
    isPrivate,
    content: content ?? '',
  };
}

function nameOfRole(role: string): string {
  return role.charAt(0) + role.slice(1).toLowerCase();
}

/** What goes on in further lines is indented: no message can look like another one's. */
function plainText(line: Line): string {
  return `${heading(line)}: ${rowsOf(line.content).join('\n    ')}\n`;
}

/** All that shows as a line break somewhere. */
const LINE_BREAK = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/;

function rowsOf(text: string): string[] {
  return text.split(LINE_BREAK);
}

function heading({ at, author, role, isPrivate }: Line): string {
  const when = at === null ? '' : `[${at.replace('T', ' ').replace(/\.\d+Z$/, ' UTC')}] `;
  return `${when}${rowsOf(author).join(' ')} (${role.toLowerCase()}${isPrivate ? ', private note' : ''})`;
}

function markdown(line: Line): string {
  const quoted = rowsOf(escapeMarkdown(line.content)).join('\n> ');
  return `**${escapeMarkdown(heading(line))}**\n\n> ${quoted}\n`;
}

function html(line: Line): string {
  const time =
    line.at === null ? '' : `<time datetime="${escapeHtml(line.at)}">${escapeHtml(line.at)}</time> `;
  const note = line.isPrivate ? ' class="private"' : '';
  const who = `<strong>${escapeHtml(line.author)}</strong> <em>${escapeHtml(line.role.toLowerCase())}</em>`;
  return `<li${note}>${time}${who}<p>${rowsOf(escapeHtml(line.content)).join('<br>')}</p></li>\n`;
}

function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()<>#+!|~-]/g, String.raw`\$&`);
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
