import { expect, test } from 'vitest';
import { abortSignalOf, Aborter } from '../src/abort.ts';

test('who listens is told, in the order of arrival, once', () => {
  const aborter = new Aborter();
  const told: string[] = [];
  aborter.addEventListener('abort', () => told.push(`first: ${String(aborter.reason)}`));
  aborter.addEventListener('abort', () => told.push('second'));
  expect(aborter.aborted).toBe(false);
  aborter.abort('late');
  aborter.abort('again');
  expect(told).toEqual(['first: late', 'second']);
  expect(aborter).toMatchObject({ aborted: true, reason: 'late' });
});

test('who has left is not told, not even by one that is told before', () => {
  const aborter = new Aborter();
  const told: string[] = [];
  const leaving = () => told.push('leaving');
  const next = () => told.push('next');
  aborter.addEventListener('abort', leaving);
  aborter.addEventListener('abort', () => aborter.removeEventListener('abort', next));
  aborter.addEventListener('abort', next);
  aborter.removeEventListener('abort', leaving);
  aborter.abort();
  expect(told).toEqual([]);
});

test('who comes after it was aborted is not told, as with an AbortSignal', () => {
  const aborter = new Aborter();
  aborter.abort();
  const told: string[] = [];
  aborter.addEventListener('abort', () => told.push('late'));
  aborter.abort();
  expect(told).toEqual([]);
});

test('without a reason it is an AbortError', () => {
  const aborter = new Aborter();
  aborter.abort();
  expect(aborter.reason).toMatchObject({ name: 'AbortError' });
});

test('the whole signal of one says the same', () => {
  const aborter = new Aborter();
  const signal = abortSignalOf(aborter);
  expect(signal.aborted).toBe(false);
  aborter.abort('gone');
  expect(signal).toMatchObject({ aborted: true, reason: 'gone' });
  expect(abortSignalOf(aborter).reason).toBe('gone');
});

test('an AbortSignal is one already', () => {
  const { signal } = new AbortController();
  expect(abortSignalOf(signal)).toBe(signal);
});
