/** The registry ready for tests: the shipped packs as the first release, people to act, and a publisher to be called by hand. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { now } from '#infrastructure/clock/index.ts';
import { projectRoot } from '#infrastructure/config/index.ts';
import { Fault } from '#infrastructure/faults/index.ts';
import type { Database } from '#infrastructure/sql/index.ts';
import { systemContext } from '#security/context/index.ts';
import type { Context } from '#security/context/index.ts';
import { readRoles } from '#security/identity/index.ts';
import { configureLedger } from '#security/ledger/index.ts';
import { followReleases, publishRelease, readPacks } from '#platform/catalogue/index.ts';
import type { CatalogueInForce } from '#platform/catalogue/index.ts';
import { openRegistry, publishApproved } from '#platform/registry/index.ts';
import type { Published, Registry } from '#platform/registry/index.ts';
import { openFileMemory } from '#standards/declarations/index.ts';
import { testDatabase } from './database.ts';
import type { TestDatabase } from './database.ts';

export const testAgency = '690100000000';
export const folders = ['core', 'regulations'].map((name) => join(projectRoot, 'packs', name));

export interface TestRegistry {
  readonly test: TestDatabase;
  readonly owner: Database;
  readonly releases: CatalogueInForce;
  readonly registry: Registry;
  /** Publishes the next approved proposal, as the supervisor would. */
  publish(): Promise<Published | undefined>;
  /** The context of an officer, now. */
  as(person: Person): Context;
  drop(): Promise<void>;
}

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly branch: string;
  readonly roles: readonly string[];
}

function person(name: string, branch: string, ...roles: readonly string[]): Person {
  return { id: randomUUID(), name, branch, roles };
}

export const officer = person('卢文', 'system', 'standards-officer');
export const otherOfficer = person('温言', 'system', 'standards-officer');
export const reviewer = person('孟审', 'system', 'standards-reviewer');
export const head = person('秦岚', 'registration', 'supervisor');
export const trafficHead = person('鲁直', 'traffic', 'supervisor');
export const patrol = person('周航', 'command', 'patrol');

export async function testRegistry(): Promise<TestRegistry> {
  const test = await testDatabase();
  const app = test.open('app');
  const owner = test.open('owner');
  configureLedger({ agency: testAgency, subjectKey: Buffer.alloc(32, 7), database: app });
  const packs = readPacks(folders);
  const memory = openFileMemory();
  await publishRelease(owner, { packs, memory, changes: [], by: officer.id, at: now(), proposal: null });
  const releases = await followReleases(app, folders);
  const agreementsAt = async () => new Map([['person', ['GA-000001']]]); // as if somebody held a grant
  const registry = openRegistry({ app, catalogue: releases.catalogue, roles: readRoles(), agreementsAt });
  return {
    test,
    owner,
    releases,
    registry,
    async publish() {
      const context = systemContext(testAgency, randomUUID(), now());
      const published = await publishApproved({ owner, packs, memory }, context);
      await releases.refresh();
      return published;
    },
    as: ({ id, name, branch, roles }) => ({
      actor: { kind: 'officer', id, name, organisation: testAgency, agency: testAgency, branch, roles },
      session: null,
      requestId: randomUUID(),
      address: null,
      language: 'zh',
      at: now(),
    }),
    async drop() {
      await releases.close();
      await test.drop();
    },
  };
}

/** The code of the fault that some work ends in, with its details. */
export async function faultOf(work: Promise<unknown>): Promise<Fault> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}
