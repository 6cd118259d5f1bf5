import type { RowCondition } from '../../conditions/index.ts';
import type { RequestMessage } from '../message.ts';
import { standingOf } from './agreement.ts';
import type { Agreement, Terms } from './agreement.ts';
import { stoppingClause } from './clauses.ts';
import type { ClauseCode, StoppingClause } from './clauses.ts';

/** What was used of the budgets before this request: in this second, this day, and how many persons it would make in this day. */
export interface Used {
  readonly inSecond: number;
  readonly inDay: number;
  readonly subjectsInDay: number;
}

/** Permitted: so much and no more. Else the clause that stops it, the first in the order of the agreement. */
export type Judgement =
  | {
      readonly permitted: true;
      readonly version: number;
      readonly fields: readonly string[];
      /** The door gives only records that meet all of these. */
      readonly rows: readonly RowCondition[];
    }
  | { readonly permitted: false; readonly clause: StoppingClause };

/** Judges a request that was verified against the agreement that it cites, before any data is touched. Pure. */
export function judge(agreement: Agreement, request: RequestMessage, at: Date, used: Used): Judgement {
  const standing = standingClause(agreement, request, at);
  if ('code' in standing) return { permitted: false, clause: standing };
  const { version, terms } = standing;
  const clause = scopeClause(terms, request) ?? budgetClause(terms, request, used, at);
  if (clause !== undefined) return { permitted: false, clause };
  return { permitted: true, version, fields: request.fields, rows: terms.rows };
}

function standingClause(agreement: Agreement, request: RequestMessage, at: Date): StoppingClause | { readonly version: number; readonly terms: Terms } {
  const { sender, agreement: cited } = request;
  const { inForce } = agreement;
  if (cited.id !== agreement.id) return stoppingClause('other-agreement', sender, { value: cited.id });
  const standing = standingOf(agreement);
  if (inForce === null || standing === 'ended') return stoppingClause('not-in-force', sender, { value: standing });
  const { version, terms, suspendedBy } = inForce;
  const [suspender] = suspendedBy;
  if (suspender !== undefined) return stoppingClause('suspended', suspender, { value: suspender });
  if (cited.version !== version) return stoppingClause('version', sender, { value: cited.version, want: version });
  const now = at.toISOString();
  if (now < terms.from || now >= terms.until) return stoppingClause('time', sender, { from: terms.from, until: terms.until });
  if (sender !== terms.consumer || request.audience !== terms.provider)
    return stoppingClause('parties', sender, { consumer: terms.consumer, provider: terms.provider });
  return { version, terms };
} // prettier-ignore

function scopeClause(terms: Terms, request: RequestMessage): StoppingClause | undefined {
  const stop = (code: ClauseCode, value: string, want = ''): StoppingClause => stoppingClause(code, request.sender, { value, want });
  const { resource, mode, purpose } = request;
  if (resource.name !== terms.resource.name || resource.version !== terms.resource.version)
    return stop('resource', `${resource.name} ${resource.version}`, `${terms.resource.name} ${terms.resource.version}`);
  if (!terms.modes.includes(mode)) return stop('mode', mode);
  const outside = request.fields.find((one) => !terms.fields.includes(one));
  if (outside !== undefined) return stop('fields', outside);
  if (!terms.purposes.includes(purpose.kind)) return stop('purpose', purpose.kind);
  return mayAsk(terms, request) ? undefined : stop('officer', nameOf(request.officer));
} // prettier-ignore

/** Only a subscription is followed without an officer. */
function mayAsk({ officers }: Terms, { officer, mode }: RequestMessage): boolean {
  if (officer === null) return mode === 'subscribe';
  return officers.some(
    ({ role, level, branch }) =>
      role === officer.role &&
      (level === null || level === officer.level) &&
      (branch === null || branch === officer.branch),
  );
}

function nameOf(officer: RequestMessage['officer']): string {
  return officer === null ? '–' : `${officer.role} ${officer.level} ${officer.branch}`;
}

const dayMs = 86_400_000;
const chinaMs = 28_800_000; // a day of the budget is one in China

function budgetClause({ budgets }: Terms, { sender }: RequestMessage, used: Used, at: Date): StoppingClause | undefined {
  const { perSecond, perDay, subjectsPerDay } = budgets;
  const tomorrow = Math.ceil((dayMs - ((at.getTime() + chinaMs) % dayMs)) / 1000);
  if (used.inSecond >= perSecond) return stoppingClause('budget-second', sender, { value: perSecond }, 1);
  if (used.inDay >= perDay) return stoppingClause('budget-day', sender, { value: perDay }, tomorrow);
  if (used.subjectsInDay > subjectsPerDay) return stoppingClause('budget-subjects', sender, { value: subjectsPerDay }, tomorrow);
  return undefined;
} // prettier-ignore
