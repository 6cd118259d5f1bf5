import { addYears, ageOn, isoDate, officeHours } from './calendar.ts';
import { leaderRank, officerStatus, ranks } from './codes.ts';
import { idOf } from './ids.ts';
import type { Entry, OfficerValues } from './model.ts';
import { mobileNumber, policeNumber } from './numbers.ts';
import type { Resident } from './people.ts';
import { seatOf, type Seat } from './police.ts';
import { at, type Random } from './random.ts';
import { dayBetween, streamOf, type Neighbourhood, type World } from './world.ts';

const serviceAge = { from: 23, to: 58 } as const;
const joiningAge = 22;
const yearsPerRank = 4;
const bureauKinds: ReadonlySet<string> = new Set(['10', '20']); // code list police-organisation-kind

/** An officer as the accounts need them. */
export interface Posting {
  readonly index: number;
  readonly policeNumber: string;
  readonly resident: Resident;
  readonly seat: Seat;
}

/** Who may be an officer. */
export function mayServe(who: Resident): boolean {
  return who.alive && who.age >= serviceAge.from && who.age <= serviceAge.to;
}

/** The officers who live in the neighbourhood: adults of the age of service, each with the next seat. */
export function postingsOf(world: World, here: Neighbourhood, residents: readonly Resident[]): Posting[] {
  const random = streamOf(world, 'officers', here.number);
  const candidates = random.shuffled(residents.filter(mayServe));
  return Array.from({ length: here.officers.count }, (_, i) => {
    const index = here.officers.first + i;
    const seat = seatOf(world.police, world.size.seed, index - world.reserved.officers);
    return { index, policeNumber: policeNumber(index), resident: at(candidates, i), seat };
  });
}

/** The officer's record. */
export function officerOf(world: World, posting: Posting, random: Random): Entry<OfficerValues> {
  const { settings } = world;
  const { resident, seat, index } = posting;
  const appointed = dayBetween(
    random,
    addYears(resident.birth, joiningAge) + 60,
    addYears(resident.birth, joiningAge) + 700,
  );
  const years = ageOn(appointed, settings.asOf);
  const leads = seat.post === 'leader' && bureauKinds.has(seat.unit.kind);
  const values: OfficerValues = {
    policeNumber: posting.policeNumber,
    person: resident.id,
    organisation: seat.unit.id,
    post: leads ? bureauLeaderPost : postOf(world, seat).code,
    rank: leads
      ? leaderRank
      : at(ranks, Math.min(ranks.length - 1, Math.max(0, Math.floor(years / yearsPerRank)))),
    status: officerStatus.active,
    appointedOn: isoDate(Math.min(appointed, settings.asOf - 30)),
    mobile: mobileNumber(index, 'work'),
  };
  const firstDay = Math.min(Math.max(appointed, settings.systemSince), settings.asOf - 30);
  const version = {
    values,
    subject: resident.citizenNumber,
    at: officeHours(firstDay, random.next()),
    reason: null,
  };
  return { id: idOf('officer', index), versions: [version] };
}

const bureauLeaderPost = '10'; // code list officer-post: 局领导

/** The post's code and roles. @throws RangeError for a post that the pack does not describe. */
export function postOf(world: World, seat: Seat): { code: string; roles: readonly string[] } {
  const post = world.settings.police.posts[seat.post];
  if (post === undefined) throw new RangeError(`the pack describes no post ${seat.post}`);
  return post;
}
