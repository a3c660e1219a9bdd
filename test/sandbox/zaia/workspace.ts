import { onTestFinished } from 'vitest';
import { startZaia, ZaiaState } from '../../../src/sandbox/zaia/index.ts';
import type { ZaiaOptions } from '../../../src/sandbox/zaia/index.ts';
import { call, noon } from '../call.ts';
import type { Answer } from '../call.ts';

/** A UUID v4 that is easy to read: `uuid(7)` ends in 7. */
export function uuid(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

/**
 * Twelve chats, `uuid(1)` to `uuid(12)`, each active a minute after the one before, in turn on a widget
 * (channel 101) and on waha (102), owned by 201 or 202, answered by 301 or 302.
 */
export function exampleState(): ZaiaState {
  const state = new ZaiaState();
  state.addChannel({ id: uuid(101), name: 'Widget', type: 'widget' });
  state.addChannel({ id: uuid(102), name: 'Phone', type: 'waha' });
  const owner = { isBlocked: null, identifier: null, email: null };
  state.addOwner({
    ...owner,
    id: uuid(201),
    externalId: uuid(211),
    name: 'Alice',
    email: 'alice@example.com',
  });
  state.addOwner({ ...owner, id: uuid(202), externalId: uuid(212), name: null, identifier: '+15550001234' });
  const versions = (first: number) => [1, 2].map((number) => ({ id: uuid(first + number), number }));
  const ava = { entity: 'agents', name: 'Ava', picture: null };
  state.addResponder({ ...ava, id: uuid(301), entityId: uuid(311), versions: versions(400) });
  state.addResponder({
    ...ava,
    id: uuid(302),
    entityId: uuid(312),
    versions: versions(410),
    entity: 'squads',
  });
  for (let number = 1; number <= 12; number += 1) {
    const at = noon - (12 - number) * 60_000;
    const responderId = uuid(number % 3 === 0 ? 302 : 301);
    const [older, newer] = number % 3 === 0 ? [411, 412] : [401, 402];
    state.addChat({
      id: uuid(number),
      channelId: uuid(number % 2 === 0 ? 102 : 101),
      ownerId: uuid(number % 4 === 0 ? 202 : 201),
      title: number === 5 ? 'Where is my parcel?' : null,
      createdAt: at - 60_000,
      updatedAt: at,
      isRemoved: false,
      lastChatMessageCreatedAt: at,
      responders: [
        { responderId, versionId: uuid(older) },
        { responderId, versionId: uuid(newer) },
      ],
      ticket: number === 12 ? { id: uuid(500), status: 'open' } : null,
      previews: [
        { content: `Question ${String(number)}`, role: 'user', createdAt: at - 30_000 },
        { content: `Answer ${String(number)}`, role: 'assistant', createdAt: at },
      ],
    });
  }
  return state;
}

/** A running workspace, closed with the test, and a way to call it with its key. */
export async function openWorkspace(options: ZaiaOptions = {}) {
  const workspace = await startZaia({ state: exampleState(), now: () => noon + 3_600_000, ...options });
  onTestFinished(workspace.close);
  const ask = (path: string, request: { method?: string; json?: unknown } = {}): Promise<Answer> =>
    call(`${workspace.url}/api/v1/chats${path}`, {
      ...request,
      headers: { authorization: workspace.credential },
    });
  const numbers = async (path: string) =>
    ((await ask(path)).body as { id: string }[]).map(({ id }) => Number(id.slice(-12)));
  return { ...workspace, ask, numbers };
}
