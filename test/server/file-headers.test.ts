import { expect, test } from 'vitest';
import { fileHeaders } from '../../src/server/file-headers.ts';

test('a file says what the provider says, and what browsers may do with it', () => {
  const given = {
    'content-type': 'image/png',
    'content-length': '12',
    'content-disposition': 'attachment; filename="photo.png"',
  };
  expect(fileHeaders(given, 'ATTACHMENT')).toEqual({
    'content-type': 'image/png',
    'content-length': '12',
    'content-disposition': 'attachment; filename="photo.png"',
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store',
    'cross-origin-resource-policy': 'same-origin',
    'accept-ranges': 'none',
  });
  expect(fileHeaders(given, 'INLINE')).toMatchObject({
    'content-disposition': 'inline; filename="photo.png"',
    'content-security-policy': "sandbox; default-src 'none'",
    'cross-origin-resource-policy': 'cross-origin',
  });
});

test('the link says whether a file is shown, not the provider', () => {
  const given = { 'content-disposition': 'inline; filename="a.html"' };
  expect(fileHeaders(given, 'ATTACHMENT')['content-disposition']).toBe('attachment; filename="a.html"');
});

test('nothing else of the provider’s is passed on', () => {
  const given = {
    'set-cookie': 'a=b',
    server: 'nginx',
    etag: '"x"',
    'x-api-key': 'k',
    'content-encoding': 'identity',
    'content-security-policy': "default-src *; script-src 'unsafe-inline'",
    'cache-control': 'public',
    'access-control-allow-origin': '*',
    refresh: '0;url=https://evil.example',
    link: '<https://evil.example>; rel=preload',
  };
  expect(fileHeaders(given, 'INLINE')).toEqual(fileHeaders({}, 'INLINE'));
});

test.each([
  ['', 'application/octet-stream'],
  ['image/png', 'image/png'],
  ['Image/PNG', 'image/png'],
  ['text/html; charset=UTF-8', 'text/html; charset=utf-8'],
  ['text/plain;charset="iso-8859-1"; x=y', 'text/plain; charset=iso-8859-1'],
  ['text/plain; x="; charset=utf-8', 'text/plain; charset=utf-8'],
  ['text/plain; charset=<script>', 'text/plain'],
  ['application/vnd.ms-excel.sheet.macroEnabled.12', 'application/vnd.ms-excel.sheet.macroenabled.12'],
  ['image/svg+xml', 'image/svg+xml'],
  ['*/*', 'application/octet-stream'],
  ['html', 'application/octet-stream'],
  ['image/png, text/html', 'application/octet-stream'],
  ['text/html\r\nset-cookie: a=b', 'application/octet-stream'],
  ['multipart/x-mixed-replace; boundary=x', 'application/octet-stream'],
  ['a/'.repeat(200), 'application/octet-stream'],
])('the type %j is served as %s', (given, served) => {
  expect(fileHeaders({ 'content-type': given }, 'INLINE')['content-type']).toBe(served);
});

test.each([
  ['0', '0'],
  ['104857600', '104857600'],
  ['-1', undefined],
  ['1e3', undefined],
  ['12, 12', undefined],
  ['9'.repeat(30), undefined],
])('the length %j is served as %s', (given, served) => {
  expect(fileHeaders({ 'content-length': given }, 'INLINE')['content-length']).toBe(served);
});
