import { addYears, isoDate, type Day } from './calendar.ts';
import { licenceStatus } from './codes.ts';
import { idOf } from './ids.ts';
import type { Entry, LicenceValues } from './model.ts';
import { licenceFileNumber } from './numbers.ts';
import type { Resident } from './people.ts';
import { weighted, type Random } from './random.ts';
import { entryOf, type Change } from './versions.ts';
import { dayBetween, type World } from './world.ts';

const drivingAge = 18;
const oldestDriver = 82;
const classes = weighted<readonly string[]>([
  [['C1'], 66],
  [['C2'], 20],
  [['C1', 'D'], 5],
  [['B2'], 4],
  [['A2'], 1],
  [['A1', 'D'], 1],
  [['E'], 3],
]);
const points = weighted([
  [0, 78],
  [1, 8],
  [3, 8],
  [6, 4],
  [9, 1.6],
  [12, 0.4],
]);
const pointsLimit = 12; // Road Traffic Safety Law: at 12 the licence is held

/** The driving licence of a resident, or undefined: adults by the settings' shares. */
export function findLicence(world: World, who: Resident, random: Random): Entry<LicenceValues> | undefined {
  const { settings } = world;
  const share = who.sex === 'man' ? settings.chances.licenceOfMan : settings.chances.licenceOfWoman;
  const drives = random.chance(share);
  if (!drives || !mayDrive(who)) return undefined;
  const of18 = addYears(who.birth, drivingAge);
  return licenceOf(
    world,
    who,
    dayBetween(random, of18 + 30, Math.min(settings.asOf - 10, of18 + 365 * 14)),
    random,
  );
}

export function mayDrive(who: Resident): boolean {
  return who.alive && who.age > drivingAge && who.age <= oldestDriver;
}

/** A licence first issued on that day: renewed after 6 years, then after 10, then for good. */
export function licenceOf(world: World, who: Resident, issued: Day, random: Random): Entry<LicenceValues> {
  const { settings } = world;
  const terms = [issued, addYears(issued, 6), addYears(issued, 16), addYears(issued, 26)];
  const current = terms.findLastIndex((day) => day <= settings.asOf);
  const from = terms[current] ?? issued;
  const validTo = terms[current + 1] ?? addYears(from, 30);
  const scored = random.weighted(points);
  const today: LicenceValues = {
    holder: who.id,
    fileNumber: licenceFileNumber(who.index),
    classes: random.weighted(classes),
    firstIssuedOn: isoDate(issued),
    validFrom: isoDate(from),
    validTo: isoDate(validTo),
    status: scored >= pointsLimit ? licenceStatus.pointsExceeded : licenceStatus.normal,
    points: scored,
  };
  const firstDay = Math.max(issued, settings.systemSince + 20);
  const changes: Change<LicenceValues>[] = [];
  if (current > 0) {
    const before = { validFrom: isoDate(terms[current - 1] ?? issued), validTo: isoDate(from) };
    changes.push({ day: from, before, reason: '期满换证' });
  }
  if (scored > 0) {
    const day = dayBetween(random, Math.max(firstDay, settings.asOf - 360) + 1, settings.asOf - 5);
    changes.push({ day, before: { points: 0, status: licenceStatus.normal }, reason: '交通违法记分' });
  }
  return entryOf(idOf('licence', who.index), who.citizenNumber, today, firstDay, changes, random);
}
