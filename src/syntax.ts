/** What a part of a document says by itself. */
import {
  BREAK,
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  visit,
  type ASTNode,
  type Kind,
  type SelectionNode,
} from 'graphql';

/** Whether anything of that kind stands in it. */
export function holds(kind: Kind, node: ASTNode): boolean {
  let found = false;
  visit(node, {
    enter(each) {
      if (each.kind !== kind) return undefined;
      found = true;
      return BREAK;
    },
  });
  return found;
}

/** Whether `@skip` and `@include` let it be there. `variables` as coerced; throws a GraphQLError where one that they need is missing. */
export function isIncluded(selection: SelectionNode, variables: Readonly<Record<string, unknown>>): boolean {
  if (selection.directives === undefined || selection.directives.length === 0) return true;
  const skip = getDirectiveValues(GraphQLSkipDirective, selection, variables);
  const include = getDirectiveValues(GraphQLIncludeDirective, selection, variables);
  return skip?.['if'] !== true && include?.['if'] !== false;
}
