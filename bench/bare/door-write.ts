/** The least that an audited change does: row, history, notice and log for a group, one commit for all. */
import pg from 'pg';
import type { Measured } from '../support/bench.ts';
import { measureLoop } from '../support/loop.ts';
import type { BareLoad } from './door-read.ts';
import { grouped, log, makeTables, requireOpen, visits } from './groups.ts';

export async function measureBareWrites(
  url: string,
  { people, callers, seconds }: BareLoad,
): Promise<Measured> {
  const pool = new pg.Pool({ connectionString: url, max: 4 });
  await makeTables(pool, people);
  const change = grouped<number, void>(pool, async (client, ids) => {
    const accesses = ids.map((id) => ({ person: String(id), purpose: `VD-${id % visits}` }));
    await requireOpen(client, accesses);
    await log(client, 'change', accesses);
    const values = [ids];
    await client.query({
      name: 'history',
      text: `insert into history select id, version, name, born, education, place from person where id = any($1)`,
      values,
    });
    await client.query({
      name: 'change',
      text: `update person set version = version + 1, education = '30' where id = any($1)`,
      values,
    });
    await client.query({
      name: 'notice',
      text: `insert into notice (person, version) select id, version from person where id = any($1)`,
      values,
    });
    return ids.map(() => undefined);
  });
  let written = 0;
  const figures = await measureLoop({
    callers,
    seconds,
    async call(caller) {
      await change(caller);
      written += 1;
    },
  });
  const sum = await pool.query<{ changes: number }>('select sum(version - 1)::int as changes from person');
  await pool.end();
  const changes = sum.rows[0]?.changes;
  return {
    figures,
    checks: [{ name: 'each change is stored', ok: changes === written, detail: `${changes} of ${written}` }],
  };
}
