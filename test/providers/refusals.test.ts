import { expect, test, vi } from 'vitest';
import { UpstreamRefusal } from '../../src/errors.ts';
import { culprit, namedFields, wordsOf } from '../../src/providers/refusals.ts';

const refusal = (body: unknown) => new UpstreamRefusal(404, 'Refused.', body, { source: 'xe' });
const WORDS = {
  contactId: { word: /\bcontact/i },
  inboxId: { word: /\binbox/i },
  title: { word: /\btitle\b/i },
};
const input = { contactId: '1', inboxId: '2' };

test.each([
  [{ message: 'a', error: 'b' }, 'a\nb'],
  [{ errors: [{ entity: 'x', index: 0, message: 'c' }, 'd'] }, 'c\nd'],
  [{ error: { message: 'e', cta: { url: 'http://title.example' } } }, 'e'],
  ['plain', 'plain'],
  [{ title: 'no word' }, ''],
  [undefined, ''],
  [null, ''],
])('the words of %j', (body, words) => {
  expect(wordsOf(refusal(body))).toBe(words);
});

test('the one field given that is named', async () => {
  expect(await culprit(refusal({ error: 'contact not found' }), input, WORDS)).toBe('contactId');
  expect(await culprit(refusal({ error: 'title too odd' }), { ...input, title: '' }, WORDS)).toBe('title');
  expect(namedFields(refusal({ error: 'title, inbox' }), input, WORDS)).toEqual(['inboxId']);
});

test('the only field given needs no name', async () => {
  expect(await culprit(refusal({}), { contactId: '1' }, WORDS)).toBe('contactId');
  expect(await culprit(refusal({}), {}, WORDS)).toBeUndefined();
});

test('where the words leave it open, what can be looked up is', async () => {
  const exists = vi.fn(() => Promise.resolve(false));
  const suspects = { ...WORDS, contactId: { ...WORDS.contactId, exists } };
  expect(await culprit(refusal({}), input, suspects)).toBe('contactId');
  expect(await culprit(refusal({ error: 'inbox_id or contact_id' }), input, suspects)).toBe('contactId');
  exists.mockResolvedValue(true);
  expect(await culprit(refusal({}), input, suspects)).toBe('inboxId');
  exists.mockRejectedValue(new Error('down'));
  expect(await culprit(refusal({}), input, suspects)).toBe('inboxId');
  expect(await culprit(refusal({}), { ...input, title: 't' }, suspects)).toBeUndefined();
});

test('nothing is looked up where the words tell', async () => {
  const exists = vi.fn(() => Promise.resolve(true));
  const suspects = { ...WORDS, contactId: { ...WORDS.contactId, exists } };
  expect(await culprit(refusal({ error: 'inbox' }), input, suspects)).toBe('inboxId');
  expect(exists).not.toHaveBeenCalled();
});
