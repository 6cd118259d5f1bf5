import { ageOn, dayOf, type Day } from './calendar.ts';
import { marital, personStatus, relationCode } from './codes.ts';
import { resources, type Batch, type Entry, type Fields, type PersonValues } from './model.ts';
import { standing } from './versions.ts';

/*
 * Judges a whole population from the outside, for the tests: it knows nothing of how it was made, only what a
 * population must be like. Each flaw is a sentence with the id of the record.
 */

/** What is wrong with a population; empty when nothing is. `asOf` is the day on which ages are reckoned. */
export function findFlaws(batches: readonly Batch[], asOf: Day): string[] {
  const all = gather(batches);
  return [
    ...findDuplicates(all),
    ...findDangling(all),
    ...findHouseholdFlaws(all),
    ...findAgeFlaws(all, asOf),
    ...findHistoryFlaws(all, asOf),
  ];
}

type All = { readonly [R in keyof Batch]: Batch[R] };

function gather(batches: readonly Batch[]): All {
  const lists = resources.map((resource) => [
    resource,
    batches.flatMap((batch): readonly Entry<object>[] => batch[resource]),
  ]);
  return Object.fromEntries(lists) as All;
}

/** Keys that the declarations say are unique, and what the world keeps unique beside. */
const keys: readonly (readonly [keyof Batch, readonly string[]])[] = [
  ['person', ['citizenNumber']],
  ['person', ['mobile']],
  ['household', ['number']],
  ['premises', ['code']],
  ['premises', ['division', 'street', 'doorNumber', 'room']],
  ['organisation', ['uscc']],
  ['vehicle', ['plateNumber']],
  ['vehicle', ['vin']],
  ['driving-licence', ['holder']],
  ['driving-licence', ['fileNumber']],
  ['police-organisation', ['code']],
  ['officer', ['policeNumber']],
  ['officer', ['person']],
];

function findDuplicates(all: All): string[] {
  const flaws: string[] = [];
  for (const [resource, fields] of keys) {
    const seen = new Set<string>();
    for (const entry of all[resource]) {
      const values = standing<object>(entry) as Fields;
      if (fields.length === 1 && values[fields[0] as string] === null) continue;
      const key = fields.map((field) => String(values[field])).join('|');
      if (seen.has(key)) flaws.push(`${resource} ${entry.id}: ${fields.join('+')} ${key} is another's too`);
      seen.add(key);
    }
  }
  const ids = resources.flatMap((resource) => all[resource].map(({ id }) => id));
  if (new Set(ids).size !== ids.length) flaws.push('two records have one id');
  return flaws;
}

const references: readonly (readonly [keyof Batch, string, keyof Batch])[] = [
  ['person', 'household', 'household'],
  ['person', 'registeredAt', 'premises'],
  ['person', 'livesAt', 'premises'],
  ['household', 'premises', 'premises'],
  ['household', 'head', 'person'],
  ['household', 'policeOrganisation', 'police-organisation'],
  ['organisation', 'legalRepresentative', 'person'],
  ['organisation', 'premises', 'premises'],
  ['vehicle', 'owner', 'person'],
  ['driving-licence', 'holder', 'person'],
  ['officer', 'person', 'person'],
  ['officer', 'organisation', 'police-organisation'],
  ['police-organisation', 'parent', 'police-organisation'],
];

function findDangling(all: All): string[] {
  const ids = new Map(resources.map((resource) => [resource, new Set(all[resource].map(({ id }) => id))]));
  return references.flatMap(([resource, field, target]) =>
    (all[resource] as readonly Entry<object>[]).flatMap(({ id, versions }) =>
      versions
        .map(({ values }) => (values as Fields)[field])
        .filter((value) => value !== null && ids.get(target)?.has(String(value)) !== true)
        .map(() => `${resource} ${id}: ${field} points to nothing`),
    ),
  );
}

function findHouseholdFlaws(all: All): string[] {
  const members = Map.groupBy(all.person, (entry) => standing(entry).household);
  const flaws: string[] = [];
  for (const household of all.household) {
    const people = (members.get(household.id) ?? []).map((entry) => ({ id: entry.id, ...standing(entry) }));
    const heads = people.filter(({ relationToHead }) => relationToHead === relationCode.head);
    const [head] = heads;
    if (heads.length !== 1 || head?.id !== standing(household).head)
      flaws.push(`household ${household.id}: not one head`);
    if (head && head.status !== personStatus.normal)
      flaws.push(`household ${household.id}: its head is dead`);
    if (head) flaws.push(...findKinFlaws(head, people).map((flaw) => `household ${household.id}: ${flaw}`));
  }
  return flaws;
}

