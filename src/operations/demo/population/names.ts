import type { Sex } from './kinship.ts';
import type { Random } from './random.ts';
import type { Settings } from './settings.ts';

/** A given name put together from single characters; nobody's on purpose. */
export function givenName(settings: Settings, sex: Sex, random: Random): string {
  const characters = sex === 'man' ? settings.givenMen : settings.givenWomen;
  const first = random.pick(characters);
  if (random.chance(settings.oneCharacterName)) return first;
  const second = random.pick(characters);
  return first === second ? first : first + second;
}

export function surname(settings: Settings, random: Random): string {
  return random.weighted(settings.surnames);
}

/** What an organisation is called before its kind: 云通, 锦和 … */
export function tradeName(settings: Settings, random: Random): string {
  const first = random.pick(settings.organisationFirst);
  const second = random.pick(settings.organisationSecond);
  return first === second ? `${first}安` : first + second;
}
