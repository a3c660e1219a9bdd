import { readFileSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { startRig } from '../support/gateway.ts';

const text = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

interface Shown {
  readonly data: unknown;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

interface Explanation {
  readonly upstream: readonly { readonly operation: string }[];
  readonly budgets: readonly { readonly source: string }[];
}

/** Without what differs from run to run: times, and the order in which calls that go out together are done. */
function settled({ data, extensions }: Shown) {
  const { upstream, budgets, ...others } = extensions?.['switchboard'] as Explanation;
  return {
    data,
    ...others,
    upstream: upstream
      .map((call) => ({ ...call, ms: 0 }))
      .toSorted((one, other) => one.operation.localeCompare(other.operation)),
    budgets: budgets
      .map((budget) => ({ ...budget, waitedMs: 0 }))
      .toSorted((one, other) => one.source.localeCompare(other.source)),
  };
}

test('the README’s query has the answer that it shows', async () => {
  const query = /^ {2}"(\{ conversations.*\})"$/m.exec(text)?.[1] ?? '';
  const shown = JSON.parse(/^```json\n([^]*?)^```$/m.exec(text)?.[1] ?? '') as Shown;
  const rig = await startRig();
  onTestFinished(() => rig.close());
  const answer = await rig.query(query, {}, { 'switchboard-explain': '1' });
  expect(settled(answer)).toEqual(settled(shown));
});

test.each(['docs', 'CHANGELOG', 'SECURITY', 'LICENSE', 'schema.graphql'])(
  'its links to %s are packed with it',
  (name) => {
    const { files } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
      files: readonly string[];
    };
    expect(text).toContain(`](${name}`);
    expect(files.some((file) => file.startsWith(name))).toBe(true);
  },
);
