import { join } from 'node:path';
import { SingleBar } from 'cli-progress';
import type { Config } from '#infrastructure/config/index.ts';
import { openDatabase } from '#infrastructure/sql/index.ts';
import type { Actor } from '#security/context/index.ts';
import { openCertificates } from '#security/certificates/index.ts';
import {
  countDemoIdentities,
  importAccounts,
  importOrganisations,
  openIdentity,
} from '#security/identity/index.ts';
import type { ImportedOrganisation } from '#security/identity/index.ts';
import { appendEntries, entryFor, subjectTag } from '#security/ledger/index.ts';
import { seedOrganisations } from '#platform/organisations/index.ts';
import { openSealer } from '#platform/records/index.ts';
import { parseDeskSettings, seedDesk } from '#applications/desk/index.ts';
import {
  castAccounts,
  demoAccounts,
  demoFault,
  findDemoLoad,
  loadDemo,
  makeWorld,
  policeOrganisations,
  readDemoPack,
  writeDemoCodeLists,
} from '#operations/demo/index.ts';
import type { DemoAccount, PoliceOrganisation, World } from '#operations/demo/index.ts';
import type { Filling } from './fill-node.ts';

/** Where the generated code lists of the demonstration are written; read like any pack. */
export function demoPackFolder(config: Pick<Config, 'dataFolder'>): string {
  return join(config.dataFolder, 'demo-pack');
}

/** Writes the generated part of the demonstration pack. */
export function writeDemoPack(config: Pick<Config, 'dataFolder'>): void {
  writeDemoCodeLists(demoPackFolder(config), readDemoPack());
}

/** Loads people, accounts and desks of the fictional province, once; a load that was cut off is brought to its end. */
export async function fillDemo(filling: Filling): Promise<void> {
  const { base, app, print, asked } = filling;
  const before = await findDemoLoad(app);
  const settings = readDemoPack();
  const people = before?.people ?? base.config.people;
  const world = makeWorld(settings, { people, ...(before ? { seed: before.seed } : {}) });
  if (before?.state === 'loaded') {
    const { people: held, seed } = before;
    if (asked !== undefined && asked !== held) throw demoFault('already-loaded', { people: held, seed });
    print(`demonstration: ${held.toLocaleString('en')} people are loaded`);
  } else {
    print(`Loading the demonstration: ${people.toLocaleString('en')} people of the fictional province 69 …`);
    await loadRecords(filling, world);
  }
  await fillRegistry(filling, world);
  if ((await countDemoIdentities(app)) === 0) await fillAccounts(filling, world);
}

/** The codes of the fictional province, once: the records and accounts of the demonstration have the same. */
async function fillRegistry({ app, context }: Filling, world: World): Promise<void> {
  const rows = policeOrganisations(world).map(({ name: nameZh, ...unit }) => ({ ...unit, nameZh }));
  await app.transaction((tx) => seedOrganisations(tx, context, rows, '演示数据 · demonstration'));
}

async function loadRecords({ base, app, catalogue, context, print }: Filling, world: World): Promise<void> {
  const owner = openDatabase({
    url: base.urls.owner,
    maxConnections: 5,
    applicationName: 'minqiao-demo',
    statementTimeoutMs: 0,
  });
  const bar = progressBar(print);
  const { seal, tag } = openSealer(base.secrets);
  try {
    const loaded = await loadDemo({
      owner,
      plans: new Map([...catalogue.resources].map(([name, resource]) => [name, resource.table])),
      protection: { seal, tag, subjectTag },
      settings: readDemoPack(),
      people: world.size.people,
      seed: world.size.seed,
      onProgress: bar.show,
    });
    const { people, seed, records } = loaded;
    const entry = entryFor(context, {
      act: 'system',
      outcome: 'permitted',
      detail: { step: 'demo-load', people, seed, records },
    });
    await app.transaction((tx) => appendEntries(tx, [entry]));
  } finally {
    bar.stop();
    await owner.close();
  }
}

interface Progress {
  show(done: number, total: number, label: string): void;
  stop(): void;
}

/** A bar on a terminal; elsewhere a line each tenth, so that a log stays a log. */
function progressBar(print: (line: string) => void): Progress {
  if (!process.stdout.isTTY) return plainProgress(print);
  const bar = new SingleBar({
    format: '  {label} [{bar}] {percentage}% | {value}/{total}',
    hideCursor: true,
  });
  let label = '';
  return {
    show(done, total, now) {
      if (label !== now) bar.start(total, done, { label: now });
      label = now;
      bar.update(done, { label: now });
    },
    stop: () => bar.stop(),
  };
}

function plainProgress(print: (line: string) => void): Progress {
  let last = '';
  return {
    show(done, total, label) {
      const line = `  ${label} ${Math.floor((done / Math.max(total, 1)) * 10) * 10}%`;
      if (line !== last) print(line);
      last = line;
    },
    stop: () => undefined,
  };
}

/** Accounts, certificates and desks in one transaction: either the demonstration has all of them or none. */
async function fillAccounts({ base, app, catalogue, context, print }: Filling, world: World): Promise<void> {
  const { config, secrets } = base;
  const certificates = await openCertificates(app, secrets, config);
  const identity = await openIdentity({ db: app, secrets, certificates, config });
  try {
    await app.transaction(async (tx) => {
      await importOrganisations(tx, policeOrganisations(world).map(organisationOf), { demo: true });
      const count = await importAccounts(tx, identity, context, demoAccounts(world), {
        demo: true,
        certificates: true,
      });
      const settings = parseDeskSettings(catalogue.extra('purposes.yaml'));
      const cast = [...castAccounts(world)].filter((account) => account.kind === 'officer');
      await seedDesk(
        tx,
        settings,
        cast.map((account) => actorOf(account, config.agency)),
        context.at,
      );
      print(`accounts: ${count}`);
    });
  } finally {
    await identity.close();
    await certificates.close();
  }
}

function organisationOf(unit: PoliceOrganisation): ImportedOrganisation {
  return { code: unit.code, nameZh: unit.name, nameEn: unit.nameEn, parent: unit.parent };
}

function actorOf(account: DemoAccount, agency: string): Actor {
  const { id, name, organisation, branch, roles, citizenNumber } = account;
  return { kind: 'officer', id, name, organisation, agency, branch, roles, citizenNumber };
}
