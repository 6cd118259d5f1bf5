/** Reads of one person by number, through the door with everything on; bare: a grouped lookup and a grouped durable insert. */
import { measureBareReads } from './bare/door-read.ts';
import { defineBench } from './support/bench.ts';
import { entriesCheck, openDoorWorld, type DoorWorld } from './support/door-world.ts';
import { measureLoop } from './support/loop.ts';

const people = 20_000;
const defaultCallers = 512;

export const bench = defineBench<DoorWorld & { readonly callers: number }>({
  name: 'door-read',
  what: 'audited reads of a person through the door, one process, no HTTP; bare: grouped lookup and durable insert',
  headline: 'perSecond',
  better: 'more',
  prepare: async ({ options }) => ({
    ...(await openDoorWorld(people, 'verifier')),
    callers: Number(options['callers'] ?? defaultCallers),
  }),
  async product({ door, officers, persons, callers, countEntries }, { seconds }) {
    let answered = 0;
    let records = 0;
    const figures = await measureLoop({
      callers,
      seconds,
      async call(_, n) {
        const { context, purpose } = officers[n % officers.length] as (typeof officers)[number];
        const { number } = persons[(n * 7919) % persons.length] as (typeof persons)[number];
        const answer = await door.read(context, {
          resource: 'person',
          by: { citizenNumber: number },
          purpose,
        });
        answered += 1;
        records += answer.records.length;
      },
    });
    const found = {
      name: 'each read found its person',
      ok: records === answered,
      detail: `${records} of ${answered}`,
    };
    return { figures, checks: [found, entriesCheck(answered, await countEntries('read'))] };
  },
  bare: ({ database, callers }, { seconds }) =>
    measureBareReads(database.bareUrl, { people, callers, seconds }),
  config: ({ callers }) => ({ people, callers, processes: 1, durability: 'full' }),
  versions: async ({ database }) => ({ postgresql: database.version }),
  close: (world) => world.close(),
});
