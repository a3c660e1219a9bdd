/** What is served beside GraphQL, by exact path. */
import type { FetchAPI, Plugin } from 'graphql-yoga';
import type { GraphiqlPage } from './graphiql.ts';

export const GRAPHQL_PATH = '/graphql';

const NOT_SHOWN = `This is not shown here, since introspection is off: POST GraphQL to ${GRAPHQL_PATH}.`;

export interface RouteParts {
  /** What shows the schema: absent where introspection is off. */
  readonly shown:
    | {
        readonly graphiql: GraphiqlPage;
        /** SDL */
        readonly printedSchema: string;
      }
    | undefined;
  /** False from the moment the server begins to shut down. */
  readonly ready: () => boolean;
}

export function routes(parts: RouteParts): Plugin {
  return {
    async onRequest(payload) {
      const { request, url, fetchAPI } = payload;
      const answer = await answerTo(request, url.pathname, fetchAPI.Response, parts);
      if (answer !== undefined) payload.endResponse(answer);
    },
  };
}

type ResponseClass = FetchAPI['Response'];

/** Undefined for what is GraphQL's. */
function answerTo(
  request: Request,
  pathname: string,
  Response: ResponseClass,
  { shown, ready }: RouteParts,
): Promise<Response> | Response | undefined {
  const wantsPage = request.method === 'GET' && request.headers.get('accept')?.includes('text/html') === true;
  switch (pathname) {
    case GRAPHQL_PATH:
      if (!wantsPage) return undefined;
      return shown?.graphiql(request, Response) ?? json(Response, 404, { error: NOT_SHOWN });
    case '/schema.graphql':
      if (shown === undefined) return json(Response, 404, { error: NOT_SHOWN });
      // Plain text is what a browser shows.
      return new Response(shown.printedSchema, { headers: { 'content-type': 'text/plain; charset=utf-8' } });
    case '/livez':
      return json(Response, 200, { status: 'ok' });
    case '/readyz':
      return ready()
        ? json(Response, 200, { status: 'ok' })
        : json(Response, 503, { status: 'shutting down' });
    default:
      if (pathname === '/' && wantsPage) {
        return new Response(null, { status: 302, headers: { location: GRAPHQL_PATH } });
      }
      return json(Response, 404, { error: `Nothing is served here. GraphQL is at ${GRAPHQL_PATH}.` });
  }
}

function json(Response: ResponseClass, status: number, body: object): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
}
