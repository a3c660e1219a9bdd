import type { Claim, ClaimSlot, Held, Running, Settled } from './claim.ts';

/**
 * Concludes an attempt. What is known beats what is not: where the lease has passed and another attempt has taken over, a result still
 * counts, and anything less leaves the key to the other. The claim that holds the key now; undefined where its life is over.
 */
export async function settle(slot: ClaimSlot, mine: Held<Running>, end: Settled): Promise<Claim | undefined> {
  const next = slot.hold(end);
  let present: Held | undefined = mine;
  while (!(await slot.replace(present, next))) {
    present = await slot.get();
    const claim = present?.claim;
    if (present === undefined || claim?.id !== end.id || claim.state === 'done' || end.state !== 'done') {
      return claim;
    }
  }
  return end;
}
