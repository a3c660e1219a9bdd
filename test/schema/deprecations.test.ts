import {
  buildSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  type GraphQLSchema,
} from 'graphql';
import { expect, test } from 'vitest';
import { schema } from './sdl.ts';

/** What a deprecation tells: what to use instead, and until when it is there. */
const REASON = /^Use `[\w.()]+`.*\. Here until \d{4}-\d{2}-\d{2}\.$/s;

interface Deprecable {
  readonly name: string;
  readonly deprecationReason?: string | null | undefined;
}

function deprecations(of: GraphQLSchema): [coordinate: string, reason: string][] {
  return Object.values(of.getTypeMap()).flatMap((type) => {
    const parts: Deprecable[] = isEnumType(type)
      ? [...type.getValues()]
      : isInputObjectType(type)
        ? Object.values(type.getFields())
        : isObjectType(type) || isInterfaceType(type)
          ? Object.values(type.getFields()).flatMap((field) => [
              field,
              ...field.args.map((arg) => ({ ...arg, name: `${field.name}(${arg.name}:)` })),
            ])
          : [];
    return parts.flatMap(({ name, deprecationReason }): [string, string][] =>
      deprecationReason == null ? [] : [[`${type.name}.${name}`, deprecationReason]],
    );
  });
}

const wrong = (of: GraphQLSchema) =>
  deprecations(of)
    .filter(([, reason]) => !REASON.test(reason))
    .map(([coordinate]) => coordinate);

test('what is deprecated says what to use instead, and until when it is there', () => {
  expect(wrong(schema)).toEqual([]);
});

test('a deprecation that does not is found, wherever it stands', () => {
  const planted = buildSchema(`
    type Query {
      told: Int @deprecated(reason: "Use \`Query.other\`. Here until 2027-06-30.")
      untold: Int @deprecated
      other(old: Int @deprecated(reason: "Use \`new\`."), new: In): Word
    }
    input In { a: Int @deprecated(reason: "Here until 2027-06-30.") }
    enum Word { OLD @deprecated(reason: "Old.") NEW }
  `);
  expect(wrong(planted).sort()).toEqual(['In.a', 'Query.other(old:)', 'Query.untold', 'Word.OLD']);
});
