import { addYears, civil, type Day } from './calendar.ts';
import { at, type Random } from './random.ts';
import type { Relation } from './schema.ts';
import type { Settings, Shape } from './settings.ts';

export type Sex = 'man' | 'woman';

/** One of a household, before names and numbers: who they are to the head, and their age on the settings' day. */
export interface Member {
  readonly relation: Relation | 'head';
  readonly sex: Sex;
  readonly age: number;
}

/** Youngest at marriage in law: 22 for men, 20 for women (Civil Code art. 1047). */
export const marriageAge: Readonly<Record<Sex, number>> = { man: 22, woman: 20 };
/** Bounds of the age of the younger parent at a birth, before birth dates are spread by up to a year. */
const parentAge = { youngest: 20, oldest: 38 } as const;
const oldestAge = 102;
const oldestGrandchild = 17;

/** The members of a household of that size, head first. The shape is picked by the settings' weights. */
export function membersOf(settings: Settings, size: number, random: Random): Member[] {
  const shapes = settings.shapes.get(size);
  if (shapes === undefined) throw new RangeError(`the settings have no household of ${size}`);
  const shape: Shape = random.weighted(shapes);
  const head: Member = {
    relation: 'head',
    sex: random.chance(settings.chances.headIsWoman) ? 'woman' : 'man',
    age: random.weighted(shape.headAges),
  };
  const spouse = shape.members.includes('spouse') ? spouseOf(head, random) : undefined;
  const youngerParent = Math.min(head.age, spouse?.age ?? head.age);
  const counts = (relation: Relation): number => shape.members.filter((member) => member === relation).length;
  return [
    head,
    ...(spouse ? [spouse] : []),
    ...childrenOf(youngerParent, counts('child'), random),
    ...parentsOf(head, counts('parent'), random),
    ...grandchildrenOf(head, counts('grandchild'), random),
  ];
}

function spouseOf(head: Member, random: Random): Member {
  const sex: Sex = head.sex === 'man' ? 'woman' : 'man';
  const husbandIsOlderBy = random.int(-2, 5);
  const age = head.sex === 'man' ? head.age - husbandIsOlderBy : head.age + husbandIsOlderBy;
  return { relation: 'spouse', sex, age: clamp(age, marriageAge[sex] + 1, oldestAge) };
}

/** Oldest first, two to four years apart; the younger parent was between 20 and 46 at each birth. */
function childrenOf(youngerParent: number, count: number, random: Random): Member[] {
  const children: Member[] = [];
  let age = 0;
  for (let left = count - 1; left >= 0; left--) {
    const youngest = 2 * left; // leaves two years for each child still to come
    if (children.length === 0) {
      const low = Math.max(youngest, youngerParent - parentAge.oldest);
      const high = Math.max(low, youngerParent - parentAge.youngest);
      age = low + Math.floor((high - low + 1) * random.next() ** 1.3);
    } else {
      age = Math.max(youngest, age - random.int(2, 4));
    }
    children.push({ relation: 'child', sex: random.chance(0.52) ? 'man' : 'woman', age });
  }
  return children;
}

/** The head's own parents: one of them, or both as a couple. */
function parentsOf(head: Member, count: number, random: Random): Member[] {
  if (count === 0) return [];
  const mother = Math.min(oldestAge - 4, head.age + random.int(21, 34));
  if (count === 1 && random.chance(0.62)) return [{ relation: 'parent', sex: 'woman', age: mother }];
  const father: Member = { relation: 'parent', sex: 'man', age: mother + random.int(0, 4) };
  return count === 1 ? [father] : [father, { relation: 'parent', sex: 'woman', age: mother }];
}

function grandchildrenOf(head: Member, count: number, random: Random): Member[] {
  return Array.from({ length: count }, () => ({
    relation: 'grandchild' as const,
    sex: random.chance(0.52) ? ('man' as const) : ('woman' as const),
    age: random.int(Math.max(0, head.age - 72), Math.max(0, Math.min(oldestGrandchild, head.age - 45))),
  }));
}

/**
 * Gives each member a birth date. Within a neighbourhood no two of one sex share one, and all dates are alike modulo
 * the stride: with that, `numbers.ts` makes citizen numbers that are unique in the whole province without a table.
 */
export class BirthDates {
  readonly #taken = new Set<number>();
  readonly #asOf: Day;
  readonly #stride: number;
  readonly #remainder: number;

  constructor(asOf: Day, stride: number, remainder: number) {
    this.#asOf = asOf;
    this.#stride = stride;
    this.#remainder = remainder;
  }

  /** A date on which someone of that sex was born who has that age (a little more where dates are scarce). */
  take(age: number, sex: Sex, random: Random): Day {
    const latest = Math.min(addYears(this.#asOf, -age), this.#asOf - 40);
    const wanted = latest - random.int(0, 330);
    let day = wanted - ((((wanted - this.#remainder) % this.#stride) + this.#stride) % this.#stride);
    while (this.#taken.has(day * 2 + (sex === 'man' ? 1 : 0))) day -= this.#stride;
    this.#taken.add(day * 2 + (sex === 'man' ? 1 : 0));
    return day;
  }
}

/** The schooling that someone born on that day has, given how far they can have come by the given age. */
export function educationOf(settings: Settings, birth: Day, age: number, random: Random): string {
  const { year } = civil(birth);
  const cohort = settings.education.find(({ bornBefore }) => year < bornBefore) ?? at(settings.education, 0);
  const final = random.weighted(cohort.codes);
  if (age >= 26) return final;
  if (age < 6) return '90';
  if (age < 13) return '80';
  if (age < 16) return '70';
  if (age < 19) return '60';
  return final < '20' ? '20' : final;
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value));
}
