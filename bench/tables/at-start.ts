/** What a server takes before and after its work. */
import { table } from '../table.ts';
import type { Contestant } from './scene.ts';

export function atStart(contestants: readonly Contestant[]): string {
  const rows = contestants.map(({ server, running }) => [
    server.name,
    (running.coldStart / 1000).toFixed(2),
    Math.round(running.rss()).toString(),
    server.about,
  ]);
  return `### Start and memory\n\n${table(['server', 'cold start s', 'RSS MB after load', ''], rows)}`;
}
