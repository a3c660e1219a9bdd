/** Who stands under a signal, at the price of one listener however many of an operation stand under one. */
export interface Leavers<Member> {
  /** Until it is deleted, it leaves when its signal is aborted. */
  add(member: Member): void;
  delete(member: Member): void;
}

export function createLeavers<Member extends { readonly signal: AbortSignal }>(
  leave: (member: Member) => void,
): Leavers<Member> {
  // On the signal itself, not in a `WeakMap`: what is in one survives until the old generation is collected.
  const here = Symbol('leavers');
  const under = (signal: AbortSignal & { [here]?: Set<Member> }): Set<Member> => {
    const found = signal[here];
    if (found !== undefined) return found;
    const members = new Set<Member>();
    signal[here] = members;
    signal.addEventListener('abort', () => {
      for (const member of members) leave(member);
    });
    return members;
  };
  return {
    add: (member) => void under(member.signal).add(member),
    delete: (member) => void under(member.signal).delete(member),
  };
}
