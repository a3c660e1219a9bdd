/** Which field a provider's refusal of a write is about. Its words are looked into for that alone, and never passed on. */
import type { UpstreamRefusal } from '../errors.ts';
import type { WriteField } from './provider.ts';

/** What is known of a field that a refusal may be about. */
export interface Suspect {
  /** Found in the words of a refusal that is about it. */
  readonly word: RegExp;
  /** Whether what the field names exists: asked only where the words leave it open. */
  readonly exists?: () => Promise<boolean>;
}

export type Suspects = Readonly<Partial<Record<WriteField, Suspect>>>;
type Input = Readonly<Partial<Record<WriteField, unknown>>>;

/** The one field, among those given, that the refusal is about; undefined where that cannot be told. */
export async function culprit(
  refusal: UpstreamRefusal,
  input: Input,
  suspects: Suspects,
): Promise<WriteField | undefined> {
  const named = namedFields(refusal, input, suspects);
  const open = named.length === 0 ? givenFields(input, suspects) : named;
  if (open.length === 1) return open[0];
  const unasked: WriteField[] = [];
  for (const field of open) {
    const exists = suspects[field]?.exists;
    if (exists === undefined) unasked.push(field);
    // A look that fails tells nothing, and the refusal stands all the same.
    else if (!(await exists().catch(() => true))) return field;
  }
  return unasked.length === 1 ? unasked[0] : undefined;
}

/** The fields, among those given, that the refusal's words name. */
export function namedFields(refusal: UpstreamRefusal, input: Input, suspects: Suspects): WriteField[] {
  const words = wordsOf(refusal);
  return givenFields(input, suspects).filter((field) => suspects[field]?.word.test(words));
}

function givenFields(input: Input, suspects: Suspects): WriteField[] {
  return (Object.keys(suspects) as WriteField[]).filter((field) => input[field] != null);
}

/** What the body says for people; its keys and links are no words. */
export function wordsOf({ body }: UpstreamRefusal): string {
  return textsOf(body).join('\n');
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  const { message, error, errors } = value as Readonly<Record<string, unknown>>;
  const several = Array.isArray(errors) ? errors.flatMap(textsOf) : textsOf(errors);
  return [...textsOf(message), ...textsOf(error), ...several];
}
