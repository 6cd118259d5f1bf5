/** Looks through a whole ledger for what must never be in it (control 35). Knows nothing of the product's code. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '#infrastructure/sql/index.ts';

/** Something that must not be in the ledger: what it is, and its text. */
export interface Forbidden {
  readonly what: string;
  readonly text: string;
}

/** Names and numbers of everybody the node holds. */
export async function personalTexts(superuser: Database): Promise<Forbidden[]> {
  const people = await superuser.query<{ name: string; number: string }>(
    `select name, citizen_number as number from records.person`,
  );
  const officers = await superuser.query<{ name: string }>(`select name from identity.account`);
  const names = new Set([...people, ...officers].map(({ name }) => name));
  return [
    ...people.map(({ number }) => ({ what: 'an identity number', text: number })),
    ...[...names].map((text) => ({ what: 'a name', text })),
  ];
}

/** The contents of a folder of secrets. */
export function secretTexts(folder: string): Forbidden[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => ({
      what: `the secret ${entry.name}`,
      text: readFileSync(join(entry.parentPath, entry.name), 'utf8').trim(),
    }));
}

/** Each forbidden text found, with its table and row: every column of every table, as text and as bytes. */
export async function findLeaks(superuser: Database, forbidden: readonly Forbidden[]): Promise<string[]> {
  const tables = await superuser.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'ledger' order by 1`,
  );
  const forms = forbidden.flatMap(({ what, text }) => [
    { what, form: JSON.stringify(text).slice(1, -1) },
    { what, form: Buffer.from(text).toString('hex') },
  ]);
  const leaks: string[] = [];
  for (const { name } of tables) {
    const rows = await superuser.query<{ row: string }>(
      `select to_jsonb(t)::text as row from ledger."${name}" t`,
    );
    const all = rows.map(({ row }) => row).join('\n');
    for (const { what, form } of forms) if (all.includes(form)) leaks.push(`${what} in ledger.${name}`);
  }
  return leaks;
}
