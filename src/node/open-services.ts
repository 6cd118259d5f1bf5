import { nowMs } from '#infrastructure/clock/index.ts';
import type { Config } from '#infrastructure/config/index.ts';
import { openDatabase } from '#infrastructure/sql/index.ts';
import type { Database } from '#infrastructure/sql/index.ts';
import { followPolicies, openBudgets, openPurposes, policySeal } from '#security/access/index.ts';
import type { PoliciesInForce, Purposes } from '#security/access/index.ts';
import { openCertificates } from '#security/certificates/index.ts';
import type { Certificates } from '#security/certificates/index.ts';
import { configureLedger, openSigners, subjectTag } from '#security/ledger/index.ts';
import type { Signer } from '#security/ledger/index.ts';
import { openIdentity } from '#security/identity/index.ts';
import type { Identity } from '#security/identity/index.ts';
import {
  followReleases,
  loadCatalogue,
  loadDivisions,
  openCitations,
  packFolders,
  valueCheck,
} from '#platform/catalogue/index.ts';
import type { Catalogue, CatalogueInForce } from '#platform/catalogue/index.ts';
import {
  measureVolumes,
  openDoor,
  openInspector,
  openPopulation,
  openSealer,
  recordTables,
} from '#platform/records/index.ts';
import type { Inspector, Door, Volume } from '#platform/records/index.ts';
import { followGrants, grantsByResource, parseGrantSettings } from '#platform/grants/index.ts';
import type { Granting, GrantsInForce } from '#platform/grants/index.ts';
import { openPartReader, openQuality } from '#platform/quality/index.ts';
import type { Quality } from '#platform/quality/index.ts';
import { openRegistry } from '#platform/registry/index.ts';
import type { Registry } from '#platform/registry/index.ts';
import { findUnit, openOrganisations } from '#platform/organisations/index.ts';
import type { Organisations } from '#platform/organisations/index.ts';
import { registerDesk } from '#applications/desk/index.ts';
import type { Desk } from '#applications/desk/index.ts';
import { registerOversight } from '#applications/oversight/index.ts';
import type { Oversight } from '#applications/oversight/index.ts';
import { demoPackFolder } from './fill-demo.ts';
import type { NodeBase } from './prepare-node.ts';

/** Everything a process of the node works with, opened once. */
export interface Services {
  readonly config: Config;
  readonly app: Database;
  readonly reader: Database;
  readonly signers: readonly Signer[];
  readonly certificates: Certificates;
  readonly catalogue: Catalogue;
  /** To look for a newer release at once (tests). */
  readonly releases: Pick<CatalogueInForce, 'refresh'>;
  readonly registry: Registry;
  readonly inspector: Inspector;
  readonly granting: Granting;
  /** To look for changed grants at once (tests). */
  readonly grants: GrantsInForce;
  readonly purposes: Purposes;
  readonly policies: PoliciesInForce;
  readonly door: Door;
  /** Counts what is kept of each resource, with the door's role. */
  countRecords(at: Date): Promise<readonly Volume[]>;
  readonly identity: Identity;
  readonly organisations: Organisations;
  readonly quality: Quality;
  readonly desk: Desk;
  readonly oversight: Oversight;
  close(): Promise<void>;
}

/** Connections of one process; with two processes and the owner's two this stays far below max_connections. */
const appConnections = 12; // five of them listen for changes of sessions, certificates, policies, grants and declarations
const doorConnections = 4; // two groups of readings and two of writings are under way at once
const readerConnections = 4;
const ledgerKeyBytes = 32;

type Packed = Pick<Config, 'profile' | 'dataFolder'>;

/** All folders of packs that a node reads: those of its profile, and what the demonstration generates. */
export function nodePackFolders(config: Packed): readonly string[] {
  const generated = config.profile === 'demo' ? [demoPackFolder(config)] : [];
  return [...packFolders(config.profile), ...generated];
}

/** What these packs alone declare; a node that serves follows releases. */
export function openCatalogue(config: Packed): Catalogue {
  return loadCatalogue(nodePackFolders(config));
}

/** First line of each checkpoint: who keeps this ledger. */
export function ledgerOrigin(config: Pick<Config, 'profile' | 'agency'>): string {
  return `minqiao.${config.profile}/${config.agency}`;
}

/** Tells the ledger who this node is; the first thing any process does, because every act needs it. */
export function prepareLedger(base: NodeBase, app: Database): readonly Signer[] {
  const subjectKey = base.secrets.bytes('ledger-subject-key', ledgerKeyBytes);
  configureLedger({ agency: base.config.agency, subjectKey, database: app });
  return openSigners(base.secrets, ledgerOrigin(base.config));
}

