/** A door on a loaded demonstration, with officers at work: everything that a request meets in a node, but HTTP. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { now, nowMs } from '#infrastructure/clock/index.ts';
import {
  followPolicies,
  openBudgets,
  openPurposes,
  policySeal,
  publishBudgets,
  publishPolicies,
  type Purposes,
  noGrants,
} from '#security/access/index.ts';
import type { Database } from '#infrastructure/sql/index.ts';
import { systemContext, type Context } from '#security/context/index.ts';
import { configureLedger, openSigners, subjectTag } from '#security/ledger/index.ts';
import {
  loadCatalogue,
  loadDivisions,
  publishResources,
  valueCheck,
  type Catalogue,
  openCitations,
} from '#platform/catalogue/index.ts';
import { openDoor, openSealer, recordTable, type Door } from '#platform/records/index.ts';
import { parseDeskSettings, registerDesk, seedDesk } from '#applications/desk/index.ts';
import { loadDemo, readDemoPack, writeDemoCodeLists } from '#operations/demo/index.ts';
import type { Check } from './bench.ts';
import { openBenchDatabase, type BenchDatabase } from './database.ts';

export const agency = '690100000000';
const officerCount = 100;
const keyBytes = 32;
/** Above what any run can reach: the budgets are counted as always, and never end the bench. */
const unreachable = 2_000_000_000;

type DeskRole = 'verifier' | 'registrar';

/** An officer at work, with the purpose that they hold. */
export interface AtWork {
  readonly context: Context;
  readonly purpose: { readonly kind: string; readonly reference: string };
}

export interface Person {
  readonly id: string;
  readonly number: string;
  readonly version: number;
}

export interface DoorWorld {
  readonly database: BenchDatabase;
  readonly door: Door;
  readonly officers: readonly AtWork[];
  readonly persons: readonly Person[];
  /** How many entries of that act the ledger holds as permitted. */
  countEntries(act: string): Promise<number>;
  close(): Promise<void>;
}

/** Loads `people` persons and puts a hundred officers of one role to work. */
export async function openDoorWorld(people: number, role: DeskRole): Promise<DoorWorld> {
  const database = await openBenchDatabase();
  const app = database.open('app', 8);
  const signers = openSigners(database.secrets, `minqiao.bench/${agency}`);
  configureLedger({
    agency,
    subjectKey: database.secrets.bytes('ledger-subject-key', keyBytes),
    database: app,
  });
  const catalogue = await load(database, people);
  const seal = policySeal(signers);
  await publishPolicies({ app, seal }, systemContext(agency, 'bench', now()), catalogue.policies);
  await publishBudgets(
    app,
    systemContext(agency, 'bench', now()),
    (catalogue.extra('budgets.yaml') as object[]).map((row) => ({ ...row, maximum: unreachable })),
  );
  const purposes = openPurposes();
  registerDesk({ app, purposes, settings: catalogue.extra('purposes.yaml'), cite: openCitations(catalogue) });
  const policies = await followPolicies(app, seal);
  const door = openDoor(
    {
      door: database.open('door', 4),
      app,
      purposes,
      policies,
      grants: noGrants,
      budgets: await openBudgets(app, nowMs),
      tables: new Map([...catalogue.resources].map(([name, resource]) => [name, recordTable(resource)])),
      sealer: openSealer(database.secrets),
      subjectTag,
      agency,
      kinship: { resource: 'person', through: 'household' },
      population: async () => people,
    },
    valueCheck(catalogue, loadDivisions('demo'), 'demo'),
  );
  const officers = await putToWork(app, purposes, catalogue, role);
  const owner = database.open('owner', 1);
  const persons = await owner.query<Person>(
    'select id, citizen_number as number, version from records.person order by id limit 100000',
  );
  const reader = database.open('reader', 1);
  return {
    database,
    door,
    officers,
    persons,
    async countEntries(act) {
      const text = `select count(*)::int as count from ledger.entry where act = $1 and outcome = 'permitted' and resource = 'person'`;
      return (await reader.query<{ count: number }>(text, [act]))[0]?.count ?? 0;
    },
    async close() {
      await policies.close();
      await database.close();
    },
  };
}

/** Signs officers on and opens their purposes, by the same acts as people's. */
async function putToWork(
  app: Database,
  purposes: Purposes,
  catalogue: Catalogue,
  role: DeskRole,
): Promise<AtWork[]> {
  const contexts = Array.from({ length: officerCount }, () => officer(role));
  const settings = parseDeskSettings(catalogue.extra('purposes.yaml'));
  const actors = contexts.map(({ actor }) => actor);
  await app.transaction((tx) => seedDesk(tx, settings, actors, now()));
  return Promise.all(
    contexts.map(async (context) => {
      const [purpose] = await purposes.listOpen(context.actor);
      if (purpose === undefined) throw new Error('An officer at work has no purpose.');
      return { context, purpose: { kind: purpose.kind, reference: purpose.reference } };
    }),
  );
}

async function load(database: BenchDatabase, people: number): Promise<Catalogue> {
  const packs = join(import.meta.dirname, '..', '..', 'packs');
  const generated = join(database.folder, 'demo-pack');
  writeDemoCodeLists(generated, readDemoPack());
  const catalogue = loadCatalogue([
    ...['core', 'regulations', 'demo'].map((name) => join(packs, name)),
    generated,
  ]);
  const owner = database.open('owner', 5);
  await publishResources(owner, catalogue);
  const { seal, tag } = openSealer(database.secrets);
  const plans = new Map([...catalogue.resources].map(([name, resource]) => [name, resource.table]));
  await loadDemo({ owner, plans, protection: { seal, tag, subjectTag }, settings: readDemoPack(), people });
  return catalogue;
}

function officer(role: DeskRole): Context {
  return {
    actor: {
      kind: 'officer',
      id: randomUUID(),
      name: '测试民警',
      organisation: '690101030000',
      agency,
      branch: 'registration',
      roles: [role],
    },
    session: null,
    requestId: randomUUID(),
    address: '10.0.0.7',
    language: 'zh',
    at: now(),
  };
}

/** Every act that was acknowledged has its entry, and no more than were begun. */
export function entriesCheck(acknowledged: number, entries: number): Check {
  const detail = `${acknowledged} acknowledged, ${entries} entries`;
  return { name: 'each answer has its ledger entry', ok: entries === acknowledged, detail };
}
