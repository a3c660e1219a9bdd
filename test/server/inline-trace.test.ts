import { Trace } from '@apollo/usage-reporting-protobuf';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createGateway } from '../../src/gateway.ts';
import { configOver, queryOf, startRig, type Rig } from '../support/gateway.ts';
import { globalId } from '../support/ids.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.close());

const ASK = { 'apollo-federation-include-trace': 'ftv1' };

async function traceOf(document: string, headers: Record<string, string> = ASK) {
  const { extensions, errors } = await rig.query(document, {}, headers);
  const text = extensions?.['ftv1'];
  return { errors, trace: typeof text === 'string' ? Trace.decode(Buffer.from(text, 'base64')) : undefined };
}

const nodeAt = (trace: Trace | undefined, ...path: (string | number)[]) =>
  path.reduce<Trace.INode | undefined>(
    (node, key) =>
      node?.child?.find((child) => (typeof key === 'number' ? child.index : child.responseName) === key),
    trace?.root ?? undefined,
  );

test('a trace of every field, with its types, its alias and its times', async () => {
  const { trace, errors } = await traceOf('{ all: sources { key } }');
  expect(errors).toBeUndefined();
  expect(trace?.fieldExecutionWeight).toBe(1);
  expect(nodeAt(trace, 'all')).toMatchObject({
    originalFieldName: 'sources',
    type: '[Source!]!',
    parentType: 'Query',
  });
  const key = nodeAt(trace, 'all', 3, 'key');
  expect(key).toMatchObject({ type: 'String!', parentType: 'Source', originalFieldName: '' });
  expect(key?.endTime).toBeGreaterThanOrEqual(key?.startTime ?? Infinity);
  expect(trace?.durationNs).toBeGreaterThanOrEqual(key?.endTime ?? Infinity);
  expect(trace?.startTime?.seconds).toBeGreaterThan(1_700_000_000);
});

test('entities are traced too, and what they wait for', async () => {
  const id = globalId('Contact', 'xe', '55');
  const { trace } = await traceOf(
    `{ _entities(representations: [{ __typename: "Contact", id: "${id}" }]) { ... on Contact { name } } }`,
  );
  expect(nodeAt(trace, '_entities', 0, 'name')).toMatchObject({ parentType: 'Contact', type: 'String' });
});

test('an error stands where it happened, as the answer has it', async () => {
  const { trace, errors } = await traceOf('{ contact(id: "nonsense") { name } }');
  const [error] = nodeAt(trace, 'contact')?.error ?? [];
  expect(error?.message).toBe(errors?.[0]?.message);
  expect(JSON.parse(error?.json ?? '')).toEqual(errors?.[0]);
  expect(error?.location).toEqual([{ line: 1, column: 3 }]);
});

test('nobody is traced unasked, nor where a document is refused', async () => {
  expect((await traceOf('{ sources { key } }', {})).trace).toBeUndefined();
  expect(
    (await traceOf('{ sources { key } }', { 'apollo-federation-include-trace': 'other' })).trace,
  ).toBeUndefined();
  expect((await traceOf('{ nothing }')).trace).toBeUndefined();
});

test('where federation is off nobody is', async () => {
  const gateway = createGateway(configOver(rig.sandbox, { federation: { enabled: false } }));
  const { data, extensions } = await queryOf(gateway)('{ sources { key } }', {}, ASK);
  await gateway.dispose();
  expect(data).toHaveProperty('sources');
  expect(extensions).toBeUndefined();
});
