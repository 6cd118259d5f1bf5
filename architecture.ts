/**
 * The architecture, one line per module: its level and the same-level modules it may import.
 * Imports go downward only, in the order of `levels`; a module is reached only through its `index.ts`.
 * `tools/tidy.ts` holds every import in `src/` to this table. A new dependency is a visible change here.
 */
export const levels = [
  'standards', // pure, no I/O, runs in the browser too
  'infrastructure', // knows no domain word
  'security', // identity, certificates, access, ledger
  'platform', // catalogue, records (the door), registry
  'applications', // never import each other
  'operations', // demo data, migrate, command line
  'node', // composition root
] as const;

export type Level = (typeof levels)[number] | 'verifier';

/** `beside`: modules of the same level that this one may import. */
export interface Module {
  readonly level: Level;
  readonly beside: readonly string[];
}

export const modules: Record<string, Module> = {
  'standards/formats': { level: 'standards', beside: [] },
  'standards/identifiers': { level: 'standards', beside: [] },
  'standards/declarations': { level: 'standards', beside: ['standards/formats', 'standards/identifiers'] },
  'standards/plans': {
    level: 'standards',
    beside: ['standards/declarations', 'standards/formats', 'standards/identifiers'],
  },
  'standards/migrating': { level: 'standards', beside: ['standards/declarations', 'standards/plans'] },
  'standards/review': { level: 'standards', beside: ['standards/declarations', 'standards/formats'] },
  'standards/ledger': { level: 'standards', beside: [] },
  'standards/signatures': { level: 'standards', beside: ['standards/ledger'] },
  'standards/conditions': { level: 'standards', beside: [] },
  'standards/exchange': {
    level: 'standards',
    beside: ['standards/conditions', 'standards/declarations', 'standards/ledger', 'standards/signatures'],
  },
  'standards/interchange': {
    level: 'standards',
    beside: ['standards/declarations', 'standards/formats', 'standards/plans'],
  },
  'standards/bundles': {
    level: 'standards',
    beside: [
      'standards/declarations',
      'standards/plans',
      'standards/review',
      'standards/ledger',
      'standards/signatures',
    ],
  },

  'infrastructure/faults': { level: 'infrastructure', beside: [] },
  'infrastructure/clock': { level: 'infrastructure', beside: [] },
  'infrastructure/json': { level: 'infrastructure', beside: [] },
  'infrastructure/config': {
    level: 'infrastructure',
    beside: ['infrastructure/faults', 'infrastructure/json'],
  },
  'infrastructure/sql': { level: 'infrastructure', beside: ['infrastructure/faults'] },
  'infrastructure/postgres': {
    level: 'infrastructure',
    beside: ['infrastructure/config', 'infrastructure/faults', 'infrastructure/sql'],
  },
  'infrastructure/batching': { level: 'infrastructure', beside: ['infrastructure/faults'] },
  'infrastructure/telemetry': { level: 'infrastructure', beside: ['infrastructure/config'] },
  'infrastructure/sheets': { level: 'infrastructure', beside: ['infrastructure/faults'] },
  'infrastructure/runs': { level: 'infrastructure', beside: ['infrastructure/clock'] },
  'infrastructure/secrets': { level: 'infrastructure', beside: ['infrastructure/faults'] },
  'infrastructure/http': {
    level: 'infrastructure',
    beside: [
      'infrastructure/faults',
      'infrastructure/json',
      'infrastructure/telemetry',
      'infrastructure/config',
      'infrastructure/clock',
    ],
  },
  'infrastructure/signatures': { level: 'infrastructure', beside: [] },
  'infrastructure/table-files': { level: 'infrastructure', beside: ['infrastructure/faults'] },
  'infrastructure/lists': {
    level: 'infrastructure',
    beside: ['infrastructure/faults', 'infrastructure/http', 'infrastructure/table-files'],
  },

  'security/context': { level: 'security', beside: [] },
  'security/ledger': { level: 'security', beside: ['security/context'] },
  'security/once': { level: 'security', beside: ['security/context'] },
  'security/certificates': { level: 'security', beside: ['security/context', 'security/ledger'] },
  'security/identity': {
    level: 'security',
    beside: ['security/context', 'security/ledger', 'security/certificates', 'security/once'],
  },
  'security/access': { level: 'security', beside: ['security/context', 'security/ledger'] },

  'platform/catalogue': { level: 'platform', beside: [] },
  'platform/records': { level: 'platform', beside: ['platform/catalogue'] },
  'platform/registry': { level: 'platform', beside: ['platform/catalogue'] },
  'platform/grants': { level: 'platform', beside: ['platform/catalogue', 'platform/records'] },

  'platform/quality': { level: 'platform', beside: ['platform/catalogue', 'platform/records'] },
  'platform/organisations': { level: 'platform', beside: ['platform/catalogue'] },

  'applications/desk': { level: 'applications', beside: [] },
  'applications/oversight': { level: 'applications', beside: [] },

  'operations/migrate': { level: 'operations', beside: [] },
  'operations/demo': { level: 'operations', beside: ['operations/migrate'] },
  'operations/commands': { level: 'operations', beside: ['operations/migrate', 'operations/demo'] },

  verifier: { level: 'verifier', beside: ['standards/ledger'] }, // proofs; runs in the browser too
  'verifier/database': { level: 'verifier', beside: ['verifier', 'standards/ledger'] }, // a whole ledger
  node: { level: 'node', beside: [] },
};
