import type { Tx } from '#infrastructure/sql/index.ts';

type Reader = Pick<Tx, 'query'>;

export type VerificationState = 'waiting' | 'running' | 'passed' | 'failed' | 'stopped' | 'broken';

export interface StoredFinding {
  readonly code: string;
  readonly seq?: number;
  readonly id?: string;
  readonly zh: string;
  readonly en: string;
}

export interface VerificationRow {
  readonly id: string;
  readonly state: VerificationState;
  readonly requestedBy: string;
  readonly requestedAt: Date;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  readonly leavesTotal: number;
  readonly leavesDone: number;
  readonly entries: number;
  readonly checkpoints: number;
  readonly findingCount: number;
  readonly findings: StoredFinding[];
}

const columns = `id, state, requested_by as "requestedBy", requested_at as "requestedAt", started_at as "startedAt",
  ended_at as "endedAt", leaves_total::float8 as "leavesTotal", leaves_done::float8 as "leavesDone",
  entries::float8 as entries, checkpoints::float8 as checkpoints, finding_count as "findingCount", findings`;

/** Inserts a waiting run, unless one is waiting or running. Returns whether it was inserted. */
export async function insertVerification(
  tx: Tx,
  row: { id: string; by: string; at: Date },
): Promise<boolean> {
  const rows = await tx.query(
    `insert into oversight.verification (id, state, requested_by, requested_at) values ($1, 'waiting', $2, $3)
     on conflict ((true)) where state in ('waiting', 'running') do nothing returning id`,
    [row.id, row.by, row.at],
  );
  return rows.length > 0;
}

/** The run that is waiting or running; there is one at most. */
export async function findActive(tx: Reader): Promise<VerificationRow | undefined> {
  const rows = await tx.query<VerificationRow>(
    `select ${columns} from oversight.verification where state in ('waiting', 'running')`,
  );
  return rows[0];
}

export async function findVerification(tx: Reader, id: string): Promise<VerificationRow | undefined> {
  const rows = await tx.query<VerificationRow>(
    `select ${columns} from oversight.verification where id = $1`,
    [id],
  );
  return rows[0];
}

export interface VerificationFilter {
  readonly state: VerificationState | null;
  /** Asked for at or after, and before. */
  readonly from: Date | null;
  readonly to: Date | null;
}

/** Runs, newest first, one row more than asked for. */
export async function selectVerifications(
  tx: Reader,
  filter: VerificationFilter,
  after: { at: Date; id: string } | null,
  limit: number,
): Promise<VerificationRow[]> {
  return tx.query<VerificationRow>(
    `select ${columns} from oversight.verification
      where ($1::timestamptz is null or (requested_at, id) < ($1, $2::uuid)) and ($3::text is null or state = $3)
        and ($4::timestamptz is null or requested_at >= $4) and ($5::timestamptz is null or requested_at < $5)
      order by requested_at desc, id desc limit $6`,
    [after?.at ?? null, after?.id ?? null, filter.state, filter.from, filter.to, limit + 1],
  );
}

/** Asks the run to stop; one that nobody has taken yet ends at once. Returns whether there was one to stop. */
export async function updateStop(tx: Tx, id: string, at: Date): Promise<boolean> {
  const rows = await tx.query(
    `update oversight.verification
        set stop_requested = true, state = case state when 'waiting' then 'stopped' else state end,
            ended_at = case state when 'waiting' then $2::timestamptz end
      where id = $1 and state in ('waiting', 'running') returning id`,
    [id, at],
  );
  return rows.length > 0;
}

export interface ClaimedRun {
  readonly id: string;
  readonly requestedBy: string;
  readonly attempts: number;
}

/** Takes the waiting run, or one whose runner has been silent since `silentSince`. One process wins. */
export async function claimRun(
  tx: Reader,
  claim: { runner: string; at: Date; silentSince: Date; total: number; checkpoint: string },
): Promise<ClaimedRun | undefined> {
  const rows = await tx.query<ClaimedRun>(
    `update oversight.verification
        set state = 'running', runner = $1, started_at = $2, heartbeat_at = $2, leaves_done = 0, leaves_total = $4,
            checkpoint = $5, attempts = attempts + 1
      where id = (select id from oversight.verification
                   where state = 'waiting' or (state = 'running' and heartbeat_at < $3)
                   for update skip locked limit 1)
      returning id, requested_by as "requestedBy", attempts`,
    [claim.runner, claim.at, claim.silentSince, claim.total, claim.checkpoint],
  );
  return rows[0];
}

/** Whether there is anything for a runner to take. */
export async function hasWork(tx: Reader, silentSince: Date): Promise<boolean> {
  const rows = await tx.query(
    `select id from oversight.verification where state = 'waiting' or (state = 'running' and heartbeat_at < $1) limit 1`,
    [silentSince],
    'oversight-verification-work',
  );
  return rows.length > 0;
}

/** Says that the runner lives. `stop`: it must end, because somebody asked or because another has taken the run. */
export async function updateProgress(
  tx: Reader,
  run: { id: string; runner: string; leaves: number; at: Date },
): Promise<{ stop: boolean }> {
  const rows = await tx.query<{ stop: boolean }>(
    `update oversight.verification set heartbeat_at = $3, leaves_done = $4
      where id = $1 and runner = $2 and state = 'running' returning stop_requested as stop`,
    [run.id, run.runner, run.at, run.leaves],
  );
  return rows[0] ?? { stop: true };
}

export interface RunEnd {
  readonly state: Exclude<VerificationState, 'waiting' | 'running'>;
  readonly entries: number;
  readonly checkpoints: number;
  readonly findingCount: number;
  readonly findings: readonly StoredFinding[];
}

/** Keeps the result of a run, if this runner still has it. */
export async function updateEnd(
  tx: Tx,
  run: { id: string; runner: string; at: Date },
  end: RunEnd,
): Promise<boolean> {
  const rows = await tx.query(
    `update oversight.verification
        set state = $3, ended_at = $4, heartbeat_at = $4, entries = $5, checkpoints = $6, finding_count = $7, findings = $8,
            leaves_done = case when $3 in ('passed', 'failed') then leaves_total else leaves_done end
      where id = $1 and runner = $2 and state = 'running' returning id`,
    [
      run.id,
      run.runner,
      end.state,
      run.at,
      end.entries,
      end.checkpoints,
      end.findingCount,
      JSON.stringify(end.findings),
    ],
  );
  return rows.length > 0;
}

/** Checkpoints that earlier runs found sound, newest first: what the ledger must continue. */
export async function selectKnownCheckpoints(tx: Reader, limit: number): Promise<string[]> {
  const rows = await tx.query<{ checkpoint: string }>(
    `select checkpoint from oversight.verification
      where state = 'passed' and checkpoint is not null order by requested_at desc, id desc limit $1`,
    [limit],
  );
  return rows.map(({ checkpoint }) => checkpoint);
}

/** Forgets what this requester's runs found sound before that instant. */
export async function deletePassedBefore(tx: Tx, requestedBy: string, before: Date): Promise<void> {
  await tx.query(
    `delete from oversight.verification where state = 'passed' and requested_by = $1 and requested_at < $2`,
    [requestedBy, before],
  );
}
