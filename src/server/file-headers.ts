/** The headers of a file that is served: what the provider says of it as far as it can be trusted, and nothing else of the provider's. */
import type { FileDisposition } from '../domain.ts';
import { contentDisposition, fileNameIn } from './file-name.ts';

const UNKNOWN_TYPE = 'application/octet-stream';
const NAMELESS = 'file';

const TYPE = /^\s*([\w!#$&^.+-]{1,64}\/[\w!#$&^.+-]{1,64})\s*(?:;|$)/;
const CHARSET = /;\s*charset\s*=\s*"?([\w.:+-]{1,40})"?\s*(?:;|$)/i;

export function fileHeaders(
  given: Readonly<Record<string, string>>,
  disposition: FileDisposition,
): Record<string, string> {
  const length = given['content-length'];
  return {
    'content-type': contentType(given['content-type'] ?? ''),
    ...(length !== undefined && /^\d{1,15}$/.test(length) ? { 'content-length': length } : {}),
    'content-disposition': contentDisposition(
      disposition,
      fileNameIn(given['content-disposition']) ?? NAMELESS,
    ),
    // Whatever a visitor sent, it runs nothing, loads nothing and belongs to no origin.
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
    // The link itself is the permission, and it ends.
    'cache-control': 'private, no-store',
    // What is to be shown may be shown in the pages of others; what is to be saved is nobody's material.
    'cross-origin-resource-policy': disposition === 'INLINE' ? 'cross-origin' : 'same-origin',
    'accept-ranges': 'none',
  };
}

/** Of the parameters only the charset is kept. A type of many parts would let one file replace itself by others. */
function contentType(given: string): string {
  const type = TYPE.exec(given)?.[1]?.toLowerCase();
  if (type === undefined || type.startsWith('multipart/')) return UNKNOWN_TYPE;
  const charset = CHARSET.exec(given)?.[1];
  return charset === undefined ? type : `${type}; charset=${charset.toLowerCase()}`;
}
