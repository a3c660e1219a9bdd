/** How a gateway's schema is held against what its callers may do. */
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { holds, SCOPES, type Caller, type Requirement } from '../caller.ts';
import type { Access } from '../data-sources/access.ts';
import type { IdCodec } from '../ids.ts';
import { limitedAccess, UNLIMITED } from './access.ts';
import { guarded } from './guard.ts';
import { needsOf } from './needs.ts';
import { readRules } from './rules.ts';

export interface Authorization {
  /**
   * What to run a document of `schema` with: the schema as it is where the caller has all that the document can come to need, else with a
   * guard before its fields.
   */
  schemaFor(caller: Caller, document: DocumentNode, schema: GraphQLSchema): GraphQLSchema;
  accessOf(caller: Caller): Access;
}

/** `schema` is the public one; others that documents run with hold its types. */
export function createAuthorization(schema: GraphQLSchema, ids: IdCodec): Authorization {
  const rules = readRules(schema);
  const guardedSchemas = new WeakMap<GraphQLSchema, GuardedSchema>();
  const guardedOf = (open: GraphQLSchema): GuardedSchema => {
    const known = guardedSchemas.get(open) ?? createGuarded(open);
    guardedSchemas.set(open, known);
    return known;
  };
  return {
    schemaFor(caller, document, open) {
      const isBound = caller.conversations !== undefined;
      if (!isBound && hasEveryScope(caller)) return open;
      const { schema: behind, needs } = guardedOf(open);
      return !isBound && needs(document).every((need) => holds(caller, need)) ? open : behind;
    },
    accessOf(caller) {
      const isUnlimited =
        hasEveryScope(caller) && caller.sources === undefined && caller.conversations === undefined;
      return isUnlimited ? UNLIMITED : limitedAccess(caller, ids, rules);
    },
  };
}

interface GuardedSchema {
  readonly schema: GraphQLSchema;
  readonly needs: (document: DocumentNode) => readonly Requirement[];
}

function createGuarded(open: GraphQLSchema): GuardedSchema {
  const rules = readRules(open);
  const known = new WeakMap<DocumentNode, readonly Requirement[]>();
  return {
    schema: guarded(open, rules),
    needs(document) {
      const needs = known.get(document) ?? needsOf(document, open, rules);
      known.set(document, needs);
      return needs;
    },
  };
}

function hasEveryScope({ scopes }: Caller): boolean {
  return scopes.size === SCOPES.length;
}
