import { homedir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withStateDirectory } from '../../src/cli/state-directory.ts';
import { configFrom } from '../../src/config.ts';

const xe = { key: 'xe', provider: 'xe-chat', apiKey: 'xbk_live_1' };

test.each([
  [{}, { XDG_STATE_HOME: '/var/state', HOME: '/home/ada' }, '/var/state/switchboard'],
  [{}, { HOME: '/home/ada' }, '/home/ada/.local/state/switchboard'],
  [{}, { XDG_STATE_HOME: 'relative', HOME: '/home/ada' }, '/home/ada/.local/state/switchboard'],
  [{}, {}, join(homedir(), '.local/state/switchboard')],
  [{ directory: 'here' }, { XDG_STATE_HOME: '/var/state' }, 'here'],
])('%j and %j give %s', (state, environment, directory) => {
  const config = configFrom({ sources: [xe], state });
  expect(withStateDirectory(config, environment).state.directory).toBe(directory);
});
