import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createIdCodec } from '../src/ids.ts';
import { createKeyring } from '../src/keyring.ts';
import { revealed, Secret } from '../src/secret.ts';

const secret = (letter: string) => new Secret(letter.repeat(32));
const ids = createIdCodec(createKeyring([secret('a')]));

test('any native id survives, and one entity has one id', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string(), (nativeId, source) => {
      const id = ids.encode({ type: 'Contact', source, nativeId });
      expect(ids.decode(id)).toEqual({ type: 'Contact', source, nativeId });
      expect(id).toMatch(/^[\w-]+$/);
    }),
  );
});

test('an id is the base64url of its JSON, whatever it is made of', () => {
  const text = fc.oneof(fc.stringMatching(/^[\w.-]*$/), fc.string(), fc.string({ unit: 'binary' }));
  fc.assert(
    fc.property(text, text, (source, nativeId) => {
      const id = ids.encode({ type: 'Agent', source, nativeId });
      expect(id).toBe(Buffer.from(JSON.stringify([1, 'Agent', source, nativeId])).toString('base64url'));
      expect(ids.decode(id)).toEqual({ type: 'Agent', source, nativeId });
    }),
  );
});

test('a message names its conversation', () => {
  const id = ids.encode({ type: 'Message', source: 'xe', nativeId: '1024', messageKey: '2001' });
  expect(ids.decode(id)).toEqual({ type: 'Message', source: 'xe', nativeId: '1024', messageKey: '2001' });
});

test('a secret native id is sealed: unreadable, the same each time, bound to its source', () => {
  const id = ids.encode({ type: 'Conversation', source: 'site', nativeId: new Secret('visitor-42') });
  expect(id).toBe(ids.encode({ type: 'Conversation', source: 'site', nativeId: new Secret('visitor-42') }));
  expect(Buffer.from(id, 'base64url').toString()).not.toContain('visitor-42');
  const nativeId = ids.decode(id)?.nativeId;
  expect(nativeId).toBeInstanceOf(Secret);
  expect(revealed(nativeId ?? '')).toBe('visitor-42');
  const moved = Buffer.from(id, 'base64url').toString().replace('"site"', '"shop"');
  expect(ids.decode(Buffer.from(moved).toString('base64url'))).toBeUndefined();
});

test('ids of a rotated secret are still opened', () => {
  const id = ids.encode({ type: 'Conversation', source: 'site', nativeId: new Secret('visitor-42') });
  const rotated = createIdCodec(createKeyring([secret('b'), secret('a')]));
  expect(revealed(rotated.decode(id)?.nativeId ?? '')).toBe('visitor-42');
  const replaced = createIdCodec(createKeyring([secret('b')]));
  expect(replaced.decode(id)).toBeUndefined();
});

test('where native ids are secrets, an id that shows one is none', () => {
  const guarded = createIdCodec(createKeyring([secret('a')]), (source) => source === 'site');
  expect(
    guarded.decode(ids.encode({ type: 'Conversation', source: 'site', nativeId: 'visitor-42' })),
  ).toBeUndefined();
  const message = { type: 'Message', source: 'site', nativeId: 'visitor-42', messageKey: '1' } as const;
  expect(guarded.decode(ids.encode(message))).toBeUndefined();
  expect(guarded.decode(ids.encode({ type: 'Inbox', source: 'site', nativeId: 'widget' }))).toBeDefined();
  expect(guarded.decode(ids.encode({ type: 'Conversation', source: 'xe', nativeId: '1024' }))).toBeDefined();
});

test('of all the ways to write the same bytes one is an id', () => {
  const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/=. ';
  for (const nativeId of ['', '5', '55', '555', 'ä', 'a"b', 'with space']) {
    const id = ids.encode({ type: 'Contact', source: 'xe', nativeId });
    const written = Array.from(signs, (sign) => [id.slice(0, -1) + sign, id + sign, sign + id]).flat();
    for (const text of written) {
      const read = ids.decode(text);
      if (read !== undefined) expect(ids.encode(read)).toBe(text);
    }
    expect(ids.decode(id)).toEqual({ type: 'Contact', source: 'xe', nativeId });
  }
});

test('nothing but an id is an id', () => {
  const whole = ids.encode({ type: 'Contact', source: 'xe', nativeId: '55' });
  const spaced = Buffer.from('[1, "Contact","xe","55"]').toString('base64url');
  const nextVersion = Buffer.from('[2,"Contact","xe","55"]').toString('base64url');
  const bad = [
    '',
    '1024',
    'Q29udGFjdDo1NQ==',
    `${whole}=`,
    whole.slice(0, -1),
    spaced,
    Buffer.from('[1,"Source","xe","x"]').toString('base64url'),
    Buffer.from('[1,"Source","xe","å"]').toString('base64url'),
    nextVersion,
    'x'.repeat(10_000),
  ];
  for (const text of bad) expect(ids.decode(text), text).toBeUndefined();
});

test('of all that names one thing, one text is its id', () => {
  const text = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');
  const sealed = ids.encode({ type: 'Conversation', source: 'site', nativeId: new Secret('visitor-42') });
  const [, , , native] = JSON.parse(Buffer.from(sealed, 'base64url').toString()) as [
    1,
    string,
    string,
    object,
  ];
  expect(ids.decode(text(1, 'Conversation', 'site', native))).toBeDefined();
  expect(ids.decode(text(1, 'Conversation', 'site', { ...native, more: 1 }))).toBeUndefined();
  expect(ids.decode(text(1, 'Agent', 'xe', '1', null))).toBeUndefined();
  expect(ids.decode(text(1, 'Agent', 'xe', '1', { any: 'thing' }))).toBeUndefined();
  expect(ids.decode(text(1, 'Message', 'xe', '1', '2', '3'))).toBeUndefined();
});

test('random text never decodes to an id', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(ids.decode(text)).toBeUndefined();
    }),
  );
});
