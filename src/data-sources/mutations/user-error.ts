import type { Fault } from '../../providers/provider.ts';

/** `UserError` of the schema: what the caller can mend in a mutation's input. */
export interface UserError extends Fault {
  /** The way to the field inside `input`; null where no one field is at fault. */
  readonly field: readonly string[] | null;
}

export function userError(code: Fault['code'], field: readonly string[] | null, message: string): UserError {
  return { code, message, field };
}
