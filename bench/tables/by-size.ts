/** Whether the cost grows with the rows and no faster. */
import { best, bodiesOf, measure } from '../measure.ts';
import { BARE, OFF } from '../servers.ts';
import { table } from '../table.ts';
import type { Scene } from './scene.ts';

const SIZES = [10, 50, 100] as const;

export async function bySize({ contestants, upstreamPort, options }: Scene): Promise<string> {
  const rows: (string | number)[][] = [];
  for (const { server, running } of contestants.filter(
    ({ server: { name } }) => name === BARE || name === OFF,
  )) {
    for (const size of SIZES) {
      const bodies = bodiesOf('Q2', server.dialect, 2000, size);
      const cell = { server: running, upstreamPort, bodies, connections: 32, seconds: options.seconds };
      const { cpu, calls } = best([await measure(cell), await measure(cell)]);
      rows.push([server.name, String(size), cpu, cpu / size, calls.toFixed(1)]);
    }
  }
  const head = ['server', 'rows', 'CPU ms', 'CPU ms per row', 'calls'];
  return `### Q2 by number of conversations · 32 clients · upstream 0 ms\n\n${table(head, rows)}`;
}
