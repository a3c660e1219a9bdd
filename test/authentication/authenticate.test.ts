import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createAuthenticate } from '../../src/authentication/authenticate.ts';
import { UnauthenticatedError } from '../../src/authentication/refusals.ts';
import { ANYONE, SCOPES, type Caller } from '../../src/caller.ts';
import { configFrom } from '../../src/config.ts';
import { GatewayError } from '../../src/errors.ts';
import { AUDIENCE, startAuthority, type Authority, type TokenOptions } from '../support/authority.ts';

const CRM_KEY = 'crm-key-4f0b1c';
const apiKeys = [
  { name: 'crm', key: CRM_KEY, scopes: ['conversations:read', 'messages:write'], sources: ['xe'] },
  { name: 'admin', key: 'admin-key-9d', scopes: ['*'] },
];

let authority: Authority;
beforeAll(async () => {
  authority = await startAuthority();
});
afterAll(() => authority.close());

function jwtFor({ jwksUri, issuer }: Authority, more: object = {}) {
  return { jwksUri, issuer, audience: AUDIENCE, ...more };
}

/** Who a gateway with that `auth` takes the sender of an `Authorization` header for. */
function gatekeeper(auth?: object) {
  const { auth: checked } = configFrom({
    sources: [{ key: 'xe', provider: 'xe-chat', apiKey: 'k' }],
    ...(auth === undefined ? {} : { auth }),
  });
  const authenticate = createAuthenticate(checked);
  return async (authorization?: string): Promise<Caller> =>
    authenticate(new Headers(authorization === undefined ? {} : { authorization }));
}

async function refusal(attempt: Promise<unknown>): Promise<GatewayError> {
  const error = await attempt.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof GatewayError)) throw new Error('It was not refused.');
  return error;
}

const INVALID = 'Bearer realm="switchboard", error="invalid_token"';

test('without auth everyone is the same caller, whatever they send', async () => {
  const whois = gatekeeper();
  expect(await whois()).toBe(ANYONE);
  expect(await whois('Bearer whatever')).toBe(ANYONE);
});

test('a key stands for its holder, with its scopes and sources', async () => {
  const whois = gatekeeper({ apiKeys });
  expect(await whois(`Bearer ${CRM_KEY}`)).toEqual({
    id: 'key:crm',
    name: 'crm',
    scopes: new Set(['conversations:read', 'messages:write']),
    sources: new Set(['xe']),
    conversations: undefined,
  });
  expect(await whois('bearer  admin-key-9d')).toMatchObject({
    name: 'admin',
    scopes: new Set(SCOPES),
    sources: undefined,
  });
});

test('no credential is told apart from a bad one, and bad ones are all told the same', async () => {
  const whois = gatekeeper({ apiKeys });
  expect(await refusal(whois())).toMatchObject({
    code: 'UNAUTHENTICATED',
    challenge: 'Bearer realm="switchboard"',
  });
  const bad = ['nobody', `${CRM_KEY}x`, CRM_KEY.slice(0, -1), 'a.b.c'].map((key) => `Bearer ${key}`);
  const messages = await Promise.all(bad.map(async (header) => (await refusal(whois(header))).message));
  expect(new Set(messages)).toEqual(new Set(['The credential is not valid here.']));
});

test.each(['', 'Bearer', `Basic ${CRM_KEY}`, `Bearer ${CRM_KEY} more`, `Bearer a,b c`, CRM_KEY])(
  'the header %j is refused',
  async (header) => {
    const error = await refusal(gatekeeper({ apiKeys })(header));
    expect(error).toMatchObject({ code: 'UNAUTHENTICATED', challenge: INVALID });
    expect(error.message).not.toContain(CRM_KEY);
  },
);

test('a token stands for its subject, with what it claims', async () => {
  const whois = gatekeeper({ jwt: jwtFor(authority) });
  const token = await authority.token({
    sub: 'ada',
    scope: 'openid conversations:read messages:write',
    switchboard_sources: ['xe', 'zaia'],
    switchboard_conversations: ['id-1', 'id-2'],
  });
  expect(await whois(`Bearer ${token}`)).toEqual({
    id: 'jwt:ada',
    name: 'ada',
    scopes: new Set(['conversations:read', 'messages:write']),
    sources: new Set(['xe', 'zaia']),
    conversations: new Set(['id-1', 'id-2']),
  });
});

test('lists in claims may be texts with spaces, and an empty one binds to nothing', async () => {
  const whois = gatekeeper({ jwt: jwtFor(authority) });
  const token = await authority.token({
    sub: 'ada',
    scope: ['*'],
    switchboard_sources: 'xe zaia',
    switchboard_conversations: [],
  });
  expect(await whois(`Bearer ${token}`)).toMatchObject({
    scopes: new Set(SCOPES),
    sources: new Set(['xe', 'zaia']),
    conversations: new Set(),
  });
});

test.each([
  { scope: 7 },
  { switchboard_sources: { xe: true } },
  { switchboard_sources: null },
  { switchboard_conversations: [1] },
])('a claim that cannot be read refuses the token: %j', async (claims) => {
  const whois = gatekeeper({ jwt: jwtFor(authority) });
  const token = await authority.token({ sub: 'ada', ...claims });
  expect(await refusal(whois(`Bearer ${token}`))).toMatchObject({ code: 'UNAUTHENTICATED' });
});

test('holders without a subject are not taken for each other, nor for a key of the same name', async () => {
  const whois = gatekeeper({ apiKeys, jwt: jwtFor(authority) });
  const callers = await Promise.all(
    [{ jti: '1' }, { jti: '2' }, { sub: 'crm' }].map(async (claims) =>
      whois(`Bearer ${await authority.token(claims)}`),
    ),
  );
  const ids = [...callers, await whois(`Bearer ${CRM_KEY}`)].map(({ id }) => id);
  expect(new Set(ids).size).toBe(4);
});

