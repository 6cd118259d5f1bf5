import { grantsFor, lapsedGrantFor } from '#security/access/index.ts';
import type {
  Action,
  Decision,
  DecisionPoint,
  DecisionRequest,
  Facts,
  Grant,
  GrantQuestion,
  Grants,
  LapsedGrant,
} from '#security/access/index.ts';
import type { Context } from '#security/context/index.ts';
import type { Fault } from '#infrastructure/faults/index.ts';
import { fault } from './errors.ts';
import type { RecordTable } from './record-table.ts';
import type { Purpose } from './request.ts';

/** The outcome of steps 1 and 2 of the door: purpose, then policy. */
export type Judgement =
  | { readonly permitted: true; readonly decision: Decision; readonly byRow: ByRow | null }
  | { readonly permitted: false; readonly refusal: Fault; readonly version: string };

/** What is decided when grants with row conditions take part: it depends on the row. */
export interface ByRow {
  readonly conditional: readonly Grant[];
  /** Of a row that meets the conditions of exactly these. */
  decide(met: readonly Grant[]): Decision;
}

/** What decides: the policies in force, and the grants. */
export interface Deciding {
  readonly point: DecisionPoint;
  readonly grants: Grants;
}

export interface Judging {
  readonly context: Context;
  readonly act: Action;
  readonly purpose: Purpose | null;
  /** The one record that is asked for by its id; null for a search, a list or a new one. */
  readonly record: string | null;
}

/**
 * Judges one request on facts that the purpose's owner stated. The policy decides; the facts are looked at again
 * only to tell a refused person why, in the order in which they can do something about it. Row conditions are taken as met until
 * the row is known (rows-within.ts).
 */
export function judge(
  deciding: Deciding,
  table: RecordTable,
  judging: Judging,
  facts: Facts | undefined,
  own: boolean,
): Judgement {
  const { point, grants } = deciding;
  const { purpose } = judging;
  const refuse = (refusal: Fault): Judgement => ({ permitted: false, refusal, version: point.version });
  if (purpose === null || facts === undefined) return refuse(fault('no-purpose'));
  const request = requestOf(grants, table, judging, purpose, facts, own);
  const decision = point.decide(request);
  const { reference } = purpose;
  const { about } = facts;
  if (decision.permit) {
    const reaches = !about || (about.resource === table.resource && about.record === judging.record);
    if (!reaches) return refuse(fault('outside-purpose', { reference }));
    return { permitted: true, decision, byRow: byRowOf(point, request) };
  }
  if (!facts.exists) return refuse(fault('purpose-unknown', { reference: reference.slice(0, 64) }));
  if (!facts.open) return refuse(fault('purpose-closed', { reference }));
  if (!facts.assigned) return refuse(fault('purpose-not-assigned', { reference }));
  if (own) return refuse(fault('own-record'));
  if (!facts.onDuty && wouldPermitOnDuty(deciding, table, judging, purpose, facts))
    return refuse(fault('not-on-duty'));
  const lapsed = lapsedGrantFor(grants, questionOf(table, judging, purpose));
  if (lapsed) return refuse(lapseFault(lapsed));
  return refuse(fault('not-permitted', { version: point.version }));
}

function byRowOf(point: DecisionPoint, request: DecisionRequest): ByRow | null {
  const [always, conditional] = [true, false].map((holds) =>
    request.grants.filter(({ rows }) => (rows.length === 0) === holds),
  ) as [Grant[], Grant[]];
  if (conditional.length === 0) return null;
  return { conditional, decide: (met) => point.decide({ ...request, grants: [...always, ...met] }) };
}

function lapseFault({ grant: { id: grant }, lapse }: LapsedGrant): Fault {
  if (lapse === 'suspended') return fault('grant-suspended', { grant });
  return lapse === 'expired' ? fault('grant-expired', { grant }) : fault('grant-ended', { grant });
}

function questionOf(table: RecordTable, { context, act }: Judging, purpose: Purpose): GrantQuestion {
  const { actor, at } = context;
  return { actor, at, action: act, resource: table.resource, purposeKind: purpose.kind };
}

function requestOf(
  grants: Grants,
  table: RecordTable,
  judging: Judging,
  purpose: Purpose,
  facts: Facts,
  own: boolean,
): DecisionRequest {
  const { actor } = judging.context;
  return {
    kind: actor.kind,
    roles: actor.roles,
    branch: actor.branch,
    action: judging.act,
    resource: table.protection,
    purposeKind: purpose.kind,
    facts: { exists: facts.exists, open: facts.open, assigned: facts.assigned, onDuty: facts.onDuty },
    own,
    grants: grantsFor(grants, questionOf(table, judging, purpose)),
  };
}

function wouldPermitOnDuty(
  { point, grants }: Deciding,
  table: RecordTable,
  judging: Judging,
  purpose: Purpose,
  facts: Facts,
): boolean {
  return point.decide(requestOf(grants, table, judging, purpose, { ...facts, onDuty: true }, false)).permit;
}
