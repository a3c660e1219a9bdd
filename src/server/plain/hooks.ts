/** The hooks of plugins around the pipeline, run as Yoga runs them. */
import type { IncomingMessage } from 'node:http';
import type { FetchAPI, GraphQLParams, Plugin } from 'graphql-yoga';
import { inTurn } from '../in-turn.ts';

export type Result = Parameters<NonNullable<Plugin['onResultProcess']>>[0]['result'];

export interface Hooks {
  /** Before the body is read. A promise only where a hook takes its time; throws what a hook throws at once. */
  before(request: Request, incoming: IncomingMessage): Promise<void> | undefined;
  /** The parameters as they are to be understood. A promise as of `before`. */
  params(request: Request, params: GraphQLParams): GraphQLParams | Promise<GraphQLParams>;
  /** The result as it is to be shown. A promise as of `before`. */
  result(request: Request, result: Result): Result | Promise<Result>;
  /** Just before the response goes out. A promise as of `before`. */
  after(request: Request, response: Response): Promise<void> | undefined;
}

const SERVER_CONTEXT = { waitUntil: () => undefined };

/** Throws a `TypeError` for what only Yoga's own HTTP layer could do for a plugin. */
export function createHooks(plugins: readonly Plugin[], fetchAPI: FetchAPI): Hooks {
  if (plugins.some(({ onRequest }) => onRequest !== undefined)) throw new TypeError(UNKNOWN);
  const before = present(plugins.map(({ onRequestParse }) => onRequestParse));
  const understood = present(plugins.map(({ onParams }) => onParams));
  const shown = present(plugins.map(({ onResultProcess }) => onResultProcess));
  const after = present(plugins.map(({ onResponse }) => onResponse));
  return {
    before(request, incoming) {
      const payload = new Arriving(request, incoming, fetchAPI);
      return inTurn(before, (hook) => hook(payload));
    },
    params(request, params) {
      const payload = new Understanding(request, params, fetchAPI);
      const taken = inTurn(understood, (hook) => hook(payload));
      return taken === undefined ? payload.params : taken.then(() => payload.params);
    },
    result(request, result) {
      const payload = new Ending(request, result);
      const taken = inTurn(shown, (hook) => hook(payload));
      return taken === undefined ? payload.result : taken.then(() => payload.result);
    },
    after(request, response) {
      const payload = { request, response, setResponse: cannot, serverContext: SERVER_CONTEXT, fetchAPI };
      return inTurn(after, (hook) => hook(payload));
    },
  };
}

/** What `onRequestParse` is given. */
class Arriving {
  readonly request: Request;
  readonly requestParser = undefined;
  readonly setRequestParser = cannot;
  readonly endResponse = cannot;
  readonly fetchAPI: FetchAPI;
  readonly serverContext: typeof SERVER_CONTEXT & { readonly req: IncomingMessage };

  constructor(request: Request, req: IncomingMessage, fetchAPI: FetchAPI) {
    this.request = request;
    this.fetchAPI = fetchAPI;
    this.serverContext = { ...SERVER_CONTEXT, req };
  }

  get url(): URL {
    return new URL(this.request.url);
  }
}

/** What `onParams` is given: one for all hooks, as below. */
class Understanding {
  readonly request: Request;
  params: GraphQLParams;
  readonly setParams: (next: GraphQLParams) => void;
  readonly paramsHandler = cannot;
  readonly setParamsHandler = cannot;
  readonly setResult = cannot;
  readonly fetchAPI: FetchAPI;
  readonly context = {};

  constructor(request: Request, params: GraphQLParams, fetchAPI: FetchAPI) {
    this.request = request;
    this.params = params;
    this.fetchAPI = fetchAPI;
    const set = (next: GraphQLParams) => void (this.params = next);
    this.setParams = set;
  }
}

/** What `onResultProcess` is given: one for all hooks, each of which sees what those before it made of the result. */
class Ending {
  readonly request: Request;
  result: Result;
  readonly setResult: (next: Result) => void;
  readonly acceptableMediaTypes: string[] = [];
  readonly setResultProcessor = cannot;
  readonly serverContext = SERVER_CONTEXT;

  constructor(request: Request, result: Result) {
    this.request = request;
    this.result = result;
    const set = (next: Result) => void (this.result = next);
    this.setResult = set;
  }
}

function present<Hook>(hooks: readonly (Hook | undefined)[]): Hook[] {
  return hooks.filter((hook) => hook !== undefined);
}

const UNKNOWN = 'A plugin wants to do what the plain case does by itself: see src/server/plain/.';

function cannot(): never {
  throw new TypeError(UNKNOWN);
}
