/** Each document runs with the schema that fits what its caller may do. */
import type { GraphQLSchema } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Authorization } from '../authorization/authorization.ts';
import { arrivalOf } from './arrival.ts';

export function authorizing(schemaFor: Authorization['schemaFor']): Plugin {
  const choose = (args: Running): void => {
    const { caller } = arrivalOf(args.contextValue.request);
    if (caller === undefined) throw new TypeError('A document was let in without its caller.');
    args.schema = schemaFor(caller, args.document, args.schema);
  };
  return {
    onExecute: ({ args }) => choose(args),
    onSubscribe: ({ args }) => choose(args),
  };
}

interface Running {
  schema: GraphQLSchema;
  readonly document: Parameters<Authorization['schemaFor']>[1];
  readonly contextValue: { readonly request: Request };
}
