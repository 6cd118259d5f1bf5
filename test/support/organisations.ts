/** The registry of organisation codes ready for tests: its own database, the shipped packs, officers to act. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import type { Database } from '#infrastructure/sql/index.ts';
import type { Context } from '#security/context/index.ts';
import { configureLedger } from '#security/ledger/index.ts';
import { loadCatalogue } from '#platform/catalogue/index.ts';
import {
  getImport,
  openImport,
  openOrganisations,
  receiveImport,
  runImports,
} from '#platform/organisations/index.ts';
import type { Organisations } from '#platform/organisations/index.ts';
import { testDatabase } from './database.ts';
import type { TestDatabase } from './database.ts';
import { deskAgency, officer } from './desk.ts';

export interface TestRegistry {
  readonly test: TestDatabase;
  readonly organisations: Organisations;
  readonly app: Database;
  readonly superuser: Database;
  /** A standards officer, at this time. */
  maintainer(at?: Date): Context;
  /** Brings a file and waits until it was checked (or refused). */
  bring(context: Context, file: Buffer | string, effectiveOn?: string): Promise<ReturnType<typeof getImport> extends Promise<infer R> ? R : never>; // prettier-ignore
  /** Waits until an import is in one of these states. */
  reached(context: Context, id: string, states: readonly string[]): ReturnType<typeof getImport>;
  /** Starts a process that checks and applies; returns the way to stop it. */
  runner(): () => Promise<void>;
  drop(): Promise<void>;
}

export const someDay = new Date('2026-06-15T04:00:00Z');
const quick = { pollMs: 20, heartbeatMs: 50, silentMs: 5000 };

export async function testRegistry(): Promise<TestRegistry> {
  const test = await testDatabase();
  const app = test.open('app', 10);
  configureLedger({ agency: deskAgency, subjectKey: randomBytes(32), database: app });
  const packs = join(import.meta.dirname, '../../packs');
  const organisations = openOrganisations({
    app,
    appUrl: test.urls.app,
    catalogue: loadCatalogue([join(packs, 'core'), join(packs, 'regulations')]),
    profile: 'demo',
  });
  const reached: TestRegistry['reached'] = async (context, id, states) => {
    for (let round = 0; round < 1500; round++) {
      const item = await getImport(organisations, context, id);
      if (states.includes(item.state)) return item;
      await wait(20);
    }
    throw new Error(`the import is not ${states.join(' or ')}`);
  };
  return {
    test,
    organisations,
    app,
    superuser: test.open('superuser'),
    maintainer: (at = someDay) => officer(at, ['standards-officer']),
    async bring(context, file, effectiveOn = '2026-06-01') {
      const { id } = await openImport(organisations, context, {
        name: 'codes.csv',
        effectiveOn,
        basis: '试字〔2026〕1号',
      });
      await receiveImport(organisations, context, id, Readable.from([Buffer.from(file)]));
      return reached(context, id, ['checked', 'refused', 'broken']);
    },
    reached,
    runner() {
      const abort = new AbortController();
      const running = runImports(organisations, { agency: deskAgency, signal: abort.signal, intervals: quick, failed: () => undefined, }); // prettier-ignore
      return async () => {
        abort.abort();
        await running;
      };
    },
    drop: () => test.drop(),
  };
}
