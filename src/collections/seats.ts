/** What comes and goes by the thousand, each knowing its own seat. */
export interface Seated {
  seat: number;
}

/**
 * As a `Set`, but that what has left is held by nothing: a `Set` grows and shrinks by leaving tables behind, and one that has become old keeps all that
 * was in it alive until the old generation is collected.
 */
export class Seats<Member extends Seated> implements Iterable<Member> {
  readonly #members: Member[] = [];

  /** For one that is not there. */
  add(member: Member): void {
    member.seat = this.#members.push(member) - 1;
  }

  /** Whether it was there. */
  delete(member: Member): boolean {
    if (this.#members[member.seat] !== member) return false;
    const last = this.#members.pop();
    if (last === undefined || last === member) return true;
    this.#members[member.seat] = last;
    last.seat = member.seat;
    return true;
  }

  /** In no order. Members may leave meanwhile, and are then not met. */
  *[Symbol.iterator](): Iterator<Member> {
    for (const member of [...this.#members]) if (this.#members[member.seat] === member) yield member;
  }
}
