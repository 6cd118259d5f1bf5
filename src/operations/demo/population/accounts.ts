import { postingsIn } from './batch.ts';
import { castPeople } from './cast.ts';
import { castPostings, listCastResidents } from './cast-batch.ts';
import { idOf } from './ids.ts';
import { postOf, type Posting } from './officers.ts';
import type { World } from './world.ts';

/** An account of the demonstration, as the identity module takes it over. */
export interface DemoAccount {
  readonly id: string;
  readonly kind: 'officer' | 'citizen';
  readonly name: string;
  /** Null for citizens. */
  readonly policeNumber: string | null;
  /** 12-digit code of the police organisation; the node's own for citizens. */
  readonly organisation: string;
  readonly branch: string;
  /** Code of the code list officer-post; null for citizens. */
  readonly post: string | null;
  readonly roles: readonly string[];
  readonly citizenNumber: string;
  readonly personId: string;
  readonly householdId: string;
  /** Place in the list of characters that the sign-in page shows; null for the others. */
  readonly castRank: number | null;
  readonly note: { readonly zh: string; readonly en: string } | null;
}

/** The node whose demonstration this is: 示例市公安局. */
export const demoAgency = '690100000000';

/** Every account: the cast first, then one for each officer. Makes neighbourhoods as it goes; nothing is kept. */
export function* demoAccounts(world: World): Generator<DemoAccount> {
  yield* castAccounts(world);
  for (let number = 1; number <= world.size.neighbourhoods; number++) {
    for (const posting of postingsIn(world, number)) yield officerAccount(world, posting, null);
  }
}

/** The cast's accounts alone: officers, then citizens. */
export function* castAccounts(world: World): Generator<DemoAccount> {
  let rank = 0;
  const residents = listCastResidents(world);
  for (const posting of castPostings(world, residents)) {
    const note = castPeople[posting.resident.index]?.officer?.note ?? null;
    yield { ...officerAccount(world, posting, rank++), note };
  }
  for (const person of castPeople) {
    if (person.citizen === null) continue;
    yield {
      id: person.accountId,
      kind: 'citizen',
      name: person.name,
      policeNumber: null,
      organisation: demoAgency,
      branch: 'citizen',
      post: null,
      roles: ['citizen'],
      citizenNumber: person.citizenNumber,
      personId: person.personId,
      householdId: person.householdId,
      castRank: rank++,
      note: person.citizen,
    };
  }
}

function officerAccount(world: World, posting: Posting, castRank: number | null): DemoAccount {
  const { seat, resident } = posting;
  const post = postOf(world, seat);
  return {
    id: idOf('account', posting.index),
    kind: 'officer',
    name: resident.name,
    policeNumber: posting.policeNumber,
    organisation: seat.unit.code,
    branch: seat.unit.branch,
    post: post.code,
    roles: post.roles,
    citizenNumber: resident.citizenNumber,
    personId: resident.id,
    householdId: resident.household,
    castRank,
    note: null,
  };
}
