import type { Context } from '#security/context/index.ts';
import { MAX_PAGE, findEntries } from '#security/ledger/index.ts';
import type { EntryFilters, LedgerEntry } from '#security/ledger/index.ts';
import type { CorrectionRow } from '../corrections/sql.ts';
import type { Quality } from '../quality.ts';
import type { Receiver } from './sql.ts';

/** Acts by which a value reaches somebody's eyes; a verification answers yes or no, and the value stays inside. */
const receiving = ['read', 'list', 'history', 'export'];

/**
 * Who received that field of that record since then, by the ledger: the entries that name the record, and those of its
 * person that name no single record (lists, exports). Whoever corrects it knows already.
 */
export async function findReceivers(
  { reader }: Pick<Quality, 'reader'>,
  { actor }: Context,
  {
    resource,
    record,
    field,
    subjectTag,
  }: Pick<CorrectionRow, 'resource' | 'record' | 'field' | 'subjectTag'>,
  since: Date,
): Promise<readonly Receiver[]> {
  const base = { resource, outcome: 'permitted', from: since };
  const ofRecord = await allEntries(reader, { ...base, record });
  const ofPerson = subjectTag === null ? [] : await allEntries(reader, { ...base, subjectTag });
  const entries = new Map([...ofRecord, ...ofPerson].map((entry) => [entry.id, entry]));
  const received = [...entries.values()].filter(
    ({ open, closed }) =>
      receiving.includes(open.act) &&
      open.actorKind !== 'system' &&
      open.fields.includes(field) &&
      (closed.record === null || closed.record === record) &&
      closed.actor !== actor.id,
  );
  return [...Map.groupBy(received, ({ closed }) => closed.actor)].map(([receiver, group]): Receiver => {
    const latest = group.reduce((a, b) => (b.open.at > a.open.at ? b : a));
    const { agency, organisation, at } = latest.open;
    return { receiver, agency, organisation, times: group.length, lastAt: new Date(at) };
  });
}

async function allEntries(reader: Quality['reader'], filters: EntryFilters): Promise<LedgerEntry[]> {
  const all: LedgerEntry[] = [];
  let cursor: string | null = null;
  do {
    const page = await findEntries(reader, filters, {
      limit: MAX_PAGE,
      ...(cursor === null ? {} : { cursor }),
    });
    all.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return all;
}
