import type { Tx } from '#infrastructure/sql/index.ts';
import type { QualitySeverity } from '#standards/declarations/index.ts';

type Reader = Pick<Tx, 'query'>;

export const runStates = ['waiting', 'running', 'done', 'broken'] as const;
export type RunState = (typeof runStates)[number];

export interface RunRow {
  readonly id: string;
  readonly resource: string;
  readonly owner: string;
  readonly state: RunState;
  readonly requestedBy: string;
  readonly requestedAt: Date;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  readonly attempts: number;
  readonly recordsTotal: number;
  readonly recordsDone: number;
  readonly after: string | null;
  /** Records with an error. */
  readonly faulty: number;
  /** Sum of what each record lost by its gravest error, in records. */
  readonly lost: number;
  /** Failures, `rule|field`. */
  readonly tallies: Readonly<Record<string, number>>;
}

const columns = `id, resource, owner, state, requested_by as "requestedBy", requested_at as "requestedAt",
  started_at as "startedAt", ended_at as "endedAt", attempts, records_total::float8 as "recordsTotal",
  records_done::float8 as "recordsDone", after, faulty::float8 as faulty, lost, tallies`;

/** Has a resource examined, unless it waits or runs already. Returns whether it was new. */
export async function insertRun(
  tx: Tx,
  row: Pick<RunRow, 'id' | 'resource' | 'owner' | 'requestedBy' | 'requestedAt'>,
): Promise<boolean> {
  const rows = await tx.query(
    `insert into quality.run (id, resource, owner, state, requested_by, requested_at)
     values ($1, $2, $3, 'waiting', $4, $5)
     on conflict (resource) where state in ('waiting', 'running') do nothing returning id`,
    [row.id, row.resource, row.owner, row.requestedBy, row.requestedAt],
  );
  return rows.length > 0;
}

/** When each resource was last asked to be examined. */
export async function selectLastRuns(tx: Reader): Promise<ReadonlyMap<string, Date>> {
  const rows = await tx.query<{ resource: string; at: Date }>(
    `select resource, max(requested_at) as at from quality.run group by resource`,
  );
  return new Map(rows.map(({ resource, at }) => [resource, at]));
}

export async function hasRunWork(tx: Reader, silentSince: Date): Promise<boolean> {
  const rows = await tx.query(
    `select id from quality.run where state = 'waiting' or (state = 'running' and heartbeat_at < $1) limit 1`,
    [silentSince],
    'quality-run-work',
  );
  return rows.length > 0;
}

/** Takes the oldest run that waits, or one whose runner fell silent; what that one did is kept. */
export async function claimRun(
  tx: Reader,
  { runner, at, silentSince }: { runner: string; at: Date; silentSince: Date },
): Promise<RunRow | undefined> {
  const rows = await tx.query<RunRow>(
    `update quality.run
        set state = 'running', runner = $1, started_at = coalesce(started_at, $2), heartbeat_at = $2, attempts = attempts + 1
      where id = (select id from quality.run
                   where state = 'waiting' or (state = 'running' and heartbeat_at < $3)
                   order by requested_at for update skip locked limit 1)
      returning ${columns}`,
    [runner, at, silentSince],
  );
  return rows[0];
}

export interface RunMark {
  readonly id: string;
  readonly runner: string;
  readonly at: Date;
}

/** Keeps how far a run is; false when another runner has it now. */
export async function updateProgress(
  tx: Tx,
  { id, runner, at }: RunMark,
  progress: Pick<RunRow, 'recordsTotal' | 'recordsDone' | 'after' | 'faulty' | 'lost' | 'tallies'>,
): Promise<boolean> {
  const { recordsTotal, recordsDone, after, faulty, lost, tallies } = progress;
  const rows = await tx.query(
    `update quality.run
        set heartbeat_at = $3, records_total = $4, records_done = $5, after = $6, faulty = $7, lost = $8, tallies = $9
      where id = $1 and runner = $2 and state = 'running' returning id`,
    [id, runner, at, recordsTotal, recordsDone, after, faulty, lost, JSON.stringify(tallies)],
  );
  return rows.length > 0;
}

/** Says that the runner lives; `stop` when another has the run. */
export async function updateHeartbeat(tx: Reader, { id, runner, at }: RunMark): Promise<{ stop: boolean }> {
  const rows = await tx.query(
    `update quality.run set heartbeat_at = $3 where id = $1 and runner = $2 and state = 'running' returning id`,
    [id, runner, at],
  );
  return { stop: rows.length === 0 };
}

