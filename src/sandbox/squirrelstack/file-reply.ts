import type { SquirrelFile } from './state.ts';

/** The file's bytes, as an attachment unless "inline" was asked. */
export function fileReply(file: SquirrelFile, disposition: string | undefined): Response {
  const kind = disposition === 'inline' ? 'inline' : 'attachment';
  const ascii = file.name.replace(/[^\x20-\x7e]|["\\]/g, '_');
  const headers: Record<string, string> = {
    'Content-Type': file.contentType,
    'Content-Disposition': `${kind}; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(file.name)}`,
  };
  if (file.size !== undefined) headers['Content-Length'] = String(file.size);
  const body = typeof file.content === 'function' ? file.content() : file.content;
  return new Response(body, { headers });
}
