/** Changes of persons through the door: record, history, notice and ledger entry in one transaction; bare: the same four rows, grouped. */
import { measureBareWrites } from './bare/door-write.ts';
import { defineBench } from './support/bench.ts';
import { entriesCheck, openDoorWorld, type DoorWorld } from './support/door-world.ts';
import { measureLoop } from './support/loop.ts';

const people = 20_000;
const defaultCallers = 512;
/** Two codes of GB/T 4658 (education) to change between. */
const education = ['20', '30'] as const;

export const bench = defineBench<DoorWorld & { readonly callers: number }>({
  name: 'door-write',
  what: 'changes of a person with history, notice and ledger entry, one process, no HTTP; bare: the same rows in groups',
  headline: 'perSecond',
  better: 'more',
  prepare: async ({ options }) => ({
    ...(await openDoorWorld(people, 'registrar')),
    callers: Number(options['callers'] ?? defaultCallers),
  }),
  async product({ door, officers, persons, callers, countEntries }, { seconds }) {
    const versions = persons.map(({ version }) => version);
    let written = 0;
    const figures = await measureLoop({
      callers,
      seconds,
      async call(caller) {
        // Each caller changes a person of its own, so that versions never collide.
        const { id } = persons[caller] as (typeof persons)[number];
        const version = versions[caller] as number;
        const { context, purpose } = officers[caller % officers.length] as (typeof officers)[number];
        const values = { education: education[version % education.length] };
        versions[caller] = (
          await door.change(context, { resource: 'person', id, version, values, purpose })
        ).version;
        written += 1;
      },
    });
    return { figures, checks: [entriesCheck(written, await countEntries('change'))] };
  },
  bare: ({ database, callers }, { seconds }) =>
    measureBareWrites(database.bareUrl, { people, callers, seconds }),
  config: ({ callers }) => ({ people, callers, processes: 1, durability: 'full' }),
  versions: async ({ database }) => ({ postgresql: database.version }),
  close: (world) => world.close(),
});
