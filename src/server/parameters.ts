/** In a GET's query string and in a form, `variables` and `extensions` are JSON texts; a broken one is the caller's fault. */
import type { Plugin } from 'graphql-yoga';
import { BadInputError } from '../errors.ts';

export function readableParameters(): Plugin {
  return {
    onRequestParse(payload) {
      const { requestParser } = payload;
      if (requestParser === undefined) return;
      payload.setRequestParser(async (request) => {
        try {
          return await requestParser(request);
        } catch (error) {
          if (!(error instanceof SyntaxError)) throw error;
          throw new BadInputError('The parameters "variables" and "extensions" must be JSON objects.');
        }
      });
    },
  };
}
