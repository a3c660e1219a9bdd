import { isIP } from 'node:net';

/** Whether a host, as in a URL or as `--host` takes it, is this machine alone. */
export function isLoopback(host: string): boolean {
  return (
    host === 'localhost' ||
    host === '::1' ||
    host === '[::1]' ||
    (isIP(host) === 4 && host.startsWith('127.'))
  );
}
