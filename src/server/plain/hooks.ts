/** The hooks of plugins around the pipeline, run as Yoga runs them. */
import type { IncomingMessage } from 'node:http';
import type { FetchAPI, Plugin } from 'graphql-yoga';

export type Result = Parameters<NonNullable<Plugin['onResultProcess']>>[0]['result'];

export interface Hooks {
  /** Before the body is read. */
  before(request: Request, incoming: IncomingMessage): Promise<void>;
  /** The result as it is to be shown. */
  result(request: Request, result: Result): Promise<Result>;
  /** Just before the response goes out. */
  after(request: Request, response: Response): Promise<void>;
}

const SERVER_CONTEXT = { waitUntil: () => undefined };

/** Throws a `TypeError` for what only Yoga's own HTTP layer could do for a plugin. */
export function createHooks(plugins: readonly Plugin[], fetchAPI: FetchAPI): Hooks {
  if (plugins.some(({ onRequest }) => onRequest !== undefined)) throw new TypeError(UNKNOWN);
  const before = present(plugins.map(({ onRequestParse }) => onRequestParse));
  const shown = present(plugins.map(({ onResultProcess }) => onResultProcess));
  const after = present(plugins.map(({ onResponse }) => onResponse));
  return {
    async before(request, incoming) {
      const serverContext = { ...SERVER_CONTEXT, req: incoming };
      for (const hook of before) {
        await hook({
          request,
          get url() {
            return new URL(request.url);
          },
          requestParser: undefined,
          setRequestParser: cannot,
          endResponse: cannot,
          fetchAPI,
          serverContext,
        });
      }
    },
    async result(request, result) {
      let current = result;
      for (const hook of shown) {
        await hook({
          request,
          result: current,
          setResult: (next) => (current = next),
          acceptableMediaTypes: [],
          setResultProcessor: cannot,
          serverContext: SERVER_CONTEXT,
        });
      }
      return current;
    },
    async after(request, response) {
      for (const hook of after) {
        await hook({ request, response, setResponse: cannot, serverContext: SERVER_CONTEXT, fetchAPI });
      }
    },
  };
}

function present<Hook>(hooks: readonly (Hook | undefined)[]): Hook[] {
  return hooks.filter((hook) => hook !== undefined);
}

const UNKNOWN = 'A plugin wants to do what the plain case does by itself: see src/server/plain/.';

function cannot(): never {
  throw new TypeError(UNKNOWN);
}
