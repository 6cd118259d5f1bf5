import { decodeCursor, httpFault } from '#infrastructure/http/index.ts';
import { keyIn, pageAfter, uuidForm } from '#infrastructure/lists/index.ts';
import type { Page } from '#infrastructure/lists/index.ts';
import type { Context } from '#security/context/index.ts';
import { nameAccounts } from '#security/identity/index.ts';
import { fault } from '../errors.ts';
import { requireMaintainer } from '../organisations.ts';
import type { Organisations } from '../organisations.ts';
import type {
  ChangeQuery,
  ImportItem,
  ImportQuery,
  RefusalItem,
  RefusalQuery,
  StagedItem,
} from '../schema.ts';
import { columns } from './columns.ts';
import { findImport, selectChanges, selectImports, selectRefusals } from './import-sql.ts';
import type { ImportRow, RefusalRow } from './import-sql.ts';
import { reasonWords } from './reasons.ts';

const defaultLimit = 20;
type Parts = Pick<Organisations, 'app'>;

/** What was brought, newest first unless it is said otherwise. @throws Fault organisations.not-permitted, http.invalid-cursor */
export async function listImports(
  { app }: Parts,
  context: Context,
  { state, sort = '-requestedAt', limit = defaultLimit, cursor }: ImportQuery,
): Promise<Page<ImportItem>> {
  requireMaintainer(context);
  const filter = { state: state ?? null, sort };
  const rows = await selectImports(app, filter, keyIn(cursor, uuidForm), limit + 1);
  const { items, nextCursor } = pageAfter(rows, limit, ({ id }) => [id]);
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
  { sort = 'row', limit = defaultLimit, cursor }: RefusalQuery,
): Promise<Page<RefusalItem>> {
  requireMaintainer(context);
  const rows = await selectRefusals(app, id, sort, numberOf(cursor), limit + 1);
  const { items, nextCursor } = pageAfter(rows, limit, (row) => [row.number, row.id]);
  return { items: items.map(refusalOnWire), nextCursor };
}

function refusalOnWire({ id, number, field, value, reason, params }: RefusalRow): RefusalItem {
  const column = columns.find((one) => one.field === field);
  const title = column ? { zh: column.zh, en: column.en } : { zh: field, en: field };
  return { id, row: number, column: title, value, reason: reasonWords(reason, params) };
}

const codeForm = /^[0-9]{12}$/;

/** What a checked import would do, in the order of the codes unless it is said otherwise. @throws Fault organisations.not-permitted, http.invalid-cursor */
export async function listChanges(
  { app }: Parts,
  context: Context,
  id: string,
  { sort = 'code', limit = defaultLimit, cursor }: ChangeQuery,
): Promise<Page<StagedItem>> {
  requireMaintainer(context);
  const rows = await selectChanges(app, id, sort, keyIn(cursor, codeForm), limit + 1);
  const { items, nextCursor } = pageAfter(rows, limit, ({ code }) => [code]);
  return {
    items: items.map(({ number, nameZh, nameEn, ...row }) => ({
      row: number,
      name: { zh: nameZh, en: nameEn },
      ...row,
    })),
    nextCursor,
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

function numberOf(cursor: string | undefined): { number: number; id: string } | null {
  if (cursor === undefined) return null;
  const [number, id] = decodeCursor(cursor, 2);
  if (typeof number !== 'number' || !Number.isInteger(number) || Math.abs(number) > 2 ** 31 - 1)
    throw wrongCursor();
  if (typeof id !== 'string' || !/^[0-9]{1,18}$/.test(id)) throw wrongCursor();
  return { number, id };
}

const wrongCursor = (): Error => httpFault('invalid-cursor', {}, { pointer: '/cursor' });
