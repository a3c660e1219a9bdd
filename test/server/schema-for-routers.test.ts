import { afterAll, beforeAll, expect, test } from 'vitest';
import { createGateway } from '../../src/gateway.ts';
import { configOver, queryOf, startRig, type Query, type Rig } from '../support/gateway.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.close());

const SERVICE = '{ _service { sdl } }';
const INTROSPECTION = '{ __schema { queryType { fields { name } } types { name } } }';

interface Introspected {
  readonly __schema: {
    readonly queryType: { readonly fields: readonly { readonly name: string }[] };
    readonly types: readonly { readonly name: string }[];
  };
}

async function names(query: Query): Promise<string[]> {
  const { data } = await query<Introspected>(INTROSPECTION);
  return [...data.__schema.queryType.fields, ...data.__schema.types].map(({ name }) => name);
}

async function gatewayWith<T>(federation: object, use: (query: Query) => Promise<T>): Promise<T> {
  const gateway = createGateway(configOver(rig.sandbox, { federation }));
  try {
    return await use(queryOf(gateway));
  } finally {
    await gateway.dispose();
  }
}

test('a router reads the SDL, whatever other clients ask meanwhile', async () => {
  const asked = [SERVICE, INTROSPECTION, SERVICE, '{ sources { key } }', SERVICE];
  const answers = await Promise.all(asked.map((query) => rig.query<{ _service?: { sdl: string } }>(query)));
  for (const [index, { data, errors }] of answers.entries()) {
    expect(errors).toBeUndefined();
    if (asked[index] === SERVICE)
      expect(data._service?.sdl).toContain('type Contact implements Node @key(fields: "id")');
  }
});

test('other clients see the public schema alone', async () => {
  await rig.query(SERVICE);
  const subgraph = (await names(rig.query)).filter((name) => /^_(?!_)/.test(name));
  expect(subgraph).toEqual([]);
});

test('where node has another owner it is not in the SDL, and answers other clients as ever', async () => {
  await gatewayWith({ ownsNode: false }, async (query) => {
    const { data } = await query<{ _service: { sdl: string } }>(SERVICE);
    expect(data._service.sdl).not.toMatch(/^ {2}nodes?\($/m);
    expect(await names(query)).toEqual(expect.arrayContaining(['node', 'nodes']));
  });
});

test('where federation is off there is no such field', async () => {
  await gatewayWith({ enabled: false }, async (query) => {
    const { status, errors } = await query(SERVICE);
    expect(status).toBe(400);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});

test('the limit of representations is configurable', async () => {
  await gatewayWith({ maxRepresentations: 1 }, async (query) => {
    const { errors } = await query('{ _entities(representations: [{}, {}]) { __typename } }');
    expect(errors).toMatchObject([{ message: '`_entities` takes at most 1 representations; these are 2.' }]);
  });
});
