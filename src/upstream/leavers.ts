/** Who stands under a signal, at the price of one listener however many of an operation stand under one. */
export interface Leavers<Member> {
  /** Until it is deleted, it leaves when its signal is aborted. */
  add(member: Member): void;
  delete(member: Member): void;
}

export function createLeavers<Member extends { readonly signal: AbortSignal }>(
  leave: (member: Member) => void,
): Leavers<Member> {
  const bySignal = new WeakMap<AbortSignal, Set<Member>>();
  const under = (signal: AbortSignal): Set<Member> => {
    const found = bySignal.get(signal);
    if (found !== undefined) return found;
    const members = new Set<Member>();
    bySignal.set(signal, members);
    signal.addEventListener('abort', () => {
      for (const member of members) leave(member);
    });
    return members;
  };
  return {
    add: (member) => void under(member.signal).add(member),
    delete: (member) => void bySignal.get(member.signal)?.delete(member),
  };
}
