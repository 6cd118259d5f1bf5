import type { Static } from 'typebox';
import {
  exportBody,
  mostFileRows,
  requireFewRows,
  writeTableFile,
} from '#infrastructure/table-files/index.ts';
import type { FileColumn, TableFile } from '#infrastructure/table-files/index.ts';
import type { Context } from '#security/context/index.ts';
import { appendEntries, entryFor } from '#security/ledger/index.ts';
import type { Identity } from '../identity.ts';
import { recorded } from '../recorded.ts';
import { assuranceTexts, sessionStateTexts } from '../schema.ts';
import type { SessionItem } from '../schema.ts';
import { itemOf } from './session-item.ts';
import { listOpenSessions } from './sql.ts';

export const sessionColumns: readonly FileColumn<SessionItem>[] = [
  { key: 'name', title: { zh: '姓名', en: 'Name' }, value: ({ name }) => name },
  { key: 'name', title: { zh: '单位代码', en: 'Unit code' }, value: ({ organisation }) => organisation },
  {
    key: 'state',
    title: { zh: '状态', en: 'State' },
    value: ({ lockedAt }, language) => sessionStateTexts[lockedAt === null ? 'open' : 'locked'][language],
  },
  { key: 'createdAt', title: { zh: '登录时间', en: 'Since' }, value: ({ createdAt }) => createdAt },
  { key: 'lastUsedAt', title: { zh: '最近使用', en: 'Last used' }, value: ({ lastUsedAt }) => lastUsedAt },
  { key: 'expiresAt', title: { zh: '最迟结束', en: 'Until' }, value: ({ expiresAt }) => expiresAt },
  {
    key: 'assurance',
    title: { zh: '登录方式', en: 'Signed in with' },
    value: ({ assurance }, language) =>
      assuranceTexts[assurance === 'demo' ? 'demo' : 'certificate-and-pin'][language],
  },
  { key: 'address', title: { zh: '网络地址', en: 'Address' }, value: ({ address }) => address },
];

export const sessionExport = exportBody(sessionColumns, {});
export type SessionExport = Static<typeof sessionExport>;

/** The open sessions as a file. @throws Fault table-files.too-many-rows */
export async function exportSessions(
  identity: Identity,
  context: Context,
  { format, columns: chosen }: SessionExport,
): Promise<TableFile> {
  const act = { act: 'export', resource: 'session', detail: { format } } as const;
  return recorded(identity, context, act, async (tx) => {
    const filter = { account: null, at: context.at, before: null, limit: mostFileRows + 1 };
    const found = await listOpenSessions(tx, filter);
    requireFewRows(found.length);
    const rows = found.map((row) => itemOf(row, context.session));
    await appendEntries(tx, [entryFor(context, { ...act, outcome: 'permitted', count: rows.length })]);
    const title = { zh: '当前登录', en: 'Open sessions' };
    return writeTableFile(
      { name: 'sessions', title, columns: sessionColumns, chosen, rows, format },
      context,
    );
  });
}
