/** Writes the parts of a cursor; numbers are unsigned LEB128 (safe integers, larger than 32 bits too). */
export class ByteWriter {
  #buffer = Buffer.allocUnsafe(256);
  #length = 0;

  byte(value: number): void {
    this.#reserve(1);
    this.#length = this.#buffer.writeUInt8(value & 0xff, this.#length);
  }

  number(value: number): void {
    let rest = value;
    while (rest >= 0x80) {
      this.byte((rest % 0x80) | 0x80);
      rest = Math.floor(rest / 0x80);
    }
    this.byte(rest);
  }

  /** A number that may be negative. */
  signed(value: number): void {
    this.number(value < 0 ? -2 * value - 1 : 2 * value);
  }

  /** Bytes given in hexadecimal; the reader must know how many. */
  hex(value: string): void {
    this.#reserve(value.length / 2);
    this.#length += this.#buffer.write(value, this.#length, 'hex');
  }

  text(value: string): void {
    const length = Buffer.byteLength(value);
    this.number(length);
    this.#reserve(length);
    this.#length += this.#buffer.write(value, this.#length);
  }

  finish(encoding: 'base64url'): string {
    return this.#buffer.toString(encoding, 0, this.#length);
  }

  #reserve(length: number): void {
    if (this.#length + length <= this.#buffer.length) return;
    const larger = Buffer.allocUnsafe(2 * this.#buffer.length + length);
    this.#buffer.copy(larger, 0, 0, this.#length);
    this.#buffer = larger;
  }
}

/** Reads what ByteWriter wrote. Throws RangeError where the bytes end too early. */
export class ByteReader {
  readonly #buffer: Buffer;
  #at = 0;

  constructor(text: string, encoding: 'base64url') {
    this.#buffer = Buffer.from(text, encoding);
  }

  byte(): number {
    const value = this.#buffer.readUInt8(this.#at);
    this.#at += 1;
    return value;
  }

  number(): number {
    let value = 0;
    let scale = 1;
    for (;;) {
      const next = this.byte();
      value += (next & 0x7f) * scale;
      if (next < 0x80) return value;
      scale *= 0x80;
    }
  }

  signed(): number {
    const value = this.number();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  /** So many bytes, in hexadecimal. */
  hex(length: number): string {
    return this.#take(length).toString('hex');
  }

  text(): string {
    return this.#take(this.number()).toString();
  }

  #take(length: number): Buffer {
    if (this.#at + length > this.#buffer.length) throw new RangeError('the bytes end too early');
    this.#at += length;
    return this.#buffer.subarray(this.#at - length, this.#at);
  }
}
