/** A queue for several parties that are served by turns: who brings a thousand keeps nobody waiting for long who brings one. */

interface Line<Item> {
  readonly party: object;
  readonly items: Item[];
  /** Of them, served in this turn. */
  served: number;
}

export class RoundRobinQueue<Item extends object> {
  readonly #quantum: number;
  /** Those who have something in the queue. The first one's turn it is. */
  readonly #lines: Line<Item>[] = [];
  #length = 0;

  /** `quantum`: how many of one party's are served in a turn. Who brings no more is served as in a plain queue. */
  constructor(quantum: number) {
    this.#quantum = quantum;
  }

  get length(): number {
    return this.#length;
  }

  push(party: object, item: Item): void {
    this.#length += 1;
    const line = this.#lineOf(party);
    if (line === undefined) this.#lines.push({ party, items: [item], served: 0 });
    else line.items.push(item);
  }

  shift(): Item | undefined {
    const [line] = this.#lines;
    const item = line?.items.shift();
    if (line === undefined || item === undefined) return undefined;
    this.#length -= 1;
    line.served += 1;
    const isEmpty = line.items.length === 0;
    if (isEmpty || line.served === this.#quantum) {
      this.#lines.shift();
      line.served = 0;
      if (!isEmpty) this.#lines.push(line);
    }
    return item;
  }

  /** Takes out the first one of the party's that is meant; whether there was one. */
  delete(party: object, isMeant: (item: Item) => boolean): boolean {
    const line = this.#lineOf(party);
    const place = line?.items.findIndex(isMeant) ?? -1;
    if (line === undefined || place === -1) return false;
    this.#length -= 1;
    line.items.splice(place, 1);
    if (line.items.length === 0) this.#lines.splice(this.#lines.indexOf(line), 1);
    return true;
  }

  /** Most bring all of theirs one after the other. */
  #lineOf(party: object): Line<Item> | undefined {
    const latest = this.#lines.at(-1);
    return latest?.party === party ? latest : this.#lines.find((line) => line.party === party);
  }
}
