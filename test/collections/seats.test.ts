import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Seats, type Seated } from '../../src/collections/seats.ts';

interface Guest extends Seated {
  readonly name: number;
}

const guest = (name: number): Guest => ({ name, seat: 0 });

test('whoever came and has not left is there, in whatever order they come and go', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(9), { maxLength: 60 }), (names) => {
      const guests = Array.from({ length: 10 }, (_, name) => guest(name));
      const seats = new Seats<Guest>();
      const there = new Set<Guest>();
      for (const each of names.flatMap((name) => guests[name] ?? [])) {
        if (there.delete(each)) seats.delete(each);
        else {
          there.add(each);
          seats.add(each);
        }
        expect(new Set(seats)).toEqual(there);
      }
    }),
  );
});

test('one who never came, or has left, takes nobody along', () => {
  const seats = new Seats<Guest>();
  const [one, other, third] = [guest(1), guest(2), guest(3)];
  seats.delete(one);
  seats.add(one);
  seats.add(other);
  seats.delete(third);
  seats.delete(one);
  seats.delete(one);
  expect([...seats]).toEqual([other]);
});

test('who leaves while others are met is not met', () => {
  const seats = new Seats<Guest>();
  const guests = [guest(1), guest(2), guest(3)];
  for (const each of guests) seats.add(each);
  const met: number[] = [];
  for (const { name } of seats) {
    met.push(name);
    for (const each of guests) if (each.name === 3) seats.delete(each);
  }
  expect(met).toEqual([1, 2]);
});
