import type { Tx } from '#infrastructure/sql/index.ts';
import type { Service } from './service.ts';

type Reader = Pick<Tx, 'query'>;

const columns = `name, version, title, resource, owner, search, fields, purpose_kinds as "purposeKinds", role, state,
  changed_at as "changedAt", by, by_name as "byName", reason`;

/** The newest version of a name. */
export async function findService(tx: Reader, name: string): Promise<Service | undefined> {
  const rows = await tx.query<Service>(
    `select ${columns} from grants.service where name = $1 order by version desc limit 1`,
    [name],
  );
  return rows[0];
}

/** The same, locked: whoever publishes or ends a name waits for the one before. */
export async function lockService(tx: Tx, name: string): Promise<Service | undefined> {
  await tx.query(`select pg_advisory_xact_lock(hashtext($1))`, [`grants.service/${name}`]);
  return findService(tx, name);
}

/** Those that are not ended, by name. */
export async function selectServices(tx: Reader): Promise<Service[]> {
  return tx.query<Service>(
    `select ${columns} from grants.service where state <> 'ended' order by name limit 500`,
  );
}

export async function insertService(tx: Tx, row: Service): Promise<void> {
  await tx.query(
    `insert into grants.service
       (name, version, title, resource, owner, search, fields, purpose_kinds, role, state, changed_at, by, by_name)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      row.name,
      row.version,
      JSON.stringify(row.title),
      row.resource,
      row.owner,
      JSON.stringify(row.search),
      JSON.stringify(row.fields),
      JSON.stringify(row.purposeKinds),
      row.role,
      row.state,
      row.changedAt,
      row.by,
      row.byName,
    ],
  );
}

export async function updateServiceState(tx: Tx, row: Service): Promise<void> {
  await tx.query(
    `update grants.service set state = $3, changed_at = $4, reason = $5 where name = $1 and version = $2`,
    [row.name, row.version, row.state, row.changedAt, row.reason],
  );
}
