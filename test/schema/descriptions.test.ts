import { expect, test } from 'vitest';
import { describedElements, sdl } from './sdl.ts';

const coordinatesWhere = (isWrong: (description: string) => boolean) =>
  describedElements()
    .filter(({ description }) => isWrong(description))
    .map(({ coordinate }) => coordinate);

test('the walk over the schema reaches every kind of element', () => {
  const coordinates = describedElements().map(({ coordinate }) => coordinate);
  expect(coordinates).toEqual(
    expect.arrayContaining([
      'DateTime',
      'Node.id',
      'Conversation.messages(since:)',
      'SliceStatus.OK',
      'SendMessageInput.as',
      'Mutation.sendMessage(input:)',
      'Subscription.messageAdded',
    ]),
  );
});

test('every element is described', () => {
  expect(coordinatesWhere((description) => description.trim() === '')).toEqual([]);
});

test('descriptions are whole sentences, not a name repeated', () => {
  expect(coordinatesWhere((description) => !/^\S.*\.$/s.test(description))).toEqual([]);
});

test('no REST path, no address and no HTTP status is named', () => {
  const withoutScalarSpecifications = sdl.replaceAll(/@specifiedBy\(url: "[^"]*"\)/g, '');
  expect(withoutScalarSpecifications).not.toMatch(/https?:|\bv1\b|\/api\b/i);
  expect(withoutScalarSpecifications.match(/(?<![\w`])\/[\w{]\S*/g)).toBeNull();
  expect(withoutScalarSpecifications.match(/\b[45]\d\d\b/g)).toBeNull();
});
