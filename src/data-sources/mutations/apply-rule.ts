import type { NodeTypeName } from '../../ids.ts';
import type { FieldRule } from '../../providers/provider.ts';
import type { Place } from './form.ts';
import { userError, type UserError } from './user-error.ts';

/** A provider's rule for a field, and what it takes to speak of it. */
export interface Rule extends FieldRule<unknown> {
  readonly name: string;
  readonly place: Place;
  readonly provider: string;
  /** Whether the provider takes the field at all. */
  readonly isTaken: boolean;
}

/** What is sent for a value (undefined: nothing, for the provider does it anyway), or what is wrong with it. */
export interface Applied {
  readonly value?: unknown;
  readonly problem?: UserError;
}

/** `ownId` gives the native id behind a global one, or what is wrong with it. */
export function applied(
  rule: Rule,
  given: unknown,
  ownId: (text: string, type: NodeTypeName) => string | Error,
): Applied {
  const { place, provider, isTaken, only, oneOf, check } = rule;
  const field = place.path.join('.');
  const refused = (code: UserError['code'], message: string) => ({
    problem: userError(code, place.path, message),
  });

  if (!isTaken) return refused('UNSUPPORTED', `${provider} takes no \`${field}\` here: leave it out.`);
  if (given === null) return { value: null };
  const value = place.id !== undefined && typeof given === 'string' ? ownId(given, place.id) : given;
  if (value instanceof Error) return refused('INVALID', value.message);
  if (only !== undefined) {
    return value === only
      ? {}
      : refused('UNSUPPORTED', `${provider} cannot do this: leave \`${field}\` out.`);
  }
  if (oneOf !== undefined && !oneOf.includes(value)) {
    // The side that a provider cannot speak for is an ability it lacks; any other word is a wrong value.
    const code = rule.name === 'as' ? 'UNSUPPORTED' : 'INVALID';
    return refused(code, `${provider} takes ${oneOf.join(' or ')} here.`);
  }
  const fault = check?.(value);
  return fault === undefined ? { value } : refused(fault.code, fault.message);
}
