import type { Tx } from '#infrastructure/sql/index.ts';

type Reader = Pick<Tx, 'query'>;

/** One question, as columns: who asks (and at which unit), about which number. */
export interface Asked {
  readonly reference: string;
  readonly officer: string;
  readonly organisation: string;
}

export interface FactRow {
  readonly open: boolean | null;
  readonly assigned: boolean | null;
  readonly onDuty: boolean;
  readonly since: Date | null;
  readonly until: Date | null;
}

const questions = `unnest($1::text[], $2::uuid[], $3::text[]) with ordinality as q(reference, officer, organisation, place)`;
/** Duty counts at the unit that the officer belongs to now: a transfer ends it. */
const duty = `left join desk.duty d on d.officer = q.officer and d.signed_off_at is null
               and d.until > $4 and d.signed_on_at <= $4 and d.organisation = q.organisation`;

/** Facts about visits for many questions in one index look-up each, in the order of the questions. */
export async function selectVisitFacts(
  tx: Reader,
  asked: readonly Asked[],
  at: Date,
): Promise<readonly FactRow[]> {
  return tx.query<FactRow>(
    `select v.closed_at is null and v.until > $4 as open, v.opened_by = q.officer as assigned,
            d.id is not null as "onDuty", v.opened_at as since, v.until
       from ${questions}
       left join desk.visit v on v.reference = q.reference
       ${duty}
      order by q.place`,
    valuesOf(asked, at),
    'desk-visit-facts',
  );
}

/** The same about registration requests. */
export async function selectRequestFacts(
  tx: Reader,
  asked: readonly Asked[],
  at: Date,
): Promise<readonly FactRow[]> {
  return tx.query<FactRow>(
    `select r.state in ('waiting', 'assigned') and r.until > $4 as open,
            r.state = 'assigned' and r.assigned_to = q.officer as assigned,
            d.id is not null as "onDuty", r.opened_at as since, r.until
       from ${questions}
       left join desk.request r on r.reference = q.reference
       ${duty}
      order by q.place`,
    valuesOf(asked, at),
    'desk-request-facts',
  );
}

function valuesOf(asked: readonly Asked[], at: Date): unknown[] {
  return [
    asked.map((each) => each.reference),
    asked.map((each) => each.officer),
    asked.map((each) => each.organisation),
    at,
  ];
}
