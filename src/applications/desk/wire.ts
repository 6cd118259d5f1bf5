import type { Context } from '#security/context/index.ts';
import type { Desk } from './desk.ts';
import type { DutyRow } from './duty-sql.ts';
import { refusalOf, requestActs } from './request-rules.ts';
import type { RequestRow } from './request-sql.ts';
import type { DutyWire, RequestWire, VisitWire } from './schema.ts';
import type { DeskSettings } from './settings.ts';
import type { VisitRow } from './visit-sql.ts';

/** Rows as the asker sees them. */

export function dutyOnWire(row: DutyRow): DutyWire {
  const { officer, officerName, organisation, branch, roles, signedOnAt, until } = row;
  return {
    officer,
    name: officerName,
    organisation,
    branch,
    roles: [...roles],
    signedOnAt: signedOnAt.toISOString(),
    until: until.toISOString(),
  };
}

export function visitOnWire(row: VisitRow, settings: DeskSettings, context: Context): VisitWire {
  const reason = settings.verification.reasons.find((each) => each.code === row.reason);
  const running = row.until.getTime() > context.at.getTime();
  return {
    reference: row.reference,
    reason: row.reason,
    reasonTitle: { zh: reason?.zh ?? row.reason, en: reason?.en ?? row.reason },
    note: row.note,
    openedByName: row.openedByName,
    openedAt: row.openedAt.toISOString(),
    until: row.until.toISOString(),
    closedAt: row.closedAt?.toISOString() ?? null,
    state: row.closedAt ? 'closed' : running ? 'open' : 'expired',
    mine: row.openedBy === context.actor.id,
  };
}

export function requestOnWire(
  row: RequestRow,
  { settings, cite }: Pick<Desk, 'settings' | 'cite'>,
  context: Context,
): RequestWire {
  const kind = settings.registration.kinds.find((each) => each.code === row.kind);
  const { actor, at } = context;
  const running = row.state === 'waiting' || row.state === 'assigned';
  return {
    reference: row.reference,
    kind: row.kind,
    kindTitle: { zh: kind?.zh ?? row.kind, en: kind?.en ?? row.kind },
    branch: row.branch,
    organisation: row.organisation,
    resources: [...(kind?.resources ?? [])],
    basis: (kind?.basis ?? []).map(cite),
    note: row.note,
    state: row.state,
    overdue: running && row.until.getTime() <= at.getTime(),
    assignedToName: row.assignedToName,
    mine: row.assignedTo === actor.id,
    openedByName: row.openedByName,
    openedAt: row.openedAt.toISOString(),
    until: row.until.toISOString(),
    stateAt: row.stateAt.toISOString(),
    acts: requestActs.filter(
      (act) => refusalOf(act, row, actor, at, settings.registration.reopenDays) === null,
    ),
  };
}
