import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { faultSwitch } from '../support/faults.ts';
import { startRig, type Rig } from '../support/gateway.ts';

const zaia = faultSwitch();
let rig: Rig;
beforeAll(async () => {
  rig = await startRig({ zaia: { middleware: zaia.middleware } }, { cache: { enabled: false } });
});
afterAll(() => rig.close());
beforeEach(() => {
  zaia.fault = undefined;
  rig.calls();
});

interface Found {
  readonly customer: {
    readonly email: string;
    readonly contacts: readonly {
      readonly name: string;
      readonly email: string;
      readonly source: { readonly key: string };
    }[];
  } | null;
}

const customer = (email: string) =>
  rig.query<Found>(
    `query ($email: String!) { customer(email: $email) { email contacts { id name email source { key } } } }`,
    { email },
  );

test('one person over the sources that can be searched', async () => {
  const { data, errors } = await customer('alice@example.com');
  expect(errors).toBeUndefined();
  expect(data.customer?.email).toBe('alice@example.com');
  expect(data.customer?.contacts.map(({ source, name }) => [source.key, name])).toEqual([
    ['xe', 'Alice Smith'],
    ['zaia', 'Alice Smith'],
  ]);
  const calls = rig.calls();
  expect(calls[0]).toMatch(/^GET \/v1\/chat\/contacts\?q=alice%40example\.com&page=1/);
  expect(calls.some((call) => call.startsWith('GET /api/v1/chats/details?search=alice%40example.com'))).toBe(
    true,
  );
  expect(calls.every((call) => !call.includes('company_chats'))).toBe(true);
});

test.each(['nobody@example.com', 'Alice@Example.com', 'lice@example.com'])(
  'nobody has exactly the email %j',
  async (email) => {
    const { data, errors } = await customer(email);
    expect(errors).toBeUndefined();
    expect(data).toEqual({ customer: null });
    expect(rig.calls().length).toBeLessThanOrEqual(5);
  },
);

test.each(['alice', '', ' ', '@', '@example.com'])(
  '%j is no address: nobody has it, without a call',
  async (email) => {
    const { data, errors } = await customer(email);
    expect(errors).toBeUndefined();
    expect(data).toEqual({ customer: null });
    expect(rig.calls()).toEqual([]);
  },
);

test('a search that finds very many is not read to its end', async () => {
  const { state } = rig.sandbox.zaia;
  const [chat] = state.chats.values();
  const copies = Array.from({ length: 700 }, () => crypto.randomUUID());
  for (const id of copies) if (chat) state.addChat({ ...chat, id, title: 'about common@example.com' });
  const { errors } = await customer('common@example.com');
  for (const id of copies) state.chats.delete(id);
  expect(rig.calls().filter((call) => call.includes('/api/v1/chats'))).toHaveLength(5);
  expect(errors).toMatchObject([{ path: ['customer'], extensions: { code: 'UNSUPPORTED', source: 'zaia' } }]);
  expect(errors?.[0]?.message).toContain('`conversations(filter: { sources: ["zaia"], search: ');
});

const FARED = `query ($email: String!) {
  customer(email: $email) { contacts { email source { key } } sources { source { key } status totalCount reason } }
}`;

/** Contacts of Xe whose emails hold that of another: as many hits before it. */
function hits(count: number, email: string): void {
  const { state } = rig.sandbox.xeChat;
  const [sample] = state.contacts.values();
  if (sample === undefined) throw new Error('The sandbox has no contact.');
  const added = [...Array.from({ length: count }, (_, index) => `x${String(index)}${email}m`), email].map(
    (each, index) => state.addContact({ ...sample, id: 700_000 + index, email: each }),
  );
  onTestFinished(() => {
    for (const { id } of added) state.contacts.delete(id);
  });
}

test('one who is behind more hits than are looked through is not told as missing', async () => {
  hits(510, 'a@b.co');
  const { data, errors } = await rig.query(FARED, { email: 'a@b.co' });
  expect(data).toEqual({ customer: null });
  expect(errors).toMatchObject([{ path: ['customer'], extensions: { code: 'UNSUPPORTED', source: 'xe' } }]);
  expect(errors?.[0]?.message).toMatch(
    /more .* than the 500 contacts .*`contacts\(filter: \{ sources: \["xe"\], search: /,
  );
  expect(rig.calls().filter((call) => call.includes('/v1/chat/contacts'))).toHaveLength(5);
});

test('who is found among very many comes, and the slice says that there may be more', async () => {
  hits(510, 'a@b.co');
  const { data, errors } = await rig.query(FARED, { email: 'x3a@b.com' });
  expect(errors).toBeUndefined();
  expect(data).toMatchObject({ customer: { sources: [{ status: 'OK', totalCount: 1 }, {}, {}, {}] } });

  const { state } = rig.sandbox.xeChat;
  const early = state.contacts.get(700_000);
  if (early !== undefined) early.email = 'a@b.co';
  const found = await rig.query(FARED, { email: 'a@b.co' });
  expect(found.errors).toBeUndefined();
  expect(found.data).toMatchObject({
    customer: {
      contacts: [{ email: 'a@b.co', source: { key: 'xe' } }],
      sources: [
        {
          source: { key: 'xe' },
          status: 'SKIPPED',
          totalCount: null,
          reason: expect.stringContaining('than the 500 contacts') as string,
        },
        {},
        {},
        { source: { key: 'zaia' }, status: 'OK', totalCount: 0 },
      ],
    },
  });
});

test('exactly as many hits as are looked through are all there are', async () => {
  hits(499, 'a@b.co');
  const { data, errors } = await rig.query(FARED, { email: 'a@b.co' });
  expect(errors).toBeUndefined();
  expect(data).toMatchObject({
    customer: { contacts: [{ email: 'a@b.co' }], sources: [{ status: 'OK', totalCount: 1 }, {}, {}, {}] },
  });
});

test('a source that fails leaves the contacts of the others, and its slice says why', async () => {
  zaia.fault = '500';
  const { data, errors } = await rig.query(`{
    customer(email: "alice@example.com") {
      contacts { source { key } }
      sources { source { key } status totalCount reason }
    }
  }`);
  expect(errors).toBeUndefined();
  expect(data).toMatchObject({
    customer: {
      contacts: [{ source: { key: 'xe' } }],
      sources: [
        { source: { key: 'xe' }, status: 'OK', totalCount: 1, reason: null },
        { source: { key: 'site' }, status: 'SKIPPED', totalCount: null },
        { source: { key: 'ebbot' }, status: 'SKIPPED', totalCount: null },
        { source: { key: 'zaia' }, status: 'UNAVAILABLE', totalCount: null },
      ],
    },
  });
});

test('where only a source that fails may know the email, that is an error at the path', async () => {
  zaia.fault = '500';
  const { data, errors } = await customer('nobody@example.com');
  expect(data).toEqual({ customer: null });
  expect(errors).toMatchObject([
    { path: ['customer'], extensions: { code: 'UPSTREAM_UNAVAILABLE', source: 'zaia' } },
  ]);
});
