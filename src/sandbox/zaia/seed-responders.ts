import type { Random } from '../data/random.ts';
import type { ZaiaState } from './state.ts';

const responders = [
  ['Ava, first contact', 'agents', 3],
  ['Otto, orders and shipping', 'agents', 4],
  ['Billie, billing', 'agents', 2],
  ['Support squad', 'squads', 1],
  ['Night shift squad', 'squads', 0],
] as const;

/** AI agents and squads, most of them with several published versions. */
export function seedResponders(state: ZaiaState, random: Random): void {
  for (const [name, entity, versions] of responders) {
    const id = random.string.uuid();
    state.addResponder({
      id,
      entityId: random.string.uuid(),
      entity,
      name,
      picture: entity === 'agents' ? `https://cdn.example/avatars/${id}.png` : null,
      versions: Array.from({ length: versions }, (_, index) => ({
        id: random.string.uuid(),
        number: index + 1,
      })),
    });
  }
}
