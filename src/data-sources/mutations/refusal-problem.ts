import { BadInputError, UpstreamRefusal } from '../../errors.ts';
import type { Call, InputOf, Problem, Writes } from '../../providers/provider.ts';
import type { Form, Place } from './form.ts';
import type { Order } from './read-input.ts';
import { userError, type UserError } from './user-error.ts';

/** What a provider's refusal of a write asks the caller to mend, in our words. Throws what is no refusal. */
export async function refusalProblem<W extends keyof Writes>(
  error: unknown,
  form: Form<W>,
  { source, write }: Order<W>,
  input: InputOf<W>,
  call: Call,
): Promise<UserError> {
  // A native id that no path can hold: nothing there has it.
  if (error instanceof BadInputError) return userError('INVALID', [form.target], error.message);
  if (!(error instanceof UpstreamRefusal)) throw error;

  const explain = write.problem as Explain<InputOf<W>> | undefined;
  const problem = await explain?.(error, input, call);
  if (problem !== undefined) return userError(problem.code, pathOf(form, problem.field), problem.message);
  const provider = source.connected.provider.name;
  switch (error.status) {
    case 404:
    case 410:
      return form.target === 'source'
        ? userError('NOT_FOUND', null, `Something that the input names does not exist at ${provider}.`)
        : userError('NOT_FOUND', [form.target], `This conversation does not exist at ${provider}.`);
    case 409:
      return userError('CONFLICT', null, `This clashes with something that exists at ${provider} already.`);
    default:
      return userError('INVALID', null, `${provider} refused the input as invalid.`);
  }
}

type Explain<Input> = (refusal: UpstreamRefusal, input: Input, call: Call) => Promise<Problem | undefined>;

function pathOf<W extends keyof Writes>(
  { target, fields }: Form<W>,
  field: string,
): readonly string[] | null {
  if (field === 'conversation') return [target];
  return (fields as Readonly<Record<string, Place | undefined>>)[field]?.path ?? null;
}
