/** Holds what the node has after a kill against what it had acknowledged. Knows nothing of the product's code. */
import type { Database } from '#infrastructure/sql/index.ts';
import type { Acknowledged } from './kill-load.ts';

/** Everything that was acknowledged and is not so; empty when nothing was lost. `superuser` sees all tables. */
export async function findLosses(superuser: Database, record: readonly Acknowledged[]): Promise<string[]> {
  return [
    ...(await lostEntries(superuser, record)),
    ...(await lostWrites(superuser, record)),
    ...(await doubleEffects(superuser, record)),
    ...(await unexplainedVersions(superuser)),
  ];
}

/** Each receipt that was handed out is an entry of the ledger. */
async function lostEntries(superuser: Database, record: readonly Acknowledged[]): Promise<string[]> {
  const rows = await superuser.query<{ id: string; act: string }>(
    `select wanted.id, wanted.act from unnest($1::uuid[], $2::text[]) as wanted (id, act)
      where not exists (select 1 from ledger.entry
                         where entry.id = wanted.id and entry.act = wanted.act and outcome = 'permitted')`,
    [record.map(({ receipt }) => receipt), record.map(({ act }) => act)],
  );
  return rows.map(({ id, act }) => `an acknowledged ${act} has no entry ${id}`);
}

/** Each acknowledged version is the record's or in its history, with its notice. */
async function lostWrites(superuser: Database, record: readonly Acknowledged[]): Promise<string[]> {
  const writes = record.filter((line) => line.act !== 'read');
  const rows = await superuser.query<{ id: string; version: number; what: string }>(
    `select wanted.id, wanted.version,
            case when notice.record is null then 'notice' else 'version' end as what
       from unnest($1::uuid[], $2::int[], $3::text[]) as wanted (id, version, name)
       left join records.person on person.id = wanted.id and person.version = wanted.version
                               and (wanted.name is null or person.name = wanted.name)
       left join records.person_history as old on old.id = wanted.id and old.version = wanted.version
       left join records.notice on notice.record = wanted.id and notice.version = wanted.version
      where notice.record is null or (person.id is null and old.id is null)`,
    [
      writes.map(({ id }) => id),
      writes.map(({ version }) => version),
      writes.map((line) => (line.act === 'change' ? line.name : null)),
    ],
  );
  return rows.map(({ id, version, what }) => `the ${what} of version ${version} of ${id} is lost`);
}

/** A create that was sent twice with its key made one person, one notice, one permitted entry. */
async function doubleEffects(superuser: Database, record: readonly Acknowledged[]): Promise<string[]> {
  const creates = record.filter((line) => line.act === 'create');
  const rows = await superuser.query<{ id: string; people: number; notices: number; entries: number }>(
    `select wanted.id, coalesce(people.count, 0) as people, coalesce(notices.count, 0) as notices,
            coalesce(entries.count, 0) as entries
       from unnest($1::uuid[], $2::text[]) as wanted (id, number)
       left join (select citizen_number, count(*)::int from records.person group by 1) as people
              on people.citizen_number = wanted.number
       left join (select record, count(*)::int from records.notice where act = 'create' group by 1) as notices
              on notices.record = wanted.id
       left join (select record::uuid, count(*)::int from ledger.entry
                   where act = 'create' and outcome = 'permitted' and resource = 'person' group by 1) as entries
              on entries.record = wanted.id`,
    [creates.map(({ id }) => id), creates.map(({ number }) => number)],
  );
  return rows
    .filter(({ people, notices, entries }) => people !== 1 || notices !== 1 || entries !== 1)
    .map(
      ({ id, people, notices, entries }) => `${id}: ${people} people, ${notices} notices, ${entries} entries`,
    );
}

/** No version came to be without its entry: a write and its entry are one transaction. */
async function unexplainedVersions(superuser: Database): Promise<string[]> {
  const rows = await superuser.query<{ record: string; version: number }>(
    `select record, version from records.notice
      where resource = 'person' and (select count(*) from ledger.entry
             where entry.record = notice.record::text and entry.act = notice.act and entry.xid = notice.xid) <> 1`,
  );
  return rows.map(({ record, version }) => `version ${version} of ${record} has no entry of its transaction`);
}
