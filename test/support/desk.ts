/** A desk ready for tests: its own database, the shipped purposes.yaml, and officers to act. */
import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { registerDesk } from '#applications/desk/index.ts';
import type { Desk } from '#applications/desk/index.ts';
import type { Database } from '#infrastructure/sql/index.ts';
import { openPurposes } from '#security/access/index.ts';
import type { Context } from '#security/context/index.ts';
import { citationTitle } from '#standards/declarations/index.ts';
import type { Cited } from '#standards/declarations/index.ts';
import { configureLedger } from '#security/ledger/index.ts';
import { testDatabase } from './database.ts';
import type { TestDatabase } from './database.ts';
import { corePack } from './packs.ts';

export const deskAgency = '690100000000';
export const deskUnit = '690101030000';

/** `packs/core/purposes.yaml`, parsed from YAML. */
export function shippedPurposes(): unknown {
  return parse(readFileSync(new URL('../../packs/core/purposes.yaml', import.meta.url), 'utf8'));
}

/** Names what the shipped matters rest on. */
export function shippedCite(citation: string): Cited {
  return { citation, title: citationTitle(corePack().regulations, citation) };
}

export interface TestDesk {
  readonly test: TestDatabase;
  readonly desk: Desk;
  readonly app: Database;
  readonly superuser: Database;
  drop(): Promise<void>;
}

export async function testDesk(): Promise<TestDesk> {
  const test = await testDatabase();
  const app = test.open('app', 10);
  configureLedger({ agency: deskAgency, subjectKey: randomBytes(32), database: app });
  const desk = registerDesk({
    app,
    purposes: openPurposes(),
    settings: shippedPurposes(),
    cite: shippedCite,
  });
  return { test, desk, app, superuser: test.open('superuser'), drop: () => test.drop() };
}

/** The context of a new officer with these roles. */
export function officer(
  at: Date,
  roles: readonly string[],
  more: { branch?: string; organisation?: string; name?: string } = {},
): Context {
  const { branch = 'registration', organisation = deskUnit, name = '测试民警' } = more;
  return {
    actor: { kind: 'officer', id: randomUUID(), name, organisation, agency: deskAgency, branch, roles },
    session: null,
    requestId: randomBytes(16).toString('hex'),
    address: null,
    language: 'zh',
    at,
  };
}

/** The same officer at another time. */
export function later(context: Context, ms: number): Context {
  return { ...context, at: new Date(context.at.getTime() + ms) };
}
