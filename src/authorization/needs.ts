/** All that a document can come to need, found without running it. */
import { TypeInfo, visit, visitWithTypeInfo, type DocumentNode, type GraphQLSchema } from 'graphql';
import type { Requirement } from '../caller.ts';
import type { Rules } from './rules.ts';

/**
 * The requirements of every field that the document names, of all its operations, each told once. What a field of an interface leads to shows
 * only when it runs: whoever looks it up asks then.
 */
export function needsOf(document: DocumentNode, schema: GraphQLSchema, rules: Rules): readonly Requirement[] {
  const needs = new Map<string, Requirement>();
  const info = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(info, {
      Field({ name, arguments: given = [] }) {
        const { requirements, inputs } = rules.field(info.getParentType()?.name ?? '', name.value);
        const ofInputs = inputs
          .filter(({ path }) => given.some((argument) => argument.name.value === path[0]))
          .map(({ requirement }) => requirement);
        for (const need of [...requirements, ...ofInputs]) needs.set(JSON.stringify(need), need);
      },
    }),
  );
  return [...needs.values()];
}
