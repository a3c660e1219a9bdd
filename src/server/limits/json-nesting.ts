/** Holds bodies to the nesting that documents are held to. */
import { BadInputError } from '../../errors.ts';
import { nestsDeeperThan } from '../../nesting.ts';
import { MAX_NESTING } from './scan.ts';

/** Throws BadInputError. */
export function checkNesting(json: string): void {
  if (!nestsDeeperThan(MAX_NESTING, json)) return;
  throw new BadInputError(`The body nests more than ${MAX_NESTING} lists and objects; no more are read.`);
}
