import type { FileColumn } from '#infrastructure/table-files/index.ts';
import type { LedgerEntry } from '#security/ledger/index.ts';

/** Column names are the format's own (docs/ledger.md), so that they mean the same in any language. */
function column(
  key: string,
  name: string,
  value: (entry: LedgerEntry) => string | number | null,
): FileColumn<LedgerEntry> {
  return { key, title: { zh: name, en: name }, value };
}

/** An entry as a line of a file; the key is that of the page's column that shows the same. */
export const ledgerColumns: readonly FileColumn<LedgerEntry>[] = [
  column('seq', 'seq', ({ seq }) => seq),
  column('id', 'id', ({ id }) => id),
  column('at', 'at', ({ open }) => open.at),
  column('act', 'act', ({ open }) => open.act),
  column('outcome', 'outcome', ({ open }) => open.outcome),
  column('outcome', 'reason', ({ open }) => open.reason),
  column('actor', 'actorKind', ({ open }) => open.actorKind),
  column('actor', 'actor', ({ closed }) => closed.actor),
  column('agency', 'agency', ({ open }) => open.agency),
  column('unit', 'organisation', ({ open }) => open.organisation),
  column('unit', 'branch', ({ open }) => open.branch),
  column('role', 'role', ({ open }) => open.role),
  column('resource', 'resource', ({ open }) => open.resource),
  column('record', 'record', ({ closed }) => closed.record),
  column('fields', 'fields', ({ open }) => open.fields.join(' ')),
  column('count', 'count', ({ open }) => open.count),
  column('purpose', 'purposeKind', ({ open }) => open.purposeKind),
  column('purpose', 'purposeReference', ({ closed }) => closed.purposeReference),
  column('policy', 'policy', ({ closed }) => closed.policy),
  column('requestId', 'requestId', ({ closed }) => closed.requestId),
  column('subjects', 'subjects', ({ tags }) => tags.length),
];
