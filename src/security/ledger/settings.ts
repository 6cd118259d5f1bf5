/** What the append needs to know of the node; set once by the composition root, before anything is appended. */
import type { Database } from '#infrastructure/sql/index.ts';
import { fault } from './errors.ts';

export interface LedgerSettings {
  /** Organisation code of this node: the agency in each entry. */
  readonly agency: string;
  /** 32 bytes, kept outside the database: whoever lacks it cannot tell whose tag is whose. */
  readonly subjectKey: Buffer;
  /** Role minqiao_app; for entries that have no transaction of their own (`ledger.append`). */
  readonly database?: Database;
}

let current: LedgerSettings | undefined;

/** Sets the node's ledger settings; a test may set them again. */
export function configureLedger(settings: LedgerSettings): void {
  if (settings.subjectKey.length !== 32) throw fault('bad-value', { field: 'subjectKey' });
  current = settings;
}

/** @throws Fault ledger.not-configured: an act without a ledger must not happen. */
export function ledgerSettings(): LedgerSettings {
  if (!current) throw fault('not-configured');
  return current;
}
