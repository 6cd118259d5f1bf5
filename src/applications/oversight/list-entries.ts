import type { EntryFilters, LedgerEntry } from '#security/ledger/index.ts';
import type { Context } from '#security/context/index.ts';
import { findEntries, subjectTag } from '#security/ledger/index.ts';
import { fault } from './errors.ts';
import { describeFilters, readFilters } from './filters.ts';
import { recordReading, requireAuditor } from './oversight.ts';
import type { Oversight } from './oversight.ts';
import type { EntryFiltersWire, EntryPageWire, EntryQuery, EntryRowWire, PersonQuery } from './schema.ts';
import { withTitles } from './titles.ts';

/**
 * A page of the ledger for an auditor. The reading is in the ledger itself, with its filters.
 * @throws Fault oversight.auditors-only, oversight.invalid-period, oversight.unknown-officer, ledger.bad-cursor
 */
export async function listEntries(
  oversight: Oversight,
  context: Context,
  asked: EntryQuery,
): Promise<EntryPageWire> {
  const { limit, cursor, sort, ...filters } = asked;
  const detail = { ...describeFilters(filters), continued: cursor !== undefined };
  return recordReading(context, { view: 'entries', detail }, async () => {
    requireAuditor(context);
    return readPage(oversight, await readFilters(oversight, filters), { limit, cursor, sort });
  });
}

/**
 * The entries that concern one person. The person will see that an auditor looked, and why; those under seal are not
 * found in this way before the seal ends.
 * @throws Fault oversight.auditors-only, oversight.unknown-reason and what `listEntries` throws
 */
export async function listPersonEntries(
  oversight: Oversight,
  context: Context,
  asked: PersonQuery,
): Promise<EntryPageWire> {
  const { limit, cursor, sort: _sort, ...person } = asked;
  const { detail, ...reading } = personReading(person);
  const continued = cursor !== undefined;
  return recordReading(context, { ...reading, detail: { ...detail, continued } }, async () => {
    requireAuditor(context);
    const wanted = await personFilters(oversight, person);
    return readPage(oversight, wanted, { limit, cursor, sort: '-at' });
  });
}

type PersonAsked = Omit<PersonQuery, 'limit' | 'cursor' | 'sort'>;

/** What looking at one person's entries says of itself. */
export function personReading({ citizenNumber, reason, reference, ...filters }: PersonAsked) {
  return {
    view: 'entries-of-person',
    purpose: { kind: 'oversight', reference },
    subjects: [subjectTag(citizenNumber)],
    detail: { ...describeFilters(filters), reason },
  };
}

/** @throws Fault oversight.unknown-reason and what `readFilters` throws */
export async function personFilters(
  oversight: Oversight,
  { citizenNumber, reason, reference: _reference, ...filters }: PersonAsked,
): Promise<EntryFilters> {
  if (!oversight.settings.lookUp.some(({ code }) => code === reason))
    throw fault('unknown-reason', { code: reason }, { pointer: '/reason' });
  const narrowed: EntryFiltersWire = filters;
  return { ...(await readFilters(oversight, narrowed)), subjectTag: subjectTag(citizenNumber) };
}

async function readPage(
  oversight: Oversight,
  filters: EntryFilters,
  { limit, cursor, sort }: { limit: number; cursor: string | undefined; sort: 'at' | '-at' },
): Promise<{ answer: EntryPageWire; count: number }> {
  const page = { limit, sort, ...(cursor === undefined ? {} : { cursor }) };
  const { items, nextCursor } = await findEntries(oversight.reader, filters, page);
  return { answer: { items: await entryRows(oversight, items), nextCursor }, count: items.length };
}

/** Entries as the auditor's list shows them: by pseudonym, not by name. */
async function entryRows(oversight: Oversight, entries: readonly LedgerEntry[]): Promise<EntryRowWire[]> {
  const titled = await withTitles(oversight, entries);
  return titled.map(({ seq, open, closed, tags, titles }) => ({
    seq,
    open: { ...open, fields: [...open.fields], subjects: [] }, // commitments mean nothing in a list
    actor: closed.actor,
    purposeReference: closed.purposeReference,
    record: closed.record,
    requestId: closed.requestId,
    policy: closed.policy,
    subjects: tags.length,
    sealedUntil: closed.sealedUntil,
    titles,
  }));
}
