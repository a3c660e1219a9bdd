import { expect, test } from 'vitest';
import { ANYONE, holds, scopesNamed, SCOPES, sees, type Caller } from '../src/caller.ts';

const crm: Caller = {
  ...ANYONE,
  id: 'key:crm',
  name: 'crm',
  scopes: scopesNamed(['conversations:read', 'messages:write']),
  sources: new Set(['xe']),
};

test('a requirement is met by any one of its alternatives, each needed whole', () => {
  expect(holds(crm, [['conversations:read']])).toBe(true);
  expect(holds(crm, [['conversations:read', 'messages:read']])).toBe(false);
  expect(holds(crm, [['contacts:read'], ['conversations:read', 'messages:write']])).toBe(true);
  expect(holds(crm, [])).toBe(false);
  expect(holds(crm, [[]])).toBe(true);
});

test('a star stands for every scope, and words that are no scope for none', () => {
  expect([...scopesNamed(['*'])]).toEqual(SCOPES);
  expect([...scopesNamed(['openid', 'contacts:read', 'contacts:delete', 'Contacts:read'])]).toEqual([
    'contacts:read',
  ]);
});

test('a caller bound to sources sees these alone', () => {
  expect([sees(crm, 'xe'), sees(crm, 'zaia')]).toEqual([true, false]);
  expect(sees({ ...crm, sources: new Set() }, 'xe')).toBe(false);
  expect(sees(ANYONE, 'zaia')).toBe(true);
});