/** One pool a power that a serving process has. */
function openPools(urls: NodeBase['urls']): { app: Database; doorDatabase: Database; reader: Database } {
  const open = (url: string, name: string, maxConnections: number): Database =>
    openDatabase({ url, maxConnections, applicationName: `minqiao-${name}` });
  return {
    app: open(urls.app, 'app', appConnections),
    doorDatabase: open(urls.door, 'door', doorConnections),
    reader: open(urls.reader, 'reader', readerConnections),
  };
}

/** Opens the services of one process on a prepared database. */
export async function openServices(base: NodeBase): Promise<Services> {
  const { config, secrets, urls } = base;
  const { app, doorDatabase, reader } = openPools(urls);
  const signers = prepareLedger(base, app);
  const certificates = await openCertificates(app, secrets, config);
  const releases = await followReleases(app, nodePackFolders(config));
  const { catalogue } = releases;
  const tables = catalogue.derive(recordTables);
  const purposes = openPurposes();
  const seal = policySeal(signers);
  const [policies, grants] = await Promise.all([followPolicies(app, seal), followGrants(app, seal)]);
  const budgets = await openBudgets(app, nowMs);
  const identity = await openIdentity({ db: app, secrets, certificates, config });
  identity.units.find = findUnit;
  const desk = registerDesk({ app, purposes, ...declaredForDesk(catalogue) });
  const oversight = registerOversight({
    app,
    reader,
    readerUrl: urls.reader,
    keys: signers.map((signer) => signer.key),
    catalogue,
    purposes,
    roles: identity.roles,
    settings: catalogue.extra('oversight.yaml'),
  });
  const deciding = { purposes, policies, grants, budgets };
  const records = openRecords(base, { app, doorDatabase, catalogue, tables, deciding });
  const quality = openQuality({ app, reader, catalogue, roles: identity.roles, purposes, agency: config.agency, ...records }); // prettier-ignore
  return {
    config,
    app,
    reader,
    signers,
    certificates,
    catalogue,
    releases,
    granting: grantingOf({ app, catalogue, check: records.check, roles: identity.roles, purposes, seal }),
    grants,
    registry: registryOf({ app, catalogue, roles: identity.roles }),
    purposes,
    policies,
    door: records.door,
    inspector: records.inspector,
    countRecords: (at) => measureVolumes(doorDatabase, tables(), at),
    identity,
    organisations: openOrganisations({ app, appUrl: urls.app, catalogue, profile: config.profile }),
    quality,
    desk,
    oversight,
    async close() {
      for (const one of [identity, policies, grants, releases, certificates]) await one.close();
      await Promise.all([app.close(), doorDatabase.close(), reader.close()]);
    },
  };
}

interface RecordParts {
  readonly app: Database;
  readonly doorDatabase: Database;
  readonly catalogue: Catalogue;
  readonly tables: () => ReturnType<typeof recordTables>;
  readonly deciding: Pick<Parameters<typeof openDoor>[0], 'purposes' | 'policies' | 'grants' | 'budgets'>;
}

/** The door, and what works beside it with its role. */
function openRecords({ config, secrets }: NodeBase, parts: RecordParts) {
  const { app, doorDatabase, catalogue, tables, deciding } = parts;
  const { profile, agency } = config;
  const sealer = openSealer(secrets);
  const divisions = loadDivisions(profile);
  const check = valueCheck(catalogue, divisions, profile);
  const door = openDoor(
    {
      door: doorDatabase,
      ...deciding,
      population: openPopulation(doorDatabase, tables, nowMs),
      get tables() {
        return tables();
      },
      sealer,
      subjectTag,
      agency,
      kinship: kinshipOf(catalogue),
      app,
    },
    check,
  );
  const inspector = openInspector(doorDatabase, tables);
  return { door, sealer, check, inspector, partOf: openPartReader({ divisions, profile }) };
}

function registryOf(parts: Pick<Registry, 'app' | 'catalogue' | 'roles'>): Registry {
  return openRegistry({ ...parts, agreementsAt: (at) => grantsByResource(parts.app, at) });
}

function grantingOf(parts: Omit<Granting, 'settings'>): Granting {
  return { ...parts, settings: parseGrantSettings(parts.catalogue.extra('grants.yaml')) };
}

/** What the packs say of the desks' matters, and how what those rest on is called. */
function declaredForDesk(
  catalogue: Catalogue,
): Pick<Parameters<typeof registerDesk>[0], 'settings' | 'cite'> {
  return { settings: catalogue.extra('purposes.yaml'), cite: openCitations(catalogue) };
}

function kinshipOf(catalogue: Catalogue): { resource: string; through: string } | null {
  const rule = catalogue.extra('kinship.yaml') as { resource?: string; through?: string } | undefined;
  return rule?.resource && rule.through ? { resource: rule.resource, through: rule.through } : null;
}
