import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { expect, onTestFinished, test } from 'vitest';
import { startRig } from '../support/gateway.ts';

const text = readFileSync(new URL('../../docs/authentication.md', import.meta.url), 'utf8');
const KEYS: Readonly<Record<string, string>> = { CRM_KEY: 'crm-key-4f0b1c', ADMIN_KEY: 'admin-key-9d' };

function blocks(language: string): string[] {
  return [...text.matchAll(new RegExp('```' + language + '\\n([^]*?)```', 'g'))].map(
    ([, block = '']) => block,
  );
}

test('the configurations can be used, and the request is answered as it says', async () => {
  const configured = blocks('yaml').map(
    (yaml) =>
      (parse(yaml.replace(/\$\{(\w+)\}/g, (_, name: string) => KEYS[name] ?? '')) as { auth: object }).auth,
  );
  expect(configured.map((auth) => Object.keys(auth))).toEqual([['apiKeys'], ['jwt']]);
  const rig = await startRig({}, { auth: Object.assign({}, ...configured) as object });
  onTestFinished(() => rig.close());

  const [curl = ''] = blocks('sh');
  const [, name = ''] = /"authorization: Bearer \$(\w+)"/.exec(curl) ?? [];
  const [, body = ''] = /-d '(.*)'/.exec(curl) ?? [];
  const { query } = JSON.parse(body) as { query: string };
  const answer = await rig.query(query, undefined, { authorization: `Bearer ${KEYS[name] ?? ''}` });
  expect(answer).toMatchObject({ status: 200, ...(JSON.parse(blocks('json')[0] ?? '') as object) });
});
