/** What kind of operation a request asks for is noted as soon as its document is parsed: whoever refuses it later is to say whether anything was written. */
import { getOperationAST, type DocumentNode, type Source } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { arrivalOf, type AskedFor } from './arrival.ts';

/** Comes before whoever refuses what was parsed. */
export function notedOperation(): Plugin {
  return {
    onParse({ context, parseFn, setParseFn }) {
      // A document that exceeds a limit is parsed, but is no result.
      setParseFn((source: string | Source, options: unknown) => {
        const document = parseFn(source, options) as DocumentNode;
        noteOperation(context, document);
        return document;
      });
      // One that is kept is a result, but is not parsed.
      return ({ result }) => {
        if (result !== null && !(result instanceof Error)) noteOperation(context, result as DocumentNode);
      };
    },
  };
}

/** False where the document has no such operation. */
export function noteOperation({ request, params }: AskedFor, document: DocumentNode): boolean {
  const operation = getOperationAST(document, params.operationName);
  if (operation == null) return false;
  const name = operation.name?.value.slice(0, 100);
  arrivalOf(request).operation = { type: operation.operation, name };
  return true;
}