test.each<[string, TokenOptions]>([
  ['of another issuer', { issuer: 'https://other.example' }],
  ['for another audience', { audience: 'elsewhere' }],
  ['that has expired beyond the skew', { expires: -31 }],
  ['that never expires', { expires: null }],
])('a token %s is refused', async (_, options) => {
  const whois = gatekeeper({ jwt: jwtFor(authority) });
  const token = await authority.token({ sub: 'ada' }, options);
  expect(await refusal(whois(`Bearer ${token}`))).toMatchObject({
    code: 'UNAUTHENTICATED',
    challenge: INVALID,
  });
});

test('a clock may differ by the skew that is configured', async () => {
  const token = await authority.token({ sub: 'ada' }, { expires: -10 });
  expect(await gatekeeper({ jwt: jwtFor(authority) })(`Bearer ${token}`)).toMatchObject({ name: 'ada' });
  const strict = gatekeeper({ jwt: jwtFor(authority, { clockSkewSeconds: 5 }) });
  expect((await refusal(strict(`Bearer ${token}`))).message).toBe('The token has expired: get a new one.');
});

test('what is signed with nothing, with a public key as a secret, by another key, or changed, is refused', async () => {
  const whois = gatekeeper({ jwt: jwtFor(authority) });
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const good = await authority.token({ sub: 'ada', scope: 'contacts:read' });
  const [header = '', payload = '', signature = ''] = good.split('.');
  const { keys } = (await (await fetch(authority.jwksUri)).json()) as { keys: object[] };
  const confused = `${encode({ alg: 'HS256', kid: 'key-1' })}.${payload}`;
  const hmac = createHmac('sha256', JSON.stringify(keys[0])).update(confused).digest('base64url');
  const other = await startAuthority();
  onTestFinished(() => other.close());
  const forged = await other.token({ sub: 'ada' }, { issuer: authority.issuer });
  const star = encode({
    ...(JSON.parse(Buffer.from(payload, 'base64url').toString()) as object),
    scope: '*',
  });
  for (const token of [
    `${encode({ alg: 'none' })}.${payload}.`,
    `${encode({ alg: 'none' })}.${payload}.${signature}`,
    `${confused}.${hmac}`,
    forged,
    `${header}.${star}.${signature}`,
  ]) {
    expect(await refusal(whois(`Bearer ${token}`))).toBeInstanceOf(UnauthenticatedError);
  }
  expect(await whois(`Bearer ${good}`)).toMatchObject({ name: 'ada' });
});

test('an algorithm that is not on the list is refused', async () => {
  const whois = gatekeeper({ jwt: jwtFor(authority, { algorithms: ['RS256'] }) });
  expect(await refusal(whois(`Bearer ${await authority.token({ sub: 'ada' })}`))).toBeInstanceOf(
    UnauthenticatedError,
  );
});

test('keys are fetched once, and anew when a token names one that is not known', async () => {
  const own = await startAuthority();
  onTestFinished(() => own.close());
  const whois = gatekeeper({ jwt: jwtFor(own) });
  const first = await own.token({ sub: 'ada' });
  await Promise.all(Array.from({ length: 5 }, () => whois(`Bearer ${first}`)));
  expect(own.fetches()).toBe(1);
  await own.rotate();
  expect(await whois(`Bearer ${await own.token({ sub: 'eve' })}`)).toMatchObject({ name: 'eve' });
  expect(own.fetches()).toBe(2);
  expect(await refusal(whois(`Bearer ${first}`))).toBeInstanceOf(UnauthenticatedError);
});

test('tokens with made-up keys cost the issuer a few requests, not one each', async () => {
  const own = await startAuthority();
  onTestFinished(() => own.close());
  const whois = gatekeeper({ jwt: jwtFor(own) });
  await whois(`Bearer ${await own.token({ sub: 'ada' })}`);
  const stranger = await startAuthority();
  onTestFinished(() => stranger.close());
  await stranger.rotate();
  const forged = await stranger.token({ sub: 'ada' }, { issuer: own.issuer });
  for (let attempt = 0; attempt < 20; attempt += 1) {
    expect(await refusal(whois(`Bearer ${forged}`))).toBeInstanceOf(UnauthenticatedError);
  }
  expect(own.fetches()).toBeLessThanOrEqual(7);
});

test('a token without a key id is held against each key of its kind', async () => {
  const own = await startAuthority();
  onTestFinished(() => own.close());
  await own.rotate({ keepOld: true });
  const whois = gatekeeper({ jwt: jwtFor(own) });
  const token = await own.token({ sub: 'ada' }, { withoutKeyId: true });
  expect(await whois(`Bearer ${token}`)).toMatchObject({ name: 'ada' });
});

test.each([
  { status: 500, body: 'LEAK' },
  { status: 200, body: 'LEAK' },
  { status: 200, body: '{"LEAK":1}' },
  { status: 302, body: 'LEAK' },
])('while the keys cannot be had, no token is let in, and none is called bad: %j', async (fault) => {
  const own = await startAuthority();
  onTestFinished(() => own.close());
  const whois = gatekeeper({ apiKeys, jwt: jwtFor(own) });
  const token = await own.token({ sub: 'ada' });
  own.fault = fault;
  const error = await refusal(whois(`Bearer ${token}`));
  expect(error).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', retryAfter: 5 });
  expect(error.message).not.toMatch(/LEAK|127\.0\.0\.1/);
  expect(await whois(`Bearer ${CRM_KEY}`)).toMatchObject({ name: 'crm' });
  own.fault = undefined;
  expect(await whois(`Bearer ${token}`)).toMatchObject({ name: 'ada' });
});
