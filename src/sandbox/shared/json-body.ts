import type { Context } from 'hono';

/** The JSON of a request body; undefined where it is not JSON. */
export async function readJson(context: Context): Promise<unknown> {
  try {
    return JSON.parse(await context.req.text()) as unknown;
  } catch {
    return undefined;
  }
}
