import type { Answer, Query } from './gateway.ts';

export interface UserError {
  readonly code: string;
  readonly message: string;
  readonly field: readonly string[] | null;
}

export type Payload<Data = unknown> = Data & { readonly userErrors: readonly UserError[] };

export type MutationName =
  | 'createConversation'
  | 'updateConversation'
  | 'deleteConversation'
  | 'sendMessage'
  | 'createContact'
  | 'createAgent';

/** One mutation's payload (null where it failed) beside the whole answer. */
export interface Mutated<Data> {
  readonly payload: Payload<Data> | null;
  readonly answer: Answer<Record<string, Payload<Data> | null> | null>;
}

/** Sends one mutation; `selection` goes before `userErrors`. */
export async function mutate<Data = unknown>(
  query: Query,
  name: MutationName,
  input: Readonly<Record<string, unknown>>,
  selection = '',
): Promise<Mutated<Data>> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const answer = await query<Record<string, Payload<Data> | null> | null>(
    `mutation ($input: ${type}!) { ${name}(input: $input) { ${selection} userErrors { code message field } } }`,
    { input },
  );
  return { payload: answer.data?.[name] ?? null, answer };
}

/** Sends one mutation that must succeed, and gives what was selected. */
export async function mutated<Data>(...args: Parameters<typeof mutate>): Promise<Data> {
  const { payload, answer } = await mutate<Data>(...args);
  if (answer.errors !== undefined || payload === null || payload.userErrors.length > 0) {
    throw new Error(`The mutation failed: ${JSON.stringify(answer)}`);
  }
  return payload;
}
