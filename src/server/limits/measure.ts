/** How much a document asks for with its fragments unfolded, in one pass over it: a fragment is measured once, however often it is spread. */
import { Kind } from 'graphql';
import type { DocumentNode, FragmentDefinitionNode, SelectionNode, SelectionSetNode } from 'graphql';

/** Of the operation that has most of each. */
export interface DocumentSize {
  /** Fields within fields. */
  readonly depth: number;
  /** Fields, each as often as it is asked for. */
  readonly fields: number;
  readonly rootFields: number;
  /** Fields with an alias, and fields that are there again beside themselves. */
  readonly aliases: number;
  readonly directives: number;
  /** Selection sets and fragments within each other. */
  readonly nesting: number;
}

const NOTHING: DocumentSize = { depth: 0, fields: 0, rootFields: 0, aliases: 0, directives: 0, nesting: 0 };

/** What nests further than `maxNesting` is not measured to its end; its `nesting` says so. */
export function measure({ definitions }: DocumentNode, maxNesting: number): DocumentSize {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const measured = new Map<string, DocumentSize>();

  const sizeOfFragment = (name: string, level: number): DocumentSize => {
    const known = measured.get(name);
    if (known !== undefined) return known;
    const fragment = fragments.get(name);
    if (fragment === undefined) return NOTHING;
    // A fragment that spreads itself is refused by validation; here it ends.
    measured.set(name, NOTHING);
    const size = sizeOf(fragment.selectionSet, level);
    const whole = { ...size, directives: size.directives + (fragment.directives?.length ?? 0) };
    measured.set(name, whole);
    return whole;
  };

  const sizeOf = (set: SelectionSetNode, level: number, seen = new Set<string>()): DocumentSize => {
    if (level > maxNesting) return { ...NOTHING, nesting: 1 };
    const size = set.selections
      .map((selection) => sizeOfSelection(selection, level, seen))
      .reduce(together, NOTHING);
    return { ...size, nesting: size.nesting + 1 };
  };

  const sizeOfSelection = (selection: SelectionNode, level: number, seen: Set<string>): DocumentSize => {
    const own = selection.directives?.length ?? 0;
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      const inner = sizeOfFragment(selection.name.value, level + 1);
      return { ...inner, directives: inner.directives + own };
    }
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const inner = sizeOf(selection.selectionSet, level + 1, seen);
      return { ...inner, directives: inner.directives + own };
    }
    const { name, alias, selectionSet } = selection;
    const inner = selectionSet === undefined ? NOTHING : sizeOf(selectionSet, level + 1);
    const isAgain = seen.has(name.value);
    seen.add(name.value);
    return {
      depth: inner.depth + 1,
      fields: inner.fields + 1,
      rootFields: 1,
      aliases: inner.aliases + (alias !== undefined || isAgain ? 1 : 0),
      directives: inner.directives + own,
      nesting: inner.nesting,
    };
  };

  return definitions
    .filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)
    .map(({ selectionSet, directives, variableDefinitions }) => {
      const size = sizeOf(selectionSet, 1);
      const own = [{ directives }, ...(variableDefinitions ?? [])].map(
        (each) => each.directives?.length ?? 0,
      );
      return { ...size, directives: own.reduce(sum, size.directives) };
    })
    .reduce(worst, NOTHING);
}

const sum = (a: number, b: number) => a + b;

/** Of two that stand in the same selection set. */
function together(a: DocumentSize, b: DocumentSize): DocumentSize {
  return combined(a, b, sum);
}

/** Of two that are not executed together. */
function worst(a: DocumentSize, b: DocumentSize): DocumentSize {
  return combined(a, b, Math.max);
}

function combined(
  a: DocumentSize,
  b: DocumentSize,
  ofCounts: (a: number, b: number) => number,
): DocumentSize {
  return {
    depth: Math.max(a.depth, b.depth),
    nesting: Math.max(a.nesting, b.nesting),
    fields: ofCounts(a.fields, b.fields),
    rootFields: ofCounts(a.rootFields, b.rootFields),
    aliases: ofCounts(a.aliases, b.aliases),
    directives: ofCounts(a.directives, b.directives),
  };
}
