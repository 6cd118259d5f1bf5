/** Grants ready for tests: the shipped packs, the desk's purpose kinds, the node's seal, and people to act. */
import { join } from 'node:path';
import { projectRoot } from '#infrastructure/config/index.ts';
import { registerDesk } from '#applications/desk/index.ts';
import { openPurposes, policySeal } from '#security/access/index.ts';
import { readRoles } from '#security/identity/index.ts';
import { loadCatalogue, loadDivisions, valueCheck } from '#platform/catalogue/index.ts';
import { parseGrantSettings } from '#platform/grants/index.ts';
import type { Granting } from '#platform/grants/index.ts';
import { shippedCite, shippedPurposes } from './desk.ts';
import { testLedger } from './ledger.ts';
import type { TestLedger } from './ledger.ts';

export interface TestGranting {
  readonly ledger: TestLedger;
  readonly granting: Granting;
}

export async function testGranting(): Promise<TestGranting> {
  const ledger = await testLedger();
  const { app, signers } = ledger;
  const purposes = openPurposes();
  registerDesk({ app, purposes, settings: shippedPurposes(), cite: shippedCite });
  const folders = ['core', 'regulations'].map((name) => join(projectRoot, 'packs', name));
  const catalogue = loadCatalogue(folders);
  const settings = parseGrantSettings(catalogue.extra('grants.yaml'));
  const check = valueCheck(catalogue, loadDivisions('demo'), 'demo');
  const granting = {
    app,
    catalogue,
    check,
    roles: readRoles(),
    purposes,
    seal: policySeal(signers),
    settings,
  };
  return { ledger, granting };
}