export async function updateRunEnd(
  tx: Tx,
  { id, runner, at }: RunMark,
  state: Extract<RunState, 'done' | 'broken'>,
): Promise<boolean> {
  const rows = await tx.query(
    `update quality.run set state = $4, ended_at = $3, heartbeat_at = $3
      where id = $1 and runner = $2 and state = 'running' returning id`,
    [id, runner, at, state],
  );
  return rows.length > 0;
}

/** Newest first, one more than asked for. `owner` null: of every branch. */
export async function selectRuns(
  tx: Reader,
  filter: { owner: string | null; resource: string | null; state: RunState | null },
  after: { at: Date; id: string } | null,
  limit: number,
): Promise<RunRow[]> {
  return tx.query<RunRow>(
    `select ${columns} from quality.run
      where ($1::text is null or owner = $1) and ($2::text is null or resource = $2) and ($3::text is null or state = $3)
        and ($4::timestamptz is null or (requested_at, id) < ($4, $5::uuid))
      order by requested_at desc, id desc limit $6`,
    [filter.owner, filter.resource, filter.state, after?.at ?? null, after?.id ?? null, limit + 1],
  );
}

export async function findActiveRun(tx: Reader, resource: string): Promise<RunRow | undefined> {
  const rows = await tx.query<RunRow>(
    `select ${columns} from quality.run where resource = $1 and state in ('waiting', 'running')`,
    [resource],
  );
  return rows[0];
}

/** A failure as it is kept. `listed`: whether a new one is still to be listed, or only counted. */
export interface SeenFailure {
  readonly record: string;
  readonly version: number;
  readonly rule: string;
  readonly field: string;
  readonly severity: QualitySeverity;
  readonly listed: boolean;
}

/**
 * Keeps what was found in a batch of records. What was closed, or accepted of an earlier version of the record, is open
 * again; what is accepted of this version stays so.
 */
export async function upsertFindings(
  tx: Tx,
  run: Pick<RunRow, 'id' | 'resource' | 'owner'>,
  at: Date,
  seen: readonly SeenFailure[],
): Promise<void> {
  const again = `(f.state = 'closed' or (f.state = 'accepted' and f.record_version <> excluded.record_version))`;
  await tx.query(
    `insert into quality.finding as f
       (resource, record, rule, field, severity, owner, state, record_version, first_seen, last_seen, last_run, changed_at)
     select $1, s.record, s.rule, s.field, s.severity, $2, 'open', s.version, $3, $3, $4, $3
       from unnest($5::uuid[], $6::int[], $7::text[], $8::text[], $9::text[], $10::boolean[])
            as s (record, version, rule, field, severity, listed)
      where s.listed or exists (select 1 from quality.finding k where k.resource = $1 and k.record = s.record
                                   and k.rule = s.rule and k.field = s.field)
     on conflict (resource, record, rule, field) do update
       set severity = excluded.severity, owner = excluded.owner, last_seen = excluded.last_seen, last_run = excluded.last_run,
           record_version = excluded.record_version,
           state = case when ${again} then 'open' else f.state end,
           changed_at = case when ${again} then excluded.changed_at else f.changed_at end,
           handler = case when ${again} then null else f.handler end,
           handler_name = case when ${again} then null else f.handler_name end,
           reason = case when ${again} then null else f.reason end,
           decided_by_name = case when ${again} then null else f.decided_by_name end`,
    [
      run.resource,
      run.owner,
      at,
      run.id,
      seen.map(({ record }) => record),
      seen.map(({ version }) => version),
      seen.map(({ rule }) => rule),
      seen.map(({ field }) => field),
      seen.map(({ severity }) => severity),
      seen.map(({ listed }) => listed),
    ],
  );
}

/** What the owner has accepted as right of these records, as `record|version|rule|field`. */
export async function selectAccepted(
  tx: Reader,
  resource: string,
  records: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ key: string }>(
    `select record || '|' || record_version || '|' || rule || '|' || field as key from quality.finding
      where resource = $1 and record = any($2::uuid[]) and state = 'accepted'`,
    [resource, records],
  );
  return new Set(rows.map(({ key }) => key));
}

/** Closes what a whole examination did not find any more. Returns how many there were. */
export async function closeUnseen(tx: Tx, run: Pick<RunRow, 'id' | 'resource'>, at: Date): Promise<number> {
  const rows = await tx.query(
    `update quality.finding set state = 'closed', changed_at = $3, handler = null, handler_name = null
      where resource = $1 and state <> 'closed' and last_run <> $2 returning number`,
    [run.resource, run.id, at],
  );
  return rows.length;
}

export async function findRun(tx: Reader, id: string): Promise<RunRow | undefined> {
  const rows = await tx.query<RunRow>(`select ${columns} from quality.run where id = $1`, [id]);
  return rows[0];
}
