import { addYears, ageOn, isoDate, type Day } from './calendar.ts';
import { marital, personStatus, relationCode, sexCode } from './codes.ts';
import { educationOf, marriageAge, membersOf, type BirthDates, type Member, type Sex } from './kinship.ts';
import { idOf } from './ids.ts';
import type { Entry, PersonValues } from './model.ts';
import { givenName, surname } from './names.ts';
import { citizenNumber, mobileNumber } from './numbers.ts';
import { at, type Random } from './random.ts';
import { entryOf, type Change } from './versions.ts';
import { dayBetween, type Neighbourhood, type World } from './world.ts';

/** A person while the neighbourhood is being made: what licences, vehicles, posts and organisations choose from. */
export interface Resident {
  readonly index: number;
  readonly id: string;
  readonly citizenNumber: string;
  readonly name: string;
  readonly sex: Sex;
  readonly birth: Day;
  readonly age: number;
  readonly alive: boolean;
  readonly household: string;
  readonly dwelling: string;
}

/** Where the members of one household are registered and live, and since when. */
export interface Home {
  readonly id: string;
  readonly registeredAt: string;
  readonly livesAt: string;
  /** The day on which the household moved here, and where from; null when it always was here. */
  readonly moved: { readonly on: Day; readonly from: string } | null;
}

/** Who a household's members are, before what is on record about them. */
export interface Kin {
  readonly member: Member;
  readonly birth: Day;
  readonly name: string;
  /** Day of death; null for the living. */
  readonly died: Day | null;
  /** Code of the county where they were registered when they got their number. */
  readonly county: string;
  readonly education: string;
  readonly hasMobile: boolean;
  readonly changedMobile: boolean;
  readonly changedName: boolean;
}

const elderAge = 62;
const minDaysBetween = 20;
const minDaysOnRecord = 120; // nobody dies, marries or moves in their first months on record

/** Picks the members of a household: kin, names, births and deaths. The head comes first and is alive. */
export function kinOf(
  world: World,
  here: Neighbourhood,
  size: number,
  dates: BirthDates,
  random: Random,
): Kin[] {
  const { settings } = world;
  const { chances } = settings;
  const members = membersOf(settings, size, random);
  const head = at(members, 0);
  const family = surname(settings, random);
  const spouseSurname = surname(settings, random);
  return members.map((member) => {
    const own = surnameIn(member, head, family, spouseSurname, random);
    const birth = dates.take(member.age, member.sex, random);
    const age = ageOn(birth, settings.asOf);
    const mobileShare = age >= 18 ? chances.mobileOfAdult : age >= 10 ? chances.mobileOfChild : 0;
    const mayHaveDied = age >= elderAge && (member.relation === 'parent' || member.relation === 'spouse');
    const died = mayHaveDied && random.chance(chances.deceasedElder);
    const away = random.chance(chances.bornElsewhereInProvince);
    return {
      member,
      birth,
      name: own + givenName(settings, member.sex, random),
      died: died ? dayBetween(random, settings.systemSince + minDaysOnRecord, settings.asOf - 30) : null,
      county: away ? random.pick(settings.geography.counties).code : here.street.county.code,
      education: educationOf(settings, birth, age, random),
      hasMobile: random.chance(mobileShare),
      changedMobile: random.chance(chances.changedMobile),
      changedName: random.chance(chances.changedName),
    };
  });
}

/** Children bear the father's name as a rule; a head's mother and a spouse bear their own. */
function surnameIn(member: Member, head: Member, family: string, spouses: string, random: Random): string {
  if (member.relation === 'spouse') return spouses;
  if (member.relation === 'parent' && member.sex === 'woman')
    return random.chance(0.07) ? family : otherThan(family, spouses);
  if (member.relation === 'child' && head.sex === 'woman') return random.chance(0.85) ? spouses : family;
  return family;
}

function otherThan(family: string, candidate: string): string {
  return candidate === family ? '林' : candidate;
}

/** The records of a household's members; `first` is the index of its head. */
export function peopleOf(
  world: World,
  here: Neighbourhood,
  home: Home,
  kin: readonly Kin[],
  first: number,
  random: Random,
): { entries: Entry<PersonValues>[]; residents: Resident[] } {
  const entries: Entry<PersonValues>[] = [];
  const residents: Resident[] = [];
  for (const [i, one] of kin.entries()) {
    const index = first + i;
    const number = citizenNumber(one.county, one.birth, one.member.sex, here.number);
    const id = idOf('person', index);
    entries.push(recordOf(world, { index, id, number, home, kin, one, random }));
    residents.push({
      index,
      id,
      citizenNumber: number,
      name: one.name,
      sex: one.member.sex,
      birth: one.birth,
      age: ageOn(one.birth, world.settings.asOf),
      alive: one.died === null,
      household: home.id,
      dwelling: home.livesAt,
    });
  }
  return { entries, residents };
}

interface Making {
  readonly index: number;
  readonly id: string;
  readonly number: string;
  readonly home: Home;
  readonly kin: readonly Kin[];
  readonly one: Kin;
  readonly random: Random;
}

