/** The way of an operation through Yoga's pipeline, step by step as Yoga goes it. What is known of a document is not found out anew. */
import { getOperationAST, type DocumentNode, type GraphQLError, type GraphQLSchema } from 'graphql';
import { isPromise, type GraphQLParams, type YogaServerInstance } from 'graphql-yoga';
import type { ParsedDocuments } from '../limits/parsed-documents.ts';
import type { Hooks, Result } from './hooks.ts';
import type { PlainParameters } from './plain-case.ts';

export interface PipelineParts {
  readonly yoga: YogaServerInstance<object, object>;
  readonly hooks: Pick<Hooks, 'params'>;
  /** The same that Yoga's pipeline keeps them in. */
  readonly documents: ParsedDocuments;
}

/** Throws, or rejects with, what the pipeline fails with. A promise only where something has to be waited for. */
export type Pipeline = (request: Request, params: PlainParameters) => Result | Promise<Result>;

export function createPipeline({ yoga, hooks, documents }: PipelineParts): Pipeline {
  // Each look at Yoga makes a function anew.
  const { getEnveloped } = yoga;
  const operate = (request: Request, params: GraphQLParams): Result | Promise<Result> => {
    const { query = '', operationName, variables } = params;
    const enveloped = getEnveloped({ request, params });
    const schema = enveloped.schema as GraphQLSchema;
    let document = documents.valid(query, schema);
    // Where there is no such operation the pipeline says so after parsing.
    if (document === undefined || getOperationAST(document, operationName) == null) {
      document = enveloped.parse(query) as DocumentNode;
      const errors = enveloped.validate(schema, document) as readonly GraphQLError[];
      if (errors.length > 0) return { errors };
      documents.noteValid(query, schema, document);
    }
    const args = { schema, document, variableValues: variables, operationName };
    const execute = (contextValue: unknown) =>
      enveloped.execute({ ...args, contextValue }) as Result | Promise<Result>;
    const context = enveloped.contextFactory();
    return isPromise(context) ? context.then(execute) : execute(context);
  };

  return (request, params) => {
    const understood = hooks.params(request, params);
    return isPromise(understood)
      ? understood.then((each) => operate(request, each))
      : operate(request, understood);
  };
}
