import { hash } from 'node:crypto';
import type { Context } from '#security/context/index.ts';
import { nameAccounts, nameOrganisations } from '#security/identity/index.ts';
import { discloseToSubject, getEntry, getEntryById } from '#security/ledger/index.ts';
import type { LedgerEntry } from '#security/ledger/index.ts';
import { encodeClosed, encodeEntry } from '#standards/ledger/index.ts';
import type { Disclosure } from '#standards/ledger/index.ts';
import { recordReading, requireAuditor } from './oversight.ts';
import type { Oversight } from './oversight.ts';
import type { EntryDetailWire } from './schema.ts';
import { titleEntry } from './titles.ts';

/**
 * One entry whole, with the officer's name. `key`: its place in the tree, or its identifier (a receipt).
 * @throws Fault oversight.auditors-only, ledger.not-found
 */
export async function getAuditedEntry(
  oversight: Oversight,
  context: Context,
  key: string,
): Promise<EntryDetailWire> {
  return recordReading(context, { view: 'entry', detail: { entry: key } }, async () => {
    requireAuditor(context);
    return { answer: await entryDetail(oversight, await readEntry(oversight, key)), count: 1 };
  });
}

/**
 * The proof that an entry is in the signed tree, for the auditor's own browser.
 * @throws Fault oversight.auditors-only, ledger.not-found, ledger.not-sequenced
 */
export async function proveEntry(oversight: Oversight, context: Context, key: string): Promise<Disclosure> {
  return recordReading(context, { view: 'proof', detail: { entry: key } }, async () => {
    requireAuditor(context);
    const entry = await readEntry(oversight, key);
    return { answer: await discloseToSubject(oversight.reader, entry, null), count: 1 };
  });
}

function readEntry({ reader }: Oversight, key: string): Promise<LedgerEntry> {
  return /^[0-9]{1,15}$/.test(key) ? getEntry(reader, Number(key)) : getEntryById(reader, key);
}

/** The entry as auditors see it; the caller has recorded the reading. */
export async function entryDetail(oversight: Oversight, entry: LedgerEntry): Promise<EntryDetailWire> {
  const { seq, open, closed, tags, leaf } = entry;
  const canonical = encodeClosed(closed);
  return {
    seq,
    open: { ...open, fields: [...open.fields], subjects: [...open.subjects] },
    closed,
    tags: tags.map((tag) => tag.toString('base64url')),
    leaf: leaf.toString('base64url'),
    canonical: { leaf: encodeEntry(open, hash('sha256', canonical, 'base64url')), closed: canonical },
    officer: await actorName(oversight, closed.actor),
    titles: await titleEntry(oversight, open),
  };
}

async function actorName(oversight: Oversight, actor: string): Promise<EntryDetailWire['officer']> {
  const account = (await nameAccounts(oversight.app, [actor])).get(actor);
  if (!account || account.kind === 'citizen') return null; // a person's name is none of the auditor's business here
  const { name, policeNumber, organisation, kind } = account;
  const units = await nameOrganisations(oversight.app, [organisation]);
  const unit = units.get(organisation) ?? { zh: organisation, en: organisation };
  return { name, policeNumber, organisation: unit, kind };
}
