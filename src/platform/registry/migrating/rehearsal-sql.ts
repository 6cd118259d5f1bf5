/** Rehearsals of migration plans: asked for by a person, taken by one process, kept as counts. */
import type { Tx } from '#infrastructure/sql/index.ts';
import type { Tally } from './rehearse.ts';

type Reader = Pick<Tx, 'query'>;

export interface RehearsalRow {
  readonly id: string;
  readonly proposal: number;
  readonly version: number;
  readonly state: 'waiting' | 'running' | 'done' | 'broken';
  readonly askedAt: Date;
  readonly attempts: number;
  /** By class of information. */
  readonly results: Readonly<Record<string, Tally>>;
}

const columns = `id, proposal::int as proposal, version, state, asked_at as "askedAt", attempts, results`;

export async function insertRehearsal(
  tx: Tx,
  row: Pick<RehearsalRow, 'id' | 'proposal' | 'version' | 'askedAt'> & { readonly by: string },
): Promise<void> {
  await tx.query(
    `insert into registry.rehearsal (id, proposal, version, state, asked_at, asked_by) values ($1, $2, $3, 'waiting', $4, $5)`,
    [row.id, row.proposal, row.version, row.askedAt, row.by],
  );
}

export async function selectLatestRehearsal(tx: Reader, proposal: number): Promise<RehearsalRow | undefined> {
  const rows = await tx.query<RehearsalRow>(
    `select ${columns} from registry.rehearsal where proposal = $1 order by asked_at desc, id limit 1`,
    [proposal],
  );
  return rows[0];
}

export async function hasRehearsalWork(tx: Reader, silentSince: Date): Promise<boolean> {
  const rows = await tx.query(
    `select id from registry.rehearsal where state = 'waiting' or (state = 'running' and heartbeat_at < $1) limit 1`,
    [silentSince],
    'registry-rehearsal-work',
  );
  return rows.length > 0;
}

/** Takes the oldest that waits, or one whose runner fell silent. */
export async function claimRehearsal(
  tx: Reader,
  { runner, at, silentSince }: { readonly runner: string; readonly at: Date; readonly silentSince: Date },
): Promise<RehearsalRow | undefined> {
  const rows = await tx.query<RehearsalRow>(
    `update registry.rehearsal set state = 'running', runner = $1, heartbeat_at = $2, attempts = attempts + 1
      where id = (select id from registry.rehearsal
                   where state = 'waiting' or (state = 'running' and heartbeat_at < $3)
                   order by asked_at for update skip locked limit 1)
      returning ${columns}`,
    [runner, at, silentSince],
  );
  return rows[0];
}

/** Keeps how far it is and that its runner lives; `stop` when another has it. */
export async function updateRehearsal(
  tx: Reader,
  { id, runner, at }: { readonly id: string; readonly runner: string; readonly at: Date },
  results: RehearsalRow['results'],
  ended: 'done' | 'broken' | null,
): Promise<{ stop: boolean }> {
  const rows = await tx.query(
    `update registry.rehearsal set heartbeat_at = $3, results = $4, state = coalesce($5, state),
            ended_at = case when $5::text is null then null else $3::timestamptz end
      where id = $1 and runner = $2 and state = 'running' returning id`,
    [id, runner, at, JSON.stringify(results), ended],
  );
  return { stop: rows.length === 0 };
}
