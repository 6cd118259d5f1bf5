import { decodeCursor, encodeCursor, httpFault } from '#infrastructure/http/index.ts';
import type { Context } from '#security/context/index.ts';
import { nameAccounts } from '#security/identity/index.ts';
import { fault } from '../errors.ts';
import { requireMaintainer } from '../organisations.ts';
import type { Organisations } from '../organisations.ts';
import type { ImportItem, PageQuery, RefusalItem, StagedItem } from '../schema.ts';
import type { Found } from '../search-organisations.ts';
import { columns } from './columns.ts';
import { findImport, selectChanges, selectImports, selectRefusals } from './import-sql.ts';
import type { ImportRow, RefusalRow } from './import-sql.ts';
import { reasonWords } from './reasons.ts';

const defaultLimit = 20;
type Parts = Pick<Organisations, 'app'>;

/** What was brought, newest first. @throws Fault organisations.not-permitted, http.invalid-cursor */
export async function listImports(
  { app }: Parts,
  context: Context,
  query: PageQuery,
): Promise<Found<ImportItem>> {
  requireMaintainer(context);
  const { limit = defaultLimit } = query;
  const rows = await selectImports(app, timeOf(query.cursor), limit + 1);
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const nextCursor = last && rows.length > limit ? encodeCursor([last.requestedAt.getTime(), last.id]) : null;
  return { items: await onWire(app, items), nextCursor };
}

/** One import and how far it is, from whichever process is asked. @throws Fault organisations.no-such-import */
export async function getImport({ app }: Parts, context: Context, id: string): Promise<ImportItem> {
  requireMaintainer(context);
  const found = await findImport(app, id);
  const [item] = found ? await onWire(app, [found]) : [];
  if (!item) throw fault('no-such-import');
  return item;
}

/** Refused rows, in the order of the file. @throws Fault organisations.not-permitted, http.invalid-cursor */
export async function listRefusals(
  { app }: Parts,
  context: Context,
  id: string,
  { limit = defaultLimit, cursor }: PageQuery,
): Promise<Found<RefusalItem>> {
  requireMaintainer(context);
  const rows = await selectRefusals(app, id, numberOf(cursor), limit + 1);
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const nextCursor = last && rows.length > limit ? encodeCursor([last.number, last.id]) : null;
  return { items: items.map(refusalOnWire), nextCursor };
}

export function refusalOnWire({ id, number, field, value, reason, params }: RefusalRow): RefusalItem {
  const column = columns.find((one) => one.field === field);
  const title = column ? { zh: column.zh, en: column.en } : { zh: field, en: field };
  return { id, row: number, column: title, value, reason: reasonWords(reason, params) };
}

/** What a checked import would do, in the order of the codes. @throws Fault organisations.not-permitted, http.invalid-cursor */
export async function listChanges(
  { app }: Parts,
  context: Context,
  id: string,
  { limit = defaultLimit, cursor }: PageQuery,
): Promise<Found<StagedItem>> {
  requireMaintainer(context);
  const after = cursor === undefined ? '' : String(decodeCursor(cursor, 1)[0]);
  const rows = await selectChanges(app, id, after, limit + 1);
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return {
    items: items.map(({ number, nameZh, nameEn, ...row }) => ({
      row: number,
      name: { zh: nameZh, en: nameEn },
      ...row,
    })),
    nextCursor: last && rows.length > limit ? encodeCursor([last.code]) : null,
  };
}

async function onWire(app: Organisations['app'], rows: readonly ImportRow[]): Promise<ImportItem[]> {
  const people = await nameAccounts(app, [...new Set(rows.map((row) => row.requestedBy))]);
  return rows.map((row) => {
    const { id, name, effectiveOn, basis, state, bytes, sha256, rowsRead, rowsRefused, rowsUnchanged } = row;
    const { established, renamed, moved, amended, abolished, problem } = row;
    return {
      id,
      name,
      effectiveOn,
      basis,
      state,
      bytes,
      sha256,
      rowsRead,
      rowsRefused,
      rowsUnchanged,
      established,
      renamed,
      moved,
      amended,
      abolished,
      problem,
      requestedByName: people.get(row.requestedBy)?.name ?? null,
      requestedAt: row.requestedAt.toISOString(),
      endedAt: row.endedAt?.toISOString() ?? null,
    };
  });
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function timeOf(cursor: string | undefined): { at: Date; id: string } | null {
  if (cursor === undefined) return null;
  const [ms, id] = decodeCursor(cursor, 2);
  const at = new Date(typeof ms === 'number' ? ms : Number.NaN);
  if (Number.isNaN(at.getTime()) || typeof id !== 'string' || !uuid.test(id)) throw wrongCursor();
  return { at, id };
}

function numberOf(cursor: string | undefined): { number: number; id: string } | null {
  if (cursor === undefined) return null;
  const [number, id] = decodeCursor(cursor, 2);
  if (typeof number !== 'number' || !Number.isInteger(number) || Math.abs(number) > 2 ** 31 - 1)
    throw wrongCursor();
  if (typeof id !== 'string' || !/^[0-9]{1,18}$/.test(id)) throw wrongCursor();
  return { number, id };
}

const wrongCursor = (): Error => httpFault('invalid-cursor', {}, { pointer: '/cursor' });
