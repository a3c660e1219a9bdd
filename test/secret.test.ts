import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { revealed, Secret } from '../src/secret.ts';

test('no way of printing a secret tells it', () => {
  const secret = new Secret('hunter2');
  const printed = [
    String(secret),
    secret.toString(),
    JSON.stringify({ secret }),
    inspect(secret),
    inspect({ secret }, { depth: 5, showHidden: true }),
    Object.entries(secret).join(),
    JSON.stringify(structuredClone(secret)),
  ];
  expect(printed.join()).not.toContain('hunter2');
  expect(printed[0]).toBe('[redacted]');
});

test('revealing is explicit', () => {
  expect(new Secret('hunter2').reveal()).toBe('hunter2');
  expect(revealed(new Secret('hunter2'))).toBe('hunter2');
  expect(revealed('plain')).toBe('plain');
});
