import { isObjectType, parse, visit, type DocumentNode } from 'graphql';
import { expect, test } from 'vitest';
import { subgraphSdl } from '../../src/subgraph/sdl.ts';
import { schema, sdl as publicSdl } from '../schema/sdl.ts';

const sdlOf = (ownsNode = true) => subgraphSdl(parse(publicSdl), { ownsNode });

/** `Type` and `Type.field` with its directives, as written. */
function marked(document: DocumentNode): Map<string, string[]> {
  const found = new Map<string, string[]>();
  visit(document, {
    ObjectTypeDefinition({ name, directives = [] }) {
      const texts = directives.map((directive) =>
        [
          directive.name.value,
          ...(directive.arguments ?? []).map(({ value }) => ('value' in value ? String(value.value) : '')),
        ].join(' '),
      );
      found.set(name.value, texts);
    },
  });
  return found;
}

test('every Node has its id as key, and a customer the email', () => {
  const directives = marked(parse(sdlOf()));
  for (const type of Object.values(schema.getTypeMap()).filter(isObjectType)) {
    if (type.name.startsWith('__')) continue;
    const isNode = type.getInterfaces().some(({ name }) => name === 'Node');
    const expected = isNode ? ['key id'] : { Customer: ['key email'], PageInfo: ['shareable'] }[type.name];
    expect(directives.get(type.name), type.name).toEqual(expected ?? []);
  }
});

test('it links Federation 2 and imports what it uses', () => {
  expect(sdlOf()).toMatch(
    /^extend schema @link\(url: "https:\/\/specs\.apollo\.dev\/federation\/v2\.\d+", import: \["@key", "@shareable"\]\)\n/,
  );
});

test('it holds all of the public schema, descriptions included, and nothing of the machinery', () => {
  const sdl = sdlOf();
  for (const name of [
    'node(',
    'nodes(',
    'type Mutation',
    'type Subscription',
    'scalar DateTime @specifiedBy',
  ])
    expect(sdl).toContain(name);
  expect(sdl).toContain('One person over all sources');
  expect(sdl).not.toMatch(/_Any|_Entity|_Service|_entities|_service|directive @/);
});

test('directives of the gateway’s own are left out, with their definitions', () => {
  const own =
    'directive @own(a: Int) on OBJECT | FIELD_DEFINITION\n type Query @own { a: Int @own(a: 1) b: Int @deprecated(reason: "x") }';
  const sdl = subgraphSdl(parse(own), { ownsNode: true });
  expect(sdl).not.toContain('own');
  expect(sdl).toContain('@deprecated(reason: "x")');
});

test('another owner’s node and nodes are left out; the interface stays', () => {
  const sdl = sdlOf(false);
  expect(sdl).not.toMatch(/^ {2}nodes?\($/m);
  expect(sdl).toMatch(/^ {2}nodeByNativeId\($/m);
  expect(sdl).toContain('interface Node {');
});
