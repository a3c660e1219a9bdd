/** What the next start knows of the one before: the gateway is killed within a window, and the provider counts. */
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startEbbot } from '../../src/sandbox/index.ts';
import { start, temporaryFolder } from './child.ts';

const READY = /^Switchboard ready at (\S+)$/;

/** Ebbot as documented, and a gateway before it that is asked for so many different transcripts at once. */
async function begin(environment: Record<string, string> = {}) {
  const ebbot = await startEbbot({ limits: true, sizes: { chats: 60 } });
  onTestFinished(() => ebbot.close());
  const state = await temporaryFolder();
  const chats = [...ebbot.state.chats.keys()];
  const gateway = () =>
    start(['--port', '0'], {
      environment: {
        EBBOT_URL: ebbot.url,
        EBBOT_API_KEY: ebbot.credential,
        XDG_STATE_HOME: state,
        ...environment,
      },
    });
  const ask = async (ready: string, count: number): Promise<string[]> => {
    const url = READY.exec(ready)?.[1] ?? '';
    const one = async (nativeId = '') => {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          query: `{ nodeByNativeId(source: "ebbot", type: CONVERSATION, nativeId: "${nativeId}") { ... on Conversation { transcript { entryCount } } } }`,
        }),
      });
      const { errors } = (await response.json()) as {
        errors?: readonly { readonly extensions: { readonly code: string } }[];
      };
      return errors?.[0]?.extensions.code ?? 'data';
    };
    return Promise.all(chats.splice(0, count).map(one));
  };
  const heard = () => ebbot.requests.map(({ status }) => status);
  return { state, gateway, ask, heard };
}

const times = (count: number, word: string) => Array.from({ length: count }, () => word);

test('a fresh start has its whole budget, and one after a kill what is left of it', async () => {
  const { state, gateway, ask, heard } = await begin();
  const first = gateway();
  expect(await ask(await first.line(READY), 12)).toEqual(times(12, 'data'));
  first.signal('SIGKILL');
  expect((await first.ended).err).toContain(`limits is kept in ${join(state, 'switchboard')}.\n`);

  const second = gateway();
  const answers = await ask(await second.line(READY), 20);
  expect(answers.sort()).toEqual([...times(12, 'RATE_LIMITED'), ...times(8, 'data')]);
  expect(heard()).toEqual(Array.from({ length: 20 }, () => 200));
  second.signal('SIGTERM');
  expect((await second.ended).err).not.toContain('"level":40');
  expect(await readdir(join(state, 'switchboard', 'budgets'))).toContain('key');
});

test('without a place for its state it says so, and spends no more than half', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'no-folder'), '');
  const { gateway, ask, heard } = await begin({ XDG_STATE_HOME: join(folder, 'no-folder') });
  const child = gateway();
  const answers = await ask(await child.line(READY), 20);
  expect(answers.sort()).toEqual([...times(10, 'RATE_LIMITED'), ...times(10, 'data')]);
  expect(heard()).toHaveLength(10);
  child.signal('SIGTERM');
  expect((await child.ended).err.match(/The state directory cannot be used/g)).toHaveLength(1);
});

test('the emulated chats leave nothing behind', async () => {
  const state = await temporaryFolder();
  await mkdir(join(state, 'home'));
  const child = start(['--port', '0'], { environment: { XDG_STATE_HOME: state } });
  const url = READY.exec(await child.line(READY))?.[1] ?? '';
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ conversations(first: 2) { nodes { id } } }' }),
  });
  expect(response.status).toBe(200);
  child.signal('SIGTERM');
  await child.ended;
  expect(await readdir(state)).toEqual(['home']);
});
