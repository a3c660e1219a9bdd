/** What `serve` says beside its ready line. */
import { requiredVariables } from '../config/environment.ts';
import { isLoopback, type Config } from '../config.ts';
import { isIntrospectable } from '../gateway.ts';

export function sandboxNotes({ sources }: Config, program: string): string[] {
  const width = Math.max(...sources.map(({ key }) => key.length));
  return [
    'Nothing is configured, so these are four chat products emulated on this machine, with generated data:',
    ...sources.map(({ key, name }) => `  ${key.padEnd(width)}  ${name}`),
    `For your own accounts set ${requiredVariables().join(', ')} (one is enough),`,
    `or run \`${program} init\`, fill in the file and start with --config switchboard.yaml.`,
  ];
}

export function notesOn(config: Config, host: string, production: boolean): string[] {
  const notes = [];
  if (config.secret === undefined) {
    notes.push('No secret is configured: ids, cursors and links are good until this process ends.');
  }
  if (config.state.directory !== undefined) {
    notes.push(`What is spent of the products' limits is kept in ${config.state.directory}.`);
  }
  if (!isIntrospectable(config, production)) {
    notes.push('Introspection and GraphiQL are off: `introspection: true` turns them on.');
  }
  if (config.auth === undefined) {
    const reach = isLoopback(host) ? 'every program on this machine' : `whoever reaches ${host}`;
    notes.push(`The gateway is open (no \`auth\` is configured): ${reach} can read and write every source.`);
  }
  return notes;
}

export function sampleRequest(origin: string): string {
  const query = '{ conversations(first: 3) { nodes { title source { name } contact { name } } } }';
  return [
    'Open it in a browser for GraphiQL, or ask:',
    `  curl ${origin}/graphql -H 'content-type: application/json' -d '${JSON.stringify({ query })}'`,
  ].join('\n');
}
