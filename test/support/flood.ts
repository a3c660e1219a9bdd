import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Sends blocks of 64 kB as long as they are taken; counts what it has sent. */
export function flood(blocks: number, headers: Record<string, string | number> = {}) {
  const sent = { bytes: 0, closed: false };
  const block = Buffer.alloc(65_536, 'switchboard ');
  function* bytes() {
    for (let i = 0; i < blocks; i += 1) {
      sent.bytes += block.length;
      yield block;
    }
  }
  const behave = (response: ServerResponse) => {
    response.on('close', () => (sent.closed = true));
    response.writeHead(200, { 'content-type': 'video/mp4', ...headers });
    pipeline(Readable.from(bytes()), response).catch(() => undefined);
  };
  return { behave, sent };
}
