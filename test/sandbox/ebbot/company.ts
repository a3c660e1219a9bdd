import { onTestFinished } from 'vitest';
import { startEbbot } from '../../../src/sandbox/ebbot/index.ts';
import type { EbbotOptions } from '../../../src/sandbox/ebbot/index.ts';
import { call, noon } from '../call.ts';
import type { Answer } from '../call.ts';

/** A running company, closed with the test, and a way to call it with its key. */
export async function openCompany(options: EbbotOptions = {}) {
  const company = await startEbbot({ now: () => noon, ...options });
  onTestFinished(company.close);
  const ask = (path = '', signal?: AbortSignal): Promise<Answer> =>
    call(`${company.url}/api/chats/company_chats${path}`, {
      headers: { accept: 'application/json', 'x-api-key': company.credential },
      ...(signal === undefined ? {} : { signal }),
    });
  return { ...company, ask };
}