function recordOf(world: World, making: Making): Entry<PersonValues> {
  const { settings } = world;
  const { index, id, number, home, one, random } = making;
  const age = ageOn(one.birth, settings.asOf);
  const registered = one.birth + random.int(3, 38);
  const firstDay = Math.max(registered, settings.systemSince + random.int(0, 60));
  const today: PersonValues = {
    citizenNumber: number,
    name: one.name,
    formerName: null,
    sex: sexCode[one.member.sex],
    birthDate: isoDate(one.birth),
    nativePlace: one.county,
    maritalStatus: maritalStatusOf(making, age),
    education: one.education,
    mobile: one.died === null && one.hasMobile ? mobileNumber(index) : null,
    household: home.id,
    relationToHead: relationOf(one.member),
    registeredAt: home.registeredAt,
    livesAt: home.livesAt,
    status: one.died === null ? personStatus.normal : personStatus.deceased,
    registeredOn: isoDate(registered),
  };
  const mayRename = one.changedName && firstDay + 2 * minDaysBetween < (one.died ?? settings.asOf);
  const named = mayRename ? renamed(world, making, today, firstDay) : undefined;
  const changes = changesOf(world, making, today, firstDay);
  return entryOf(
    id,
    number,
    named?.today ?? today,
    firstDay,
    named ? [...changes, named.change] : changes,
    random,
  );
}

function maritalStatusOf({ kin, one, random }: Making, age: number): string {
  const { relation } = one.member;
  if (relation === 'grandchild' || age < marriageAge.man) return marital.single;
  const partner = partnerOf(kin, one);
  if (partner !== undefined)
    return partner.died !== null && one.died === null ? marital.widowed : marital.married;
  if (relation === 'child') return random.chance(0.9) ? marital.single : marital.divorced;
  if (relation === 'parent') return random.chance(0.75) ? marital.widowed : marital.divorced;
  const hasChildren =
    kin.length > 1 &&
    kin.some(({ member }) => member.relation === 'child' || member.relation === 'grandchild');
  if (age >= 60) return random.chance(0.75) ? marital.widowed : marital.divorced;
  if (hasChildren) return random.chance(0.85) ? marital.divorced : marital.widowed;
  return random.chance(age < 30 ? 0.97 : 0.55) ? marital.single : marital.divorced;
}

/** Head and spouse are a couple; so are the head's parents when both live in the household. */
function partnerOf(kin: readonly Kin[], one: Kin): Kin | undefined {
  const couple: Readonly<Record<string, string>> = { head: 'spouse', spouse: 'head', parent: 'parent' };
  const wanted = couple[one.member.relation];
  return kin.find((other) => other !== one && other.member.relation === wanted);
}

function relationOf({ relation, sex }: Member): string {
  const codes: Readonly<Record<Member['relation'], readonly [string, string]>> = {
    head: [relationCode.head, relationCode.head],
    spouse: [relationCode.husband, relationCode.wife],
    child: [relationCode.son, relationCode.daughter],
    grandchild: [relationCode.grandchild, relationCode.grandchild],
    parent: [relationCode.father, relationCode.mother],
  };
  return codes[relation][sex === 'man' ? 0 : 1];
}

/** What happened to a person within the system's time. Deaths come last and end the rest. */
function changesOf(world: World, making: Making, today: PersonValues, firstDay: Day): Change<PersonValues>[] {
  const { settings } = world;
  const { home, kin, one, index, random } = making;
  const changes: Change<PersonValues>[] = [];
  const end = one.died ?? settings.asOf;
  const add = (day: Day, before: Partial<PersonValues>, reason: string): void => {
    if (day < end - 1) changes.push({ day, before, reason });
  };
  if (home.moved !== null)
    add(home.moved.on, { registeredAt: home.moved.from, livesAt: home.moved.from }, '迁入');
  const wedding = weddingOf(settings.systemSince, kin);
  if (wedding !== null && isOfCouple(one)) add(wedding, { maritalStatus: marital.single }, '结婚');
  if (today.mobile !== null && one.changedMobile) {
    const earlier = dayBetween(random, firstDay + minDaysBetween, settings.asOf - minDaysBetween);
    add(earlier, { mobile: mobileNumber(index, 'earlier') }, '变更联系电话');
  }
  const partner = partnerOf(kin, one);
  if (one.died === null && partner !== undefined && partner.died !== null) {
    add(partner.died + 9, { maritalStatus: marital.married }, '丧偶');
  }
  if (one.died !== null)
    changes.push({ day: one.died, before: { status: personStatus.normal }, reason: '死亡登记' });
  return changes;
}

function isOfCouple({ member }: Kin): boolean {
  return member.relation === 'head' || member.relation === 'spouse';
}

/** Couples who came of age lately married within the system's time: two years before their first child at the latest. */
function weddingOf(systemSince: Day, kin: readonly Kin[]): Day | null {
  const couple = kin.filter(isOfCouple);
  if (couple.length < 2) return null;
  const youngest = Math.max(...couple.map(({ birth }) => birth));
  const children = kin.filter(({ member }) => member.relation === 'child').map(({ birth }) => birth);
  const day = Math.min(addYears(youngest, 25), ...children.map((birth) => birth - 700));
  const ofAge = couple.every(({ birth, member }) => ageOn(birth, day) >= marriageAge[member.sex]);
  return ofAge && day > systemSince + minDaysOnRecord ? day : null;
}

function renamed(
  world: World,
  { one, random }: Making,
  today: PersonValues,
  firstDay: Day,
): { today: PersonValues; change: Change<PersonValues> } {
  const former = one.name.slice(0, 1) + givenName(world.settings, one.member.sex, random);
  const day = dayBetween(
    random,
    firstDay + minDaysBetween,
    (one.died ?? world.settings.asOf) - minDaysBetween,
  );
  return {
    today: { ...today, formerName: former },
    change: { day, before: { name: former, formerName: null }, reason: '变更姓名' },
  };
}
