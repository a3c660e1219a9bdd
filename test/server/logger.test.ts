import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const LOGGER = fileURLToPath(new URL('../../src/server/logger.ts', import.meta.url));

/** Standard error of a process that runs these lines. */
async function complaintsOf(lines: string): Promise<string[]> {
  const script = `const { createLogger } = await import(${JSON.stringify(LOGGER)});\n${lines}`;
  const flags = ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', script];
  const child = spawn(process.execPath, flags, { stdio: ['ignore', 'ignore', 'pipe'] });
  let text = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  await once(child, 'close');
  return text.split('\n').filter((line) => line.startsWith('{'));
}

const messages = (lines: readonly string[]) =>
  lines.map((line) => (JSON.parse(line) as { readonly msg: string }).msg);

test('lines are written in their order, whichever logger they come from', async () => {
  const lines = await complaintsOf(`
    const [one, other] = [createLogger('info'), createLogger('info')];
    one.info('first');
    other.info('second');
    one.debug('unwanted');
    setImmediate(() => one.info('in another turn'));
  `);
  expect(messages(lines)).toEqual(['first', 'second', 'in another turn']);
});

test.each(['process.exit(1);', "throw new Error('a fault');"])(
  'none is lost where the process ends in the midst of a turn: %s',
  async (end) => {
    expect(messages(await complaintsOf(`createLogger('info').info('last words');\n${end}`))).toEqual([
      'last words',
    ]);
  },
);
