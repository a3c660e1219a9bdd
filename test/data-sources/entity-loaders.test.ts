import { expect, test } from 'vitest';
import { listedLoader, singleLoader } from '../../src/data-sources/entity-loaders.ts';

interface Named {
  readonly nativeId: string;
  readonly name: string;
}

test('each is looked up once, whoever asks and when; one that fails fails alone', async () => {
  const asked: string[] = [];
  const loader = singleLoader((nativeId) => {
    asked.push(nativeId);
    if (nativeId === 'lost') return Promise.reject(new Error('lost'));
    return Promise.resolve(nativeId === 'none' ? null : { nativeId, name: `Name of ${nativeId}` });
  });
  const [one, again, none, lost] = await Promise.allSettled(
    ['1', '1', 'none', 'lost'].map((nativeId) => loader.load(nativeId)),
  );
  expect(one).toEqual({ status: 'fulfilled', value: { nativeId: '1', name: 'Name of 1' } });
  expect(again).toEqual(one);
  expect(none).toEqual({ status: 'fulfilled', value: null });
  expect(lost).toMatchObject({ status: 'rejected', reason: { message: 'lost' } });
  await loader.load('1');
  await expect(loader.load('lost')).rejects.toThrow('lost');
  expect(asked).toEqual(['1', 'none', 'lost']);
});

test('what is thrown at once is the look-up’s failure', async () => {
  const loader = singleLoader<Named>(() => {
    throw new TypeError('unknown here');
  });
  await expect(loader.load('1')).rejects.toThrow('unknown here');
});

test('one list answers for all, and is not read before somebody asks', async () => {
  let lists = 0;
  const loader = listedLoader(() => {
    lists += 1;
    return Promise.resolve([{ nativeId: '1', name: 'Ann' }]);
  });
  expect(lists).toBe(0);
  const found = await Promise.all(['1', '2', '1'].map((nativeId) => loader.load(nativeId)));
  expect(found).toEqual([{ nativeId: '1', name: 'Ann' }, null, { nativeId: '1', name: 'Ann' }]);
  expect(lists).toBe(1);
});

test('a list that fails fails for each of them, and is not read again', async () => {
  let lists = 0;
  const loader = listedLoader<Named>(() => {
    lists += 1;
    return Promise.reject(new Error('no list'));
  });
  const found = await Promise.allSettled(['1', '2'].map((nativeId) => loader.load(nativeId)));
  expect(found.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await expect(loader.load('3')).rejects.toThrow('no list');
  expect(lists).toBe(1);
});
