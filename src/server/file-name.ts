/** Names of files as RFC 6266 has them: read from strangers, written for whoever saves the file. */
import type { FileDisposition } from '../domain.ts';

const EXTENDED = /;\s*filename\*\s*=\s*(utf-8|iso-8859-1)'[^']*'([^\s;]+)/i;
const QUOTED = /;\s*filename\s*=\s*"((?:[^"\\]|\\.)*)"/i;
const BARE = /;\s*filename\s*=\s*([^\s;"][^;]*)/i;

const LONGEST = 120;
const LONGEST_EXTENSION = 12;

/** The name in a Content-Disposition header, fit to be saved under; undefined where it has none. */
export function fileNameIn(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  const name = extended(header) ?? quoted(header) ?? utf8(BARE.exec(header)?.[1]);
  return name === undefined ? undefined : fitName(name);
}

/** A Content-Disposition header; `fitName` made the name. */
export function contentDisposition(disposition: FileDisposition, name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]|["%\\]/gu, '_');
  const exact = ascii === name ? '' : `; filename*=UTF-8''${encode(name)}`;
  return `${disposition.toLowerCase()}; filename="${ascii}"${exact}`;
}

/** Without folders, without characters that cannot be seen or that a file system refuses, not hidden and not too long. */
export function fitName(name: string): string | undefined {
  const base = name.toWellFormed().split(/[/\\]/).at(-1) ?? '';
  const visible = base.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '').replace(/[<>:"|?*]/g, '_');
  return shortened(visible.replace(/^[\s.]+|[\s.]+$/g, '')) || undefined;
}

function shortened(name: string): string {
  const characters = Array.from(name);
  if (characters.length <= LONGEST) return name;
  const dot = characters.lastIndexOf('.');
  const extension = characters.length - dot <= LONGEST_EXTENSION ? characters.slice(dot) : [];
  return [...characters.slice(0, LONGEST - extension.length), ...extension].join('');
}

function extended(header: string): string | undefined {
  const [, charset = '', text = ''] = EXTENDED.exec(header) ?? [];
  if (text === '') return undefined;
  if (charset.toLowerCase() === 'utf-8') return decodedOrUndefined(text);
  return text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

function quoted(header: string): string | undefined {
  return utf8(QUOTED.exec(header)?.[1]?.replace(/\\(.)/g, '$1'));
}

/** Header bytes arrive as Latin-1; many servers write names as plain UTF-8. */
function utf8(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(text, 'latin1'));
  } catch {
    return text;
  }
}

function decodedOrUndefined(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function encode(name: string): string {
  return encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
