/** The file that `init` writes, made from the configuration's schema and the registry. */
import { stringify } from 'yaml';
import { configJsonSchema } from '../config.ts';
import { providers } from '../providers/index.ts';
import type { Provider } from '../providers/provider.ts';

interface Node {
  readonly description?: string;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly required?: readonly string[];
  readonly items?: Node;
  readonly oneOf?: readonly Node[];
}

const SECRET = `# Seals ids and signs cursors. Any text of at least 32 bytes, such as \`openssl rand -base64 32\` prints;
# the same one in every process, and kept over restarts. Without it ids, cursors and links end with the process.
secret: "\${SWITCHBOARD_SECRET}"`;

const AUTH = `# Who may call. Without this section the gateway is open to whoever reaches it. docs/authentication.md has the rest.
# auth: { apiKeys: [{ name: crm, key: "\${CRM_KEY}", scopes: ["conversations:read", "messages:write"] }] }`;

/** Sources first; what has a default follows, commented out. */
export function configTemplate(): string {
  const { properties = {} } = configJsonSchema() as Node;
  const { secret: _secret, sources: _sources, auth: _auth, ...optional } = properties;
  const head = `# Configuration of Switchboard. "\${NAME}" stands for the environment variable NAME.
# \`switchboard print-config-schema\` prints a JSON Schema by which editors complete and check this file.`;
  const entries = providers.map((provider) => sourceEntry(provider, schemaOf(provider.id, properties)));
  const rest = Object.entries(optional).map(([key, node]) =>
    [...comment(node), ...commentedOut(withDefaults(key, node))].join('\n'),
  );
  return `${[head, SECRET, `sources:\n${entries.join('\n')}`, AUTH, ...rest].join('\n\n')}\n`;
}

function schemaOf(id: string, { sources }: Readonly<Record<string, Node>>): Node {
  // Of a provider's two forms the first: with a credential of its own.
  const forms = (sources?.items?.oneOf ?? []).flatMap((form) => form.oneOf ?? [form]);
  return (
    forms.find(
      ({ properties }) => (properties?.['provider'] as { const?: string } | undefined)?.const === id,
    ) ?? {}
  );
}

function sourceEntry(
  { id, name, defaultKey, environment }: Provider,
  { properties = {}, required = [] }: Node,
): string {
  const { key: _key, provider: _provider, name: _name, ...settings } = properties;
  const lines = Object.entries(settings).flatMap(([key, node]) =>
    required.includes(key)
      ? [...comment(node), `${key}: "\${${environment[key]?.variable ?? ''}}"`]
      : [...comment(node), ...commentedOut(withDefaults(key, node))],
  );
  return [`  # ${name}`, `  - key: ${defaultKey}`, `    provider: ${id}`, ...indented(lines, '    ')].join(
    '\n',
  );
}

/** `key: value` where there is a default, else only its name, for the reader to know of. */
function withDefaults(key: string, node: Node): string[] {
  if (node.properties === undefined) {
    return node.default === undefined ? [`# ${key}:`] : [`${key}: ${stringify(node.default).trim()}`];
  }
  const inside = Object.entries(node.properties).flatMap(([child, each]) => [
    ...comment(each),
    ...withDefaults(child, each),
  ]);
  return [`${key}:`, ...indented(inside, '  ')];
}

function comment({ description }: Node): string[] {
  return description === undefined ? [] : [`# ${description}`];
}

function commentedOut(lines: readonly string[]): string[] {
  return lines.map((line) => (line.startsWith('# ') ? line : `# ${line}`));
}

function indented(lines: readonly string[], by: string): string[] {
  return lines.map((line) => by + line);
}
