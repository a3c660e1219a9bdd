import { expect, test } from 'vitest';
import { atMost, email, filled, phone } from '../../src/providers/rules.ts';

test.each(['', ' ', '\n\t', '\u00a0'])('%j is blank', (text) => {
  expect(filled(text)).toMatchObject({ code: 'INVALID' });
  expect(atMost(10)(text)).toMatchObject({ code: 'INVALID' });
});

test.each([
  ['x', 3],
  ['🦊', 3],
  ['é', 3],
  ['\ud83e', 3],
])('%j counts as one character', (character, most) => {
  const check = atMost(most);
  expect(check(character.repeat(most))).toBeUndefined();
  expect(check(character.repeat(most + 1))).toEqual({
    code: 'TOO_LONG',
    message: 'The text has 4 characters; at most 3 are taken.',
  });
});

test('numbers are written for people', () => {
  expect(atMost(10_000)('x'.repeat(12_345))?.message).toContain('12,345 characters; at most 10,000');
});

test.each(['a@b.cd', 'jo.doe+tag@mail.example.com', 'ž@pošta.example'])('%s is an email', (text) => {
  expect(email(text)).toBeUndefined();
});

test.each(['', 'a', 'a@b', '@b.cd', 'a@b.', 'a b@c.de', 'a@b..cd', 'a@@b.cd', ' a@b.cd'])(
  '%j is none',
  (text) => {
    expect(email(text)).toMatchObject({ code: 'INVALID' });
  },
);

test.each(['+15550001234', '+385911234567', '+12', '+123456789012345'])('%s is E.164', (text) => {
  expect(phone(text)).toBeUndefined();
});

test.each(['', '+1', '15550001234', '+05550001234', '+1 555', '+1234567890123456', '+1555000123x'])(
  '%j is not',
  (text) => {
    expect(phone(text)).toMatchObject({ code: 'INVALID' });
  },
);
