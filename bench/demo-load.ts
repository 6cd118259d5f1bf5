/** Loading the demonstration: generated, sealed, tagged, copied, indexed; bare: COPY of ready-made rows into one table, and its indexes. */
import { join } from 'node:path';
import { loadCatalogue, publishResources, type Catalogue } from '#platform/catalogue/index.ts';
import { openSealer } from '#platform/records/index.ts';
import { configureLedger, subjectTag } from '#security/ledger/index.ts';
import { loadDemo, readDemoPack, writeDemoCodeLists } from '#operations/demo/index.ts';
import { measureBareLoad } from './bare/demo-load.ts';
import { defineBench, type Measured } from './support/bench.ts';
import { openBenchDatabase, type BenchDatabase } from './support/database.ts';

const defaultPeople = 200_000;
const keyBytes = 32;
/** Rows of the bare load; rates are per row, so the number need only be large. */
const bareRows = 500_000;

interface World {
  readonly database: BenchDatabase;
  readonly catalogue: Catalogue;
  readonly people: number;
}

export const bench = defineBench<World>({
  name: 'demo-load',
  what: 'loads the fictional province (--people 200000); bare: COPY of ready-made rows and their indexes',
  headline: 'recordsPerSecond',
  better: 'more',
  async prepare({ options }) {
    const database = await openBenchDatabase();
    const packs = join(import.meta.dirname, '..', 'packs');
    const generated = join(database.folder, 'demo-pack');
    writeDemoCodeLists(generated, readDemoPack());
    const catalogue = loadCatalogue([
      ...['core', 'regulations', 'demo'].map((name) => join(packs, name)),
      generated,
    ]);
    await publishResources(database.open('owner', 1), catalogue);
    const subjectKey = database.secrets.bytes('ledger-subject-key', keyBytes);
    configureLedger({ agency: '690100000000', subjectKey });
    return { database, catalogue, people: Number(options['people'] ?? defaultPeople) };
  },
  product: measureLoad,
  bare: ({ database }) => measureBareLoad(database.bareUrl, bareRows),
  config: ({ people }) => ({ people, bareRows, durability: 'full' }),
  versions: async ({ database }) => ({ postgresql: database.version }),
  close: ({ database }) => database.close(),
});

async function measureLoad({ database, catalogue, people }: World): Promise<Measured> {
  const owner = database.open('owner', 5);
  const { seal, tag } = openSealer(database.secrets);
  const plans = new Map([...catalogue.resources].map(([name, resource]) => [name, resource.table]));
  const started = performance.now();
  const loaded = await loadDemo({
    owner,
    plans,
    protection: { seal, tag, subjectTag },
    settings: readDemoPack(),
    people,
  });
  const seconds = (performance.now() - started) / 1000;
  const [stored] = await owner.query<{ count: number }>('select count(*)::int as count from records.person');
  const figures = {
    seconds: Math.round(seconds * 100) / 100,
    people: loaded.people,
    records: loaded.records,
    recordsPerSecond: Math.round(loaded.records / seconds),
  };
  const detail = `${stored?.count} persons for ${loaded.people} asked`;
  return {
    figures,
    checks: [{ name: 'everybody is there', ok: (stored?.count ?? 0) >= loaded.people, detail }],
  };
}
