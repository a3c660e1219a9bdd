import { GatewayError } from '../../../src/errors.ts';
import type { Attempt, Effect, Write } from '../../../src/data-sources/idempotency/types.ts';
import { testCall } from '../../support/call.ts';
import type { Process, World } from './world.ts';

/** What becomes of a send: answered, refused unsent, cut before or after it is done, or done a while after the cut. */
export type Fate = 'answered' | 'refused' | 'cut before' | 'cut after' | 'done late';

export interface Sent {
  readonly id: string;
  readonly text: string;
  readonly createdAt: number;
  /** The key it was sent under: what only the test knows. */
  readonly truth: string;
  /** Which of its callers sent it. */
  readonly question: number | undefined;
}

type Sending = Omit<Sent, 'id' | 'createdAt'> & { readonly token: string };

export const unanswered = () =>
  new GatewayError('OUTCOME_UNKNOWN', 'xe broke the connection off.', { source: 'xe', outcome: 'UNKNOWN' });
export const refused = () =>
  new GatewayError('RATE_LIMITED', 'xe takes no more.', {
    source: 'xe',
    outcome: 'NOT_DONE',
    retryAfter: 7,
  });

/** A provider of messages, with a clock of its own. Messages of a token that it knows it refuses, where it is told to. */
export class Provider {
  readonly messages: Sent[] = [];
  readonly #world: World;
  readonly #traits: { readonly givesIds: boolean; readonly refusesDuplicates: boolean };
  readonly #tokens = new Set<string>();
  #count = 0;

  constructor(world: World, traits: { givesIds?: boolean; refusesDuplicates?: boolean } = {}) {
    this.#world = world;
    this.#traits = { givesIds: true, refusesDuplicates: false, ...traits };
  }

  sentUnder(truth: string): readonly Sent[] {
    return this.messages.filter((message) => message.truth === truth);
  }

  async send(from: Process, message: Sending, fate: Fate) {
    const world = this.#world;
    await world.turn(from);
    if (fate === 'refused') throw refused();
    if (fate === 'cut before') throw unanswered();
    if (fate === 'done late') {
      void world.sleep(2_000, undefined).then(() => this.#commit(message));
      throw unanswered();
    }
    const id = this.#commit(message);
    await world.turn(from);
    if (fate === 'cut after') throw unanswered();
    return id === undefined ? 'duplicate' : { id };
  }

  /** Messages with that text from that moment on; moments are whole seconds here. */
  async find(from: Process, text: string, since: number): Promise<readonly Sent[]> {
    await this.#world.turn(from);
    const found = this.messages.filter(
      (message) => message.text === text && seconds(message.createdAt) >= seconds(since),
    );
    await this.#world.turn(from);
    return found;
  }

  get givesIds(): boolean {
    return this.#traits.givesIds;
  }

  #commit({ text, truth, question, token }: Sending): string | undefined {
    if (this.#traits.refusesDuplicates) {
      if (this.#tokens.has(token)) return undefined;
      this.#tokens.add(token);
    }
    this.#count += 1;
    const id = `message-${this.#count}`;
    this.messages.push({ id, text, createdAt: this.#world.now, truth, question });
    return id;
  }
}

const seconds = (moment: number) => Math.floor(moment / 1000);

export interface SendParts {
  readonly world: World;
  readonly provider: Provider;
  readonly process: Process;
  readonly key: string | null;
  readonly text: string;
  readonly question?: number;
  readonly fate: () => Fate;
  readonly signal?: AbortSignal;
  /** Milliseconds of the operation. */
  readonly time?: number;
  readonly readsBack?: boolean;
  readonly naturalKey?: boolean;
}

export type Answer = { message: string | null } | { conflict: true };

/** A message as a mutation would send it. */
export function sending(parts: SendParts): Write<Answer, string> & { readonly attempts: Attempt<string>[] } {
  const { world, provider, process, key, text, question, fate, signal, time = 10_000 } = parts;
  const attempts: Attempt<string>[] = [];
  const effectOf = (id: string): Effect<Answer> => ({ result: { message: id }, effectId: id });
  return {
    attempts,
    scope: { caller: 'crm', mutation: 'sendMessage', source: 'xe' },
    key,
    input: { text },
    call: testCall({
      deadline: world.now + process.skew + time,
      ...(signal === undefined ? {} : { signal }),
    }),
    prepare: () => `token-${Math.random()}`,
    async run(attempt) {
      attempts.push(attempt);
      const token = attempt.prepared;
      const reply = await provider.send(process, { text, truth: key ?? 'none', question, token }, fate());
      if (reply !== 'duplicate')
        return provider.givesIds ? effectOf(reply.id) : { result: { message: null } };
      return attempt.number > 1 ? { result: { message: null } } : { result: { conflict: true } };
    },
    readBack:
      parts.readsBack === false
        ? undefined
        : {
            likeness: ['message', text],
            find: async ({ began }) =>
              (await provider.find(process, text, began)).map(({ id }) => effectOf(id)),
          },
    naturalKey: parts.naturalKey,
  };
}
