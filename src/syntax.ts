/** What a part of a document is made of. */
import { BREAK, visit, type ASTNode, type Kind } from 'graphql';

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
