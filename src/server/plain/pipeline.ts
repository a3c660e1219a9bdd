/**
 * The way of an operation through Yoga's pipeline, step by step as Yoga goes it. What is known of a document is not found out anew, and the steps that only
 * our own plugins have a say in are gone without Envelop, which would make two dozen functions for each operation.
 */
import type { DocumentNode, GraphQLError, GraphQLSchema } from 'graphql';
import { isPromise, type GraphQLParams, type YogaServerInstance } from 'graphql-yoga';
import type { AskedFor } from '../arrival.ts';
import type { ParsedDocuments } from '../limits/parsed-documents.ts';
import { noteOperation } from '../noted-operation.ts';
import type { SchemaOf } from '../schema-for-routers.ts';
import type { Executor } from './executor.ts';
import type { Hooks, Result } from './hooks.ts';
import type { PlainParameters } from './plain-case.ts';

export interface PipelineParts {
  readonly yoga: Pick<YogaServerInstance<object, object>, 'getEnveloped'>;
  readonly hooks: Pick<Hooks, 'params'>;
  /** The same that Yoga's pipeline keeps them in. */
  readonly documents: ParsedDocuments;
  /** The schema that Yoga would take. */
  readonly schemaOf: SchemaOf;
  /** What Yoga would put into the context. */
  readonly createContext: (asked: AskedFor) => object;
  readonly execute: Executor;
}

/** Throws, or rejects with, what the pipeline fails with. A promise only where something has to be waited for. */
export type Pipeline = (request: Request, params: PlainParameters) => Result | Promise<Result>;

export function createPipeline(parts: PipelineParts): Pipeline {
  const { hooks, documents, schemaOf, createContext, execute } = parts;
  // Each look at Yoga makes a function anew.
  const { getEnveloped } = parts.yoga;

  /** The document, or what is wrong with it. */
  const read = (query: string, schema: GraphQLSchema, asked: AskedFor) => {
    const enveloped = getEnveloped(asked);
    const document = enveloped.parse(query) as DocumentNode;
    const errors = enveloped.validate(schema, document) as readonly GraphQLError[];
    if (errors.length > 0) return { errors };
    documents.noteValid(query, schema, document);
    return { document };
  };

  const operate = (request: Request, params: GraphQLParams): Result | Promise<Result> => {
    const { query = '', operationName, variables } = params;
    const asked: AskedFor = { request, params };
    const schema = schemaOf(asked);
    let document = documents.valid(query, schema);
    // Where there is no such operation the pipeline says so after parsing.
    if (document === undefined || !noteOperation(asked, document)) {
      const found = read(query, schema, asked);
      if (found.document === undefined) return found;
      document = found.document;
    }
    const contextValue = Object.assign(asked, createContext(asked));
    return execute({ schema, document, variableValues: variables, operationName, contextValue });
  };

  return (request, params) => {
    const understood = hooks.params(request, params);
    return isPromise(understood)
      ? understood.then((each) => operate(request, each))
      : operate(request, understood);
  };
}
