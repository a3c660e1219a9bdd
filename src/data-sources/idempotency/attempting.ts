import type { GatewayError } from '../../errors.ts';
import type { Call } from '../../providers/provider.ts';
import { attemptOf, type Claim, type ClaimSlot, type Held, type Running } from './claim.ts';
import { as, leftBefore, stillUnknown, storeFailed, told, withOutcome } from './faults.ts';
import type { Ledger } from './ledger.ts';
import { settle } from './settle.ts';
import type { Effect, Json, Write } from './types.ts';

export interface AttemptParts<Result, Prepared> {
  readonly write: Write<Result, Prepared>;
  /** Outlives the client. */
  readonly call: Call;
  readonly slot: ClaimSlot;
  /** Absent where nothing can be mistaken for what this write does. */
  readonly ledger: Ledger | undefined;
  /** Does the work; where it fails goes on trying in the background until the moment given, and answers undefined meanwhile. */
  readonly concluded: <Reply>(work: () => Promise<Reply>, until: number) => Promise<Reply | undefined>;
}

/** An attempt that holds its key. */
export class Attempting<Result extends Json, Prepared extends Json | undefined> {
  readonly #parts: AttemptParts<Result, Prepared>;
  readonly #mine: Held<Running>;
  readonly #claim: Running;
  readonly #source: string;

  constructor(parts: AttemptParts<Result, Prepared>, mine: Held<Running>) {
    this.#parts = parts;
    this.#mine = mine;
    this.#claim = mine.claim;
    this.#source = parts.write.scope.source;
  }

  /** `maySend` is asked last, directly before it is sent. */
  async first(maySend: () => boolean): Promise<Result> {
    try {
      await this.#enter(await this.#parts.write.readBack?.before?.(this.#parts.call));
    } catch (error) {
      await this.#withdraw();
      throw storeFailed(this.#source, error, 'NOT_DONE');
    }
    if (maySend()) return this.#send();
    await this.#withdraw();
    throw leftBefore(this.#source);
  }

  /** After attempts of which nobody knows whether they were done. */
  async again(): Promise<Result> {
    let found: Effect<Result> | undefined;
    let trouble: unknown;
    try {
      found = await this.#readBack();
    } catch (error) {
      trouble = error;
    }
    if (found !== undefined) return this.#done(found);
    if (this.#parts.write.naturalKey !== true) return this.#failed(stillUnknown(this.#source, trouble));
    try {
      await this.#enter();
    } catch (error) {
      return this.#failed(stillUnknown(this.#source, error));
    }
    return this.#send();
  }

  #enter(before?: readonly string[] | null): Promise<void> | undefined {
    return this.#parts.ledger?.enter(this.#claim.id, this.#claim.leaseEnds, before);
  }

  async #readBack(): Promise<Effect<Result> | undefined> {
    const { write, call, ledger } = this.#parts;
    if (write.readBack === undefined) return undefined;
    const found = await write.readBack.find(attemptOf(this.#claim), call);
    if (ledger !== undefined) return ledger.recognise(this.#claim.id, this.#claim.began, found);
    return found.length === 1 ? found[0] : undefined;
  }

  async #send(): Promise<Result> {
    const { write, call } = this.#parts;
    let effect: Effect<Result>;
    try {
      effect = await write.run(attemptOf(this.#claim), call);
    } catch (error) {
      return this.#failed(withOutcome(error, this.#source));
    }
    return this.#done(effect);
  }

  /** Whatever the store makes of it, the caller is told what the source said. */
  async #done({ result, effectId }: Effect<Result>): Promise<Result> {
    const { id } = this.#claim;
    const present = await this.#settle({ ...this.#claim, state: 'done', result });
    await this.#concluded(async () => this.#parts.ledger?.done(id, effectId));
    return present?.state === 'done' ? (present.result as Result) : result;
  }

  async #failed(error: GatewayError): Promise<Result> {
    const { id, attempt } = this.#claim;
    const proven = error.outcome === 'NOT_DONE';
    // A refusal of this attempt says nothing about the ones before.
    const frees = proven && attempt === 1;
    const fault = proven && !frees ? stillUnknown(this.#source, error) : error;
    const present = await this.#settle({
      ...this.#claim,
      state: frees ? 'freed' : 'unknown',
      error: told(fault),
    });
    if (present?.state === 'done') return present.result as Result;
    if (present?.state === 'freed') await this.#concluded(async () => this.#parts.ledger?.leave(id));
    // Another attempt has taken the key over meanwhile.
    else if (frees && present !== undefined) throw as('UNKNOWN', fault);
    throw fault;
  }

  async #settle(end: Exclude<Claim, Running>): Promise<Claim | undefined> {
    const present = await this.#concluded(() => settle(this.#parts.slot, this.#mine, end));
    return present?.id === this.#claim.id ? present : undefined;
  }

  async #withdraw(): Promise<void> {
    const { slot, ledger } = this.#parts;
    await this.#concluded(() => slot.remove(this.#mine));
    await this.#concluded(async () => ledger?.leave(this.#claim.id));
  }

  #concluded<Reply>(work: () => Promise<Reply>): Promise<Reply | undefined> {
    return this.#parts.concluded(work, this.#claim.leaseEnds);
  }
}