const children: ReadonlySet<string> = new Set([relationCode.son, relationCode.daughter]);
const parents: ReadonlySet<string> = new Set([relationCode.father, relationCode.mother]);
const spouses: ReadonlySet<string> = new Set([relationCode.husband, relationCode.wife]);
const parentYears = { least: 17, mostOfMother: 50 } as const;

function findKinFlaws(head: PersonValues, people: readonly PersonValues[]): string[] {
  const flaws: string[] = [];
  const yearsBefore = (elder: PersonValues, younger: PersonValues): number =>
    ageOn(dayOf(elder.birthDate), dayOf(younger.birthDate));
  const check = (elder: PersonValues, younger: PersonValues): void => {
    const years = yearsBefore(elder, younger);
    const tooOld = elder.sex === '2' && years > parentYears.mostOfMother;
    if (years < parentYears.least || tooOld) flaws.push(`a parent of ${years} at a birth`);
  };
  const spouse = people.filter(({ relationToHead }) => spouses.has(relationToHead));
  if (spouse.length > 1) flaws.push('two spouses');
  if (spouse.some(({ sex }) => sex === head.sex)) flaws.push('a couple of one sex'); // Civil Code art. 1046
  for (const person of people) {
    if (children.has(person.relationToHead)) for (const elder of [head, ...spouse]) check(elder, person);
    if (parents.has(person.relationToHead)) check(person, head);
    if (
      person.relationToHead === relationCode.grandchild &&
      yearsBefore(head, person) < 2 * parentYears.least
    ) {
      flaws.push('a grandparent too young');
    }
    const wrongSex =
      person.relationToHead === relationCode.mother || person.relationToHead === relationCode.wife;
    if (wrongSex && person.sex !== '2') flaws.push('relation and sex disagree');
  }
  const married = people.filter(({ maritalStatus }) => maritalStatus === marital.married);
  if (spouse.length === 1 && spouse[0]?.status === personStatus.normal && !married.includes(head))
    flaws.push('a spouse, but not married');
  return flaws;
}

function findAgeFlaws(all: All, asOf: Day): string[] {
  const people = new Map(all.person.map((entry) => [entry.id, standing(entry)]));
  const flaws: string[] = [];
  const mustBe = (what: string, id: string, least: number): void => {
    const person = people.get(id);
    if (person === undefined) return; // reported as dangling
    const age = ageOn(dayOf(person.birthDate), asOf);
    if (age < least) flaws.push(`${what}: of ${age} years`);
    if (person.status !== personStatus.normal) flaws.push(`${what}: is dead`);
    if (person.birthDate.replaceAll('-', '') !== person.citizenNumber.slice(6, 14))
      flaws.push(`${what}: number and birth date disagree`);
  };
  for (const entry of all.vehicle)
    for (const { values } of entry.versions) mustBe(`owner of ${entry.id}`, values.owner, 18);
  for (const entry of all['driving-licence']) mustBe(`driver of ${entry.id}`, standing(entry).holder, 18);
  for (const entry of all.organisation)
    mustBe(`representative of ${entry.id}`, standing(entry).legalRepresentative, 18);
  for (const entry of all.officer) mustBe(`officer ${entry.id}`, standing(entry).person, 22);
  return flaws;
}

function findHistoryFlaws(all: All, asOf: Day): string[] {
  return resources.flatMap((resource) =>
    (all[resource] as readonly Entry<object>[]).flatMap(({ id, versions }) => {
      const times = versions.map(({ at }) => at);
      const inOrder = times.every((at, i) => i === 0 || at > (times[i - 1] as string));
      const late = times.some((at) => dayOf(at.slice(0, 10)) > asOf);
      return [
        ...(inOrder ? [] : [`${resource} ${id}: versions out of order`]),
        ...(late ? [`${resource} ${id}: recorded after the settings' day`] : []),
      ];
    }),
  );
}
