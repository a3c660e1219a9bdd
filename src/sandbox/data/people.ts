import { randomFor } from './random.ts';

/** A customer of the imagined shop; the same person may turn up at several providers. */
export interface Person {
  name: string;
  firstName: string;
  email: string;
  phone: string;
}

const known: Person[] = [
  { name: 'Alice Smith', firstName: 'Alice', email: 'alice@example.com', phone: '+1 555 000 1234' },
  { name: 'Jane Doe', firstName: 'Jane', email: 'jane.doe@example.com', phone: '+1 555 000 5678' },
];

/** The first `count` people of a seed, each with an email of their own; Alice Smith and Jane Doe lead. */
export function people(seed: number, count: number): Person[] {
  const random = randomFor(seed, 'people');
  const taken = new Set(known.map(({ email }) => email));
  const all = [...known];
  while (all.length < count) {
    const firstName = random.person.firstName();
    const lastName = random.person.lastName();
    const domain = random.helpers.arrayElement(['example.com', 'example.net', 'example.org']);
    const local = `${firstName}.${lastName}`.toLowerCase().replace(/[^a-z.]/g, '');
    const email = taken.has(`${local}@${domain}`)
      ? `${local}${String(all.length)}@${domain}`
      : `${local}@${domain}`;
    taken.add(email);
    const phone = `+1 555 ${random.string.numeric(3)} ${random.string.numeric(4)}`;
    all.push({ name: `${firstName} ${lastName}`, firstName, email, phone });
  }
  return all.slice(0, count);
}
