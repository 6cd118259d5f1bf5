/** The least that an audited read does: purposes, log rows with hash and tag, and waiting keys in one round trip each, one commit for all. */
import pg from 'pg';
import type { Measured } from '../support/bench.ts';
import { measureLoop } from '../support/loop.ts';
import { grouped, log, makeTables, requireOpen, visits, type Access } from './groups.ts';

export interface BareLoad {
  readonly people: number;
  readonly callers: number;
  readonly seconds: number;
}

export async function measureBareReads(
  url: string,
  { people, callers, seconds }: BareLoad,
): Promise<Measured> {
  const pool = new pg.Pool({ connectionString: url, max: 4 });
  await makeTables(pool, people);
  const read = grouped<Access, unknown>(pool, async (client, accesses) => {
    await requireOpen(client, accesses);
    await log(client, 'read', accesses);
    const numbers = accesses.map(({ person }) => person);
    const text = 'select number, version, name, born, education, place from person where number = any($1)';
    const found = await client.query<{ number: string }>({ name: 'read', text, values: [numbers] });
    const byNumber = new Map(found.rows.map((row) => [row.number, row]));
    return numbers.map((number) => byNumber.get(number));
  });
  let answered = 0;
  const figures = await measureLoop({
    callers,
    seconds,
    async call(_, n) {
      const person = `6901${String((n * 7919) % people).padStart(14, '0')}`;
      const answer = await read({ person, purpose: `VD-${n % visits}` });
      if (answer === undefined) throw new Error('A person is missing.');
      answered += 1;
    },
  });
  const logged = await pool.query<{ count: number }>('select count(*)::int as count from log');
  await pool.end();
  const count = logged.rows[0]?.count;
  return {
    figures,
    checks: [{ name: 'each answer is logged', ok: count === answered, detail: `${count} of ${answered}` }],
  };
}
