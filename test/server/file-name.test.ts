import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contentDisposition, fileNameIn, fitName } from '../../src/server/file-name.ts';

/** As undici gives a header: every byte a character. */
const onTheWire = (text: string) => Buffer.from(text).toString('latin1');

test.each([
  [undefined, undefined],
  ['attachment', undefined],
  ['attachment; filename=""', undefined],
  ['attachment; filename=a.png', 'a.png'],
  ['attachment; filename=two words.png; size=3', 'two words.png'],
  ['attachment;filename="a b.png"', 'a b.png'],
  ['inline; FileName = "A.PNG"', 'A.PNG'],
  [String.raw`attachment; filename="the \"best\" one\\.png"`, 'png'],
  [`attachment; filename="x.csv"; filename*=UTF-8''%C3%9Cbersicht%20%281%29.csv`, 'Übersicht (1).csv'],
  [`attachment; filename*=utf-8'de'%e2%82%ac.txt; filename="x.txt"`, '€.txt'],
  [`attachment; filename*=iso-8859-1''%E9t%E9.txt`, 'été.txt'],
  [`attachment; filename="plain.txt"; filename*=UTF-8''%ff`, 'plain.txt'],
  [`attachment; filename="plain.txt"; filename*=shift-jis''%83`, 'plain.txt'],
  [onTheWire('attachment; filename="Übersicht.csv"'), 'Übersicht.csv'],
  ['attachment; filename="\u00dcbersicht.csv"', 'Übersicht.csv'],
])('%j names %j', (header, name) => {
  expect(fileNameIn(header)).toBe(name);
});

test.each([
  ['../../etc/passwd', 'passwd'],
  ['C:\\Windows\\system32\\a.exe', 'a.exe'],
  ['.htaccess', 'htaccess'],
  ['..', undefined],
  ['...', undefined],
  ['/', undefined],
  [' a.txt . ', 'a.txt'],
  ['invoice\u202efdp.exe', 'invoicefdp.exe'],
  ['a\r\nSet-Cookie: x=y', 'aSet-Cookie_ x=y'],
  ['a\u0000.txt', 'a.txt'],
  ['a<b>|c?.txt', 'a_b__c_.txt'],
  ['\ud800.txt', '\ufffd.txt'],
  ['報告.pdf', '報告.pdf'],
  [`${'a'.repeat(500)}.pdf`, `${'a'.repeat(116)}.pdf`],
  [`${'😀'.repeat(500)}.pdf`, `${'😀'.repeat(116)}.pdf`],
  [`a.${'b'.repeat(500)}`, `a.${'b'.repeat(118)}`],
])('%j is saved as %j', (name, fit) => {
  expect(fitName(name)).toBe(fit);
});

test.each([
  ['a b.png', 'attachment; filename="a b.png"'],
  ['50%.png', `attachment; filename="50_.png"; filename*=UTF-8''50%25.png`],
  ["it's (1).png", `attachment; filename="it's (1).png"`],
  ['é(1).png', `attachment; filename="_(1).png"; filename*=UTF-8''%C3%A9%281%29.png`],
  ['😀.png', `attachment; filename="_.png"; filename*=UTF-8''%F0%9F%98%80.png`],
])('%j is written for old and new', (name, header) => {
  expect(contentDisposition('ATTACHMENT', name)).toBe(header);
  expect(contentDisposition('INLINE', name)).toBe(header.replace('attachment', 'inline'));
});

const HEADER = /^attachment; filename="[^"%\\\x00-\x1f\x7f-\uffff]+"(?:; filename\*=UTF-8''[\w!.~%-]+)?$/;
const strange = fc.string({ unit: 'binary', maxLength: 300 });

test('whatever the name, the header is one header, and says the name that fits', () => {
  fc.assert(
    fc.property(strange, (given) => {
      const name = fitName(given);
      fc.pre(name !== undefined);
      const header = contentDisposition('ATTACHMENT', name);
      expect(header).toMatch(HEADER);
      expect(fileNameIn(header)).toBe(name);
      expect(fitName(name)).toBe(name);
    }),
    { numRuns: 1000 },
  );
});

test('whatever the header, a name is fit or there is none', () => {
  fc.assert(
    fc.property(strange, (text) => {
      const name = fileNameIn(`attachment; filename="${text}"`) ?? fileNameIn(text) ?? 'x';
      expect(name).not.toMatch(/[/\\<>:"|?*\p{Cc}\p{Cf}]|^[.\s]|[.\s]$/u);
      expect(name).not.toBe('');
    }),
    { numRuns: 1000 },
  );
});
