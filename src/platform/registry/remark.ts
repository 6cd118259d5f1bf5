import type { Context } from '#security/context/index.ts';
import { appendEntries, entryFor } from '#security/ledger/index.ts';
import { declaredAs } from './examine-changes.ts';
import type { Kind } from './change.ts';
import { fault } from './errors.ts';
import { getProposal } from './change-proposal.ts';
import { rowNumber } from './proposal.ts';
import { plainText } from './registry.ts';
import type { Registry } from './registry.ts';
import { insertRemark, selectRemarks } from './sql.ts';
import type { RemarkRow } from './sql.ts';

/** What people talk about: a proposal by its number, or a declaration by its name. */
export interface Subject {
  readonly kind: Kind | 'proposal';
  readonly name: string;
}

const mostShown = 500; // remarks on one subject: beyond it a discussion needs a meeting

/** What was said, oldest first. @throws Fault registry.declaration-not-found, registry.proposal-not-found */
export async function listRemarks(registry: Registry, subject: Subject): Promise<readonly RemarkRow[]> {
  await requireSubject(registry, subject);
  return selectRemarks(registry.app, subject, mostShown);
}

/** Says something, or answers. Officers only; what was said stays. @throws those of `listRemarks` */
export async function addRemark(
  registry: Registry,
  context: Context,
  subject: Subject,
  { text, answers }: { readonly text: string; readonly answers?: number | undefined },
): Promise<RemarkRow> {
  if (context.actor.kind !== 'officer') throw fault('not-permitted');
  await requireSubject(registry, subject);
  const { id: by, name: byName } = context.actor;
  const row = { answers: answers ?? null, at: context.at, by, byName, text: plainText(text, '/text') };
  return registry.app.transaction(async (tx) => {
    const remark = await insertRemark(tx, subject, row);
    if (!remark) throw fault('remark-not-found', { number: String(answers) });
    const detail = { step: 'remark', kind: subject.kind, name: subject.name, remark: remark.number };
    const entry = { act: 'declaration', outcome: 'permitted', resource: 'proposal', detail } as const;
    await appendEntries(tx, [entryFor(context, entry)]);
    return remark;
  });
}

async function requireSubject(registry: Registry, { kind, name }: Subject): Promise<void> {
  if (kind === 'proposal') {
    if (!/^SP-[0-9]{6,12}$/.test(name)) throw fault('proposal-not-found', { number: name });
    await getProposal(registry, rowNumber(name));
  } else if (declaredAs(registry.catalogue.pack, kind, name) === undefined)
    throw fault('declaration-not-found', { name });
}
