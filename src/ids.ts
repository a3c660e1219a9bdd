/**
 * Global ids: `base64url(JSON([version, type, source, nativeId, messageKey?]))`. A native id that is a secret is sealed. One entity has one id:
 * whatever does not encode back to itself is refused.
 */
import type { Keyring } from './keyring.ts';
import { Secret } from './secret.ts';

export type NodeTypeName = 'Source' | 'Conversation' | 'Message' | 'Contact' | 'Agent' | 'Inbox';

export interface GlobalId {
  readonly type: NodeTypeName;
  /** Key of the source. */
  readonly source: string;
  /** Native id of the entity, or of the conversation for a message. Empty for a source. */
  readonly nativeId: string | Secret;
  /** The message within its conversation; only for messages. */
  readonly messageKey?: string;
}

export interface IdCodec {
  encode(id: GlobalId): string;
  /** Undefined for what is no id of this gateway. */
  decode(text: string): GlobalId | undefined;
}

const VERSION = 1;
const TYPES: ReadonlySet<string> = new Set<NodeTypeName>([
  'Source',
  'Conversation',
  'Message',
  'Contact',
  'Agent',
  'Inbox',
]);
const MAX_LENGTH = 4096;

/** `isSecret` names the sources whose conversations' native ids are secrets: there an id that is not sealed is none. */
export function createIdCodec(
  keyring: Keyring,
  isSecret: (source: string) => boolean = () => false,
): IdCodec {
  function encode(id: GlobalId): string {
    if (isPlain(id)) return plainToBase64(`[${VERSION},"${id.type}","${id.source}","${id.nativeId}"]`);
    const nativeId =
      typeof id.nativeId === 'string'
        ? id.nativeId
        : { sealed: keyring.seal(purpose(id.source), id.nativeId.reveal()) };
    const parts = [VERSION, id.type, id.source, nativeId];
    if (id.messageKey !== undefined) parts.push(id.messageKey);
    return toBase64(parts);
  }

  let latest: { readonly text: string; readonly id: GlobalId | undefined } | undefined;

  /** Limits, planning and execution each read an operation's id, one after another. */
  function decode(text: string): GlobalId | undefined {
    if (latest?.text === text) return latest.id;
    const id = read(text);
    latest = { text, id };
    return id;
  }

  function read(text: string): GlobalId | undefined {
    if (text.length > MAX_LENGTH) return undefined;
    const parts = partsOf(text);
    if (parts === undefined) return undefined;
    const [version, type, source, native, messageKey] = parts;
    if (version !== VERSION || typeof source !== 'string' || !isType(type)) return undefined;
    if (type === 'Source' && native !== '') return undefined;
    const isMessage = type === 'Message';
    if (parts.length !== (isMessage ? 5 : 4) || isMessage !== (typeof messageKey === 'string'))
      return undefined;
    const mustBeSealed = (type === 'Conversation' || type === 'Message') && isSecret(source);
    const nativeId = typeof native === 'string' && !mustBeSealed ? native : opened(native, source);
    if (nativeId === undefined) return undefined;
    return { type, source, nativeId, ...(typeof messageKey === 'string' ? { messageKey } : {}) };
  }

  function opened(native: unknown, source: string): Secret | undefined {
    if (typeof native !== 'object' || native === null || !('sealed' in native)) return undefined;
    if (typeof native.sealed !== 'string' || Object.keys(native).length !== 1) return undefined;
    const token = keyring.open(purpose(source), native.sealed);
    return token === undefined ? undefined : new Secret(token);
  }

  return { encode, decode };
}

function toBase64(parts: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

function purpose(source: string): string {
  return `id:${source}`;
}

function isType(value: unknown): value is NodeTypeName {
  return typeof value === 'string' && TYPES.has(value);
}

/** Undefined for what `toBase64` does not write. */
function partsOf(text: string): readonly unknown[] | undefined {
  const [, type, source, native] = plainPartsOf(text) ?? [];
  if (type !== undefined) return [VERSION, type, source, native];
  const parts = parseJson(Buffer.from(text, 'base64url').toString());
  return Array.isArray(parts) && toBase64(parts) === text ? parts : undefined;
}

/** What most ids are like: written in one way only, in JSON as in base64url. */
const PLAIN = new RegExp(`^\\[${VERSION},"(\\w+)","([\\w.-]+)","([\\w.-]*)"\\]$`);
const PLAIN_TEXT = /^[\w.-]*$/;

function isPlain(id: GlobalId): id is GlobalId & { readonly nativeId: string } {
  const { source, nativeId, messageKey } = id;
  return (
    messageKey === undefined &&
    typeof nativeId === 'string' &&
    PLAIN_TEXT.test(nativeId) &&
    PLAIN_TEXT.test(source)
  );
}

/** Its characters need neither of the two signs in which base64url differs from base64, which takes a third of the time of a `Buffer`. */
function plainToBase64(json: string): string {
  const padded = btoa(json);
  const end = padded.indexOf('=');
  return end === -1 ? padded : padded.slice(0, end);
}

function plainPartsOf(text: string): RegExpExecArray | undefined {
  if (!/^[A-Za-z0-9]+$/.test(text) || !endsAsWritten(text)) return undefined;
  return PLAIN.exec(atob(text)) ?? undefined;
}

/** Four signs are three bytes. The last of two or three has bits to spare, which are 0 in what is written; one alone is nothing. */
function endsAsWritten(text: string): boolean {
  const last = text.charAt(text.length - 1);
  switch (text.length % 4) {
    case 0:
      return true;
    case 2:
      return 'AQgw'.includes(last);
    case 3:
      return 'AEIMQUYcgkosw048'.includes(last);
    default:
      return false;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
