import type { Context } from '#security/context/index.ts';
import { branchTitled, titled } from '#platform/catalogue/index.ts';
import { mayAttach } from './attachments/attach-evidence.ts';
import { selectAttachments } from './attachments/sql.ts';
import { mayOn, readAnswer, readSaid, sees } from './corrections/corrections.ts';
import { selectSteps } from './corrections/sql.ts';
import type { CorrectionRow } from './corrections/sql.ts';
import type { FindingRow } from './findings/sql.ts';
import { countNotices } from './notices/sql.ts';
import type { NoticeRow } from './notices/sql.ts';
import { holds, numbered } from './quality.ts';
import type { Quality } from './quality.ts';
import { fieldTitle, ruleTitle } from './rules/rule-book.ts';
import type { RunRow } from './runs/sql.ts';
import type { CorrectionAnswer, CorrectionWire, FindingWire, NoticeWire, RunWire, Titled } from './schema.ts';

export function resourceTitled({ catalogue }: Pick<Quality, 'catalogue'>, name: string): Titled {
  return titled(name, catalogue.pack.resources.get(name)?.title);
}

export function fieldTitled(
  { catalogue }: Pick<Quality, 'catalogue'>,
  resource: string,
  field: string,
): Titled {
  return titled(field, fieldTitle(catalogue.pack, resource, field));
}

export function ruleTitled({ catalogue }: Quality, resource: string, rule: string, field: string): Titled {
  return titled(rule, ruleTitle(catalogue.pack, resource, rule, field));
}

export function findingOnWire(quality: Quality, context: Context, row: FindingRow): FindingWire {
  const isOwner = holds(quality, context, 'quality') && context.actor.branch === row.owner;
  return {
    number: numbered('QF', row.number),
    resource: resourceTitled(quality, row.resource),
    record: row.record,
    rule: ruleTitled(quality, row.resource, row.rule, row.field),
    field: fieldTitled(quality, row.resource, row.field),
    severity: row.severity,
    state: row.state,
    firstSeen: row.firstSeen.toISOString(),
    lastSeen: row.lastSeen.toISOString(),
    changedAt: row.changedAt.toISOString(),
    handler: row.handlerName,
    reason: row.reason,
    decider: row.decidedByName,
    mayDecide: isOwner && row.state !== 'closed',
    inHand: row.state === 'open' && row.handler === context.actor.id,
  };
}

const nobody = '00000000-0000-8000-8000-000000000000'; // who asks when the node asks by itself

export function runOnWire(quality: Quality, row: RunRow): RunWire {
  const { id, state, requestedAt, endedAt, recordsTotal, recordsDone, faulty } = row;
  return {
    id,
    resource: resourceTitled(quality, row.resource),
    state,
    requestedAt: requestedAt.toISOString(),
    scheduled: row.requestedBy === nobody,
    endedAt: endedAt?.toISOString() ?? null,
    recordsTotal,
    recordsDone,
    faulty,
  };
}

export function correctionOnWire(quality: Quality, context: Context, row: CorrectionRow): CorrectionWire {
  return {
    number: numbered('QC', row.number),
    state: row.state,
    resource: resourceTitled(quality, row.resource),
    record: row.record,
    field: fieldTitled(quality, row.resource, row.field),
    owner: branchTitled(quality, row.owner),
    filer: sees(quality, context, row) ? row.filerName : '',
    filerKind: row.filerKind,
    filedAt: row.filedAt.toISOString(),
    dueAt: row.dueAt.toISOString(),
    overdue: row.state === 'filed' && row.dueAt < context.at,
    handler: row.handlerName,
    decider: row.deciderName,
    decidedAt: row.decidedAt?.toISOString() ?? null,
    version: row.version,
    may: mayOn(quality, context, row),
  };
}

/** A correction whole, with what was said and answered. */
export async function answerOnWire(
  quality: Quality,
  context: Context,
  row: CorrectionRow,
): Promise<CorrectionAnswer> {
  const [steps, attachments, counts] = await Promise.all([
    selectSteps(quality.app, row.number),
    selectAttachments(quality.app, row.number),
    countNotices(quality.app, row.number),
  ]);
  return {
    correction: correctionOnWire(quality, context, row),
    said: readSaid(quality, row),
    answer: readAnswer(quality, row),
    attachments: attachments.map(({ number, kind, bytes, digest, at, isErased }) => ({
      number,
      kind,
      bytes,
      digest: digest.toString('base64url'),
      at: at.toISOString(),
      erased: isErased,
    })),
    mayAttach: mayAttach(context, row, attachments),
    steps: steps.map(({ act, at, byName: by }) => ({ act, at: at.toISOString(), by })),
    ...counts,
  };
}

export function noticeOnWire(quality: Quality, row: NoticeRow): NoticeWire {
  return {
    number: numbered('QC', row.number),
    resource: resourceTitled(quality, row.resource),
    field: fieldTitled(quality, row.resource, row.field),
    owner: branchTitled(quality, row.owner),
    times: row.times,
    lastAt: row.lastAt.toISOString(),
    sentAt: row.sentAt.toISOString(),
    acknowledgedAt: row.acknowledgedAt?.toISOString() ?? null,
  };
}
