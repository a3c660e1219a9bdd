/** The two fields and three types of the subgraph specification, as they stand in the schema that a router is answered with. */
import {
  assertUnionType,
  buildClientSchema,
  getIntrospectionQuery,
  isTypeDefinitionNode,
  parse,
  printSchema,
  printType,
  type GraphQLSchema,
  type IntrospectionQuery,
} from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startRig, type Rig } from '../support/gateway.ts';

let rig: Rig;
let schema: GraphQLSchema;
let sdl: string;
beforeAll(async () => {
  rig = await startRig();
  const introspection = getIntrospectionQuery({ specifiedByUrl: true });
  const { data } = await rig.query<IntrospectionQuery & { _service: { sdl: string } }>(
    introspection.replace('{', '{ _service { sdl }'),
  );
  schema = buildClientSchema(data);
  sdl = data._service.sdl;
});
afterAll(() => rig.close());

const field = (name: string) => {
  const found = schema.getQueryType()?.getFields()[name];
  return `(${found?.args.map((arg) => `${arg.name}: ${String(arg.type)}`).join() ?? ''}): ${String(found?.type)}`;
};

test('Query has _service and _entities, with the types of the specification', () => {
  expect(field('_service')).toBe('(): _Service!');
  expect(field('_entities')).toBe('(representations: [_Any!]!): [_Entity]!');
});

test('_Entity is every type that has a key in the SDL', () => {
  const keyed = [...sdl.matchAll(/^type (\w+) [^{]*@key\(/gm)].map(([, name]) => name);
  const members = assertUnionType(schema.getType('_Entity')).getTypes();
  expect(members.map(({ name }) => name).sort()).toEqual(keyed.sort());
  expect(keyed).toHaveLength(7);
});

test('what it adds is described', () => {
  for (const name of ['_Any', '_Entity', '_Service']) {
    const type = schema.getType(name);
    expect(type?.description, name).toMatch(/^\S.*\.$/s);
    if (type) expect(printType(type)).toMatch(/^"""/);
  }
  const { _entities, _service } = schema.getQueryType()?.getFields() ?? {};
  for (const each of [_entities, _service, _entities?.args[0]]) expect(each?.description).toMatch(/\.$/);
});

test('the SDL has the types of the public schema', () => {
  const typesOf = (text: string) =>
    parse(text)
      .definitions.filter(isTypeDefinitionNode)
      .map(({ name }) => name.value)
      .sort();
  expect(typesOf(sdl)).toEqual(typesOf(printSchema(rig.gateway.schema)));
});
