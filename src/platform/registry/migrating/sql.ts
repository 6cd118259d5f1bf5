/** How far the publisher is with migration plans. Written with the owner's role alone. */
import type { Tx } from '#infrastructure/sql/index.ts';
import type { RefusedRow } from '#platform/catalogue/index.ts';

type Reader = Pick<Tx, 'query'>;

export interface MigrationRow {
  readonly resource: string;
  readonly fingerprint: string;
  readonly state: 'running' | 'refused' | 'done';
  readonly total: number;
  readonly done: number;
  readonly past: number;
  readonly refused: number;
  /** The first refused records, with why. */
  readonly report: readonly RefusedRow[];
  readonly lost: readonly string[];
  readonly beganAt: Date;
  readonly changedAt: Date;
}

const columns = `resource, fingerprint, state, total, done, past, refused, report, lost, began_at as "beganAt", changed_at as "changedAt"`;

export async function selectMigrations(tx: Reader, proposal: number): Promise<MigrationRow[]> {
  return tx.query<MigrationRow>(
    `select ${columns} from registry.migration where proposal = $1 order by resource`,
    [proposal],
  );
}

/** Begins, or takes up what another process began; `isSame` says whether that one had the same plan. */
export async function beginMigrationRow(
  tx: Tx,
  row: {
    readonly proposal: number;
    readonly resource: string;
    readonly fingerprint: string;
    readonly total: number;
    readonly at: Date;
  },
): Promise<{ readonly isSame: boolean }> {
  const { proposal, resource, fingerprint, total, at } = row;
  const [was] = await tx.query<Pick<MigrationRow, 'fingerprint' | 'state'>>(
    `select fingerprint, state from registry.migration where proposal = $1 and resource = $2 for update`,
    [proposal, resource],
  );
  const isSame = was?.fingerprint === fingerprint && was.state === 'running'; // else its columns were taken away
  await tx.query(
    `insert into registry.migration (proposal, resource, fingerprint, state, total, began_at, changed_at)
     values ($1, $2, $3, 'running', $4, $5, $5)
     on conflict (proposal, resource) do update
        set fingerprint = excluded.fingerprint, state = 'running', total = excluded.total, changed_at = excluded.changed_at,
            refused = 0, report = '[]', done = case when $6 then migration.done else 0 end,
            past = case when $6 then migration.past else 0 end, lost = case when $6 then migration.lost else '[]' end`,
    [proposal, resource, fingerprint, total, at, isSame],
  );
  return { isSame };
}

/** Refused records that a report names; all are counted. */
const mostReported = 50;

export async function addToMigration(
  tx: Tx,
  { proposal, resource, at }: { readonly proposal: number; readonly resource: string; readonly at: Date },
  batch: {
    readonly done: number;
    readonly past: number;
    readonly refused: readonly RefusedRow[];
    readonly lost: readonly string[];
  },
): Promise<void> {
  await tx.query(
    `update registry.migration set done = done + $3, past = past + $4, refused = refused + $5, changed_at = $8,
            report = case when json_array_length(report) < $9
                          then (select coalesce(json_agg(one), '[]') from (select one from json_array_elements(report) one
                                union all select one from json_array_elements($6::json) one limit $9) kept)
                          else report end,
            lost = (select coalesce(json_agg(distinct one), '[]') from (select json_array_elements_text(lost) one
                    union all select json_array_elements_text($7::json) one) every)
      where proposal = $1 and resource = $2`,
    [
      proposal,
      resource,
      batch.done,
      batch.past,
      batch.refused.length,
      JSON.stringify(batch.refused),
      JSON.stringify(batch.lost),
      at,
      mostReported,
    ],
  );
}

export async function setMigrationState(
  tx: Tx,
  proposal: number,
  resource: string,
  state: MigrationRow['state'],
  at: Date,
): Promise<void> {
  await tx.query(
    `update registry.migration set state = $3, changed_at = $4 where proposal = $1 and resource = $2`,
    [proposal, resource, state, at],
  );
}
