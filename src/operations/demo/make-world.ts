import { fault } from './errors.ts';
import { castReserved } from './population/cast-batch.ts';
import type { Settings } from './population/settings.ts';
import { isPeopleCount, maxPeople, minPeople, sizeOf } from './population/size.ts';
import { worldOf, type World } from './population/world.ts';

/** How large, and which: the settings' own values where left out. */
export interface WorldChoice {
  readonly people?: number | undefined;
  readonly seed?: number | undefined;
}

const maxSeed = 0xffff_ffff;

/**
 * The world of a size and a seed.
 * @throws Fault demo.size-out-of-range, demo.seed-invalid
 */
export function makeWorld(settings: Settings, choice: WorldChoice = {}): World {
  const { people = settings.people, seed = settings.seed } = choice;
  if (!isPeopleCount(people)) throw fault('size-out-of-range', { people, low: minPeople, high: maxPeople });
  if (!Number.isInteger(seed) || seed < 0 || seed > maxSeed) throw fault('seed-invalid', { seed });
  return worldOf(settings, sizeOf(settings, people, seed), castReserved);
}
