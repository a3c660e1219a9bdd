import type { Context } from 'hono';

/** Never answers: waits until the client goes away or the server cuts the connection. */
export async function hang(context: Context): Promise<Response> {
  const { signal } = context.req.raw;
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener(
      'abort',
      () => {
        resolve();
      },
      { once: true },
    );
  });
  return context.body(null, 408);
}
