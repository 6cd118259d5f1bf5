import { dayInChina } from '#standards/declarations/index.ts';
import type { Context } from '#security/context/index.ts';
import { branchTitled, fieldsMigratedSince, reviewReasons, titled } from '#platform/catalogue/index.ts';
import { endOf, numberOf } from './application.ts';
import type { Application, Step, Terms } from './application.ts';
import { decides, mayOn } from './grants.ts';
import type { Granting } from './grants.ts';
import type { ApplicationAnswer, ApplicationWire, ServiceWire, TermsSent, TermsWire } from './schema.ts';
import { movesFrom } from './services/publish-service.ts';
import type { Service } from './services/service.ts';

const dayMs = 86_400_000;

/** An application as its readers see it, with what this one may do with it. */
export function applicationOnWire(granting: Granting, context: Context, row: Application): ApplicationWire {
  const { reason, asked, granted, state, version, dueAt } = row;
  const leftMs = granted === null ? Infinity : endOf(row).getTime() - context.at.getTime();
  const isExpired = leftMs <= 0 && (state === 'granted' || state === 'suspended');
  const { pack } = granting.catalogue;
  return {
    number: numberOf(row),
    state: isExpired ? 'expired' : state,
    resource: titled(row.resource, pack.resources.get(row.resource)?.title),
    owner: branchTitled(granting, row.owner),
    branch: branchTitled(granting, row.branch),
    applicant: row.applicantName,
    basis: titled(row.basis, pack.regulations.get(row.basis)?.title),
    basisReview: isOver(row, isExpired) ? [] : basisReview(granting, context, row),
    fieldsReview: isOver(row, isExpired) ? [] : fieldsReview(granting, row),
    reason,
    asked: termsOnWire(asked),
    granted: granted === null ? null : termsOnWire(granted),
    changedAt: row.changedAt.toISOString(),
    dueAt: dueAt?.toISOString() ?? null,
    closesAt: row.closesAt?.toISOString() ?? null,
    overdue: state === 'applied' && dueAt !== null && dueAt < context.at,
    endsSoon: state === 'granted' && !isExpired && leftMs < granting.settings.remindDays * dayMs,
    decider: row.deciderName,
    grantedAt: row.grantedAt?.toISOString() ?? null,
    version,
    may: isExpired ? [] : [...mayOn(granting, context, row)],
  };
}

export function answerOnWire(
  granting: Granting,
  context: Context,
  row: Application,
  steps: readonly Step[],
): ApplicationAnswer {
  return {
    application: applicationOnWire(granting, context, row),
    steps: steps.map(({ act, at, byName: by, text }) => ({ act, at: at.toISOString(), by, text })),
  };
}

/** Terms as they were sent. */
export function termsSent({ rows, ...terms }: TermsSent): Terms {
  return { ...terms, rows: rows ?? [] };
}

function termsOnWire(terms: Terms): TermsWire {
  const { fields, unmasked, actions, purposeKinds, rows, ...rest } = terms;
  return {
    fields: [...fields],
    unmasked: [...unmasked],
    actions: [...actions],
    purposeKinds: [...purposeKinds],
    rows: rows.map((row) => (row.operator === 'in' ? { ...row, values: [...row.values] } : { ...row })),
    ...rest,
  };
}

function isOver({ state }: Application, isExpired: boolean): boolean {
  return isExpired || state === 'refused' || state === 'withdrawn' || state === 'ended';
}

/** What is granted was read against its basis on the day of the decision; what waits, on the day of its last wording. */
function basisReview(
  { catalogue }: Granting,
  { at }: Context,
  { basis, grantedAt, changedAt }: Application,
): ApplicationWire['basisReview'] {
  const cited = `${basis}@${dayInChina(grantedAt ?? changedAt)}`;
  return [...new Set(reviewReasons(catalogue.pack, cited, dayInChina(at)))];
}

/** What is granted was decided for the fields as they were on that day. */
function fieldsReview({ catalogue }: Granting, row: Application): string[] {
  const { fields, rows } = row.granted ?? row.asked;
  const named = [...fields, ...rows.map(({ field }) => field)];
  return fieldsMigratedSince(catalogue, row.resource, named, row.grantedAt ?? row.changedAt);
}

/** A service as its readers see it, with what this one may do with it. */
export function serviceOnWire(granting: Granting, context: Context, row: Service): ServiceWire {
  const { title, search, fields, purposeKinds, changedAt, byName, owner, ...rest } = row;
  const lists = { search: [...search], fields: [...fields], purposeKinds: [...purposeKinds] };
  const { catalogue } = granting;
  return {
    ...rest,
    ...lists,
    resourceTitle: titled(row.resource, catalogue.pack.resources.get(row.resource)?.title).title,
    owner: branchTitled(granting, owner),
    fieldsReview:
      row.state === 'ended'
        ? []
        : fieldsMigratedSince(catalogue, row.resource, [...search, ...fields], changedAt),
    may: decides(granting, context, row) ? [...movesFrom(row.state)] : [],
    title: { ...title },
    changedAt: changedAt.toISOString(),
    by: byName,
  };
}
