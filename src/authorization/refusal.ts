/** Why something is FORBIDDEN, in words for the caller. */
import { holds, type Caller, type Requirement } from '../caller.ts';
import { GatewayError } from '../errors.ts';

/** Of the first requirement that the caller does not meet; undefined when all are met. */
export function refusalOf(caller: Caller, requirements: readonly Requirement[]): GatewayError | undefined {
  const missing = requirements.find((requirement) => !holds(caller, requirement));
  return (
    missing && forbidden(`This needs the scope ${inWords(missing)}, which the credential does not have.`)
  );
}

export function boundRefusal(): GatewayError {
  return forbidden(
    'The credential is bound to single conversations: nothing else can be read or changed with it.',
  );
}

function forbidden(message: string): GatewayError {
  return new GatewayError('FORBIDDEN', message);
}

function inWords(requirement: Requirement): string {
  return requirement.map((together) => together.map((scope) => `\`${scope}\``).join(' and ')).join(', or ');
}
