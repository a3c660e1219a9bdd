import { expect, test } from 'vitest';
import { ConversationLoader } from '../../src/data-sources/conversation-loader.ts';
import type { Conversation } from '../../src/domain.ts';
import type { ConversationWant } from '../../src/providers/provider.ts';

const row = (fields: Partial<Conversation> = {}): Conversation => ({
  source: 'zaia',
  nativeId: '1',
  ...fields,
});

function recording(answer: (want: ConversationWant) => Conversation | null) {
  const asked: string[][] = [];
  const loader = new ConversationLoader((_, want) => {
    asked.push(want.fields === undefined ? ['*'] : [...want.fields].sort());
    return Promise.resolve(answer(want));
  });
  return { asked, loader };
}

test('looks in one tick are one call that wants the union of their fields', async () => {
  const { asked, loader } = recording(() => row({ title: 'Order', createdAt: 'then' }));
  const [first, second] = await Promise.all([
    loader.load('1', { fields: new Set(['title']) }),
    loader.load('1', { fields: new Set(['createdAt']) }),
  ]);
  expect(asked).toEqual([['createdAt', 'title']]);
  expect(first).toEqual(second);
});

test('a field that a cheaper call left out makes one more, and what was known stays', async () => {
  const { asked, loader } = recording(({ fields }) =>
    fields?.has('contact') === true ? row({ contact: null }) : row({ title: 'Order' }),
  );
  await loader.load('1', { fields: new Set(['title']) });
  expect(await loader.load('1', { fields: new Set(['contact']) })).toEqual(
    row({ title: 'Order', contact: null }),
  );
  await loader.load('1', { fields: new Set(['title', 'contact']) });
  expect(asked).toEqual([['title'], ['contact']]);
});

test('a primed row answers what it carried, without a call', async () => {
  const { asked, loader } = recording(() => row({ updatedAt: 'now' }));
  loader.prime(row({ title: 'Order', contact: null }));
  expect(await loader.load('1', { fields: new Set(['title', 'contact']) })).toMatchObject({ title: 'Order' });
  expect(asked).toEqual([]);
  expect(await loader.load('1', { fields: new Set(['updatedAt']) })).toMatchObject({ updatedAt: 'now' });
  expect(asked).toEqual([['updatedAt']]);
});

test('versions of the assignee are kept apart, and a missing conversation is remembered', async () => {
  const { asked, loader } = recording(({ assigneeVersionId }) =>
    assigneeVersionId === undefined ? null : row({ title: assigneeVersionId }),
  );
  expect(await loader.load('1', { fields: new Set(['title']) })).toBeNull();
  expect(await loader.load('1', { fields: new Set(['contact']) })).toBeNull();
  expect(await loader.load('1', { assigneeVersionId: 'v2' })).toMatchObject({ title: 'v2' });
  expect(asked).toEqual([['title'], ['*']]);
});

test('one failed conversation fails alone', async () => {
  const loader = new ConversationLoader((nativeId) =>
    nativeId === 'bad' ? Promise.reject(new Error('bad one')) : Promise.resolve(row()),
  );
  const [good, bad] = await Promise.allSettled([loader.load('1'), loader.load('bad')]);
  expect(good).toMatchObject({ status: 'fulfilled', value: row() });
  expect(bad).toMatchObject({ status: 'rejected', reason: { message: 'bad one' } });
});
