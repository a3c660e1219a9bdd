/** What a provider of the sandbox replied. */
export interface Answer {
  status: number;
  headers: Headers;
  body: unknown;
}

interface Request {
  method?: string;
  headers?: Record<string, string>;
  json?: unknown;
  signal?: AbortSignal;
}

/** One request over HTTP; JSON is decoded, anything else stays text. */
export async function call(url: string, { json, ...request }: Request = {}): Promise<Answer> {
  const response = await fetch(url, {
    ...request,
    ...(json === undefined ? {} : { body: typeof json === 'string' ? json : JSON.stringify(json) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type') === 'application/json';
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
}

/** Midday, 31 March 2026, UTC: around the moment of the pages' examples. */
export const noon = Date.parse('2026-03-31T12:00:00Z');
