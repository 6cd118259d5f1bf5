import type { Static } from 'typebox';
import { writeList } from '#infrastructure/lists/index.ts';
import { exportBody } from '#infrastructure/table-files/index.ts';
import type { FileColumn, TableFile } from '#infrastructure/table-files/index.ts';
import type { Context } from '#security/context/index.ts';
import { recordExport } from '#security/ledger/index.ts';
import type { Identity } from '../identity.ts';
import { assuranceTexts, sessionChoice, sessionStateTexts } from '../schema.ts';
import type { SessionItem, SessionQuery } from '../schema.ts';
import { listAllSessions } from './list-sessions.ts';

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

export const sessionExport = exportBody(sessionColumns, sessionChoice);
export type SessionExport = Static<typeof sessionExport>;

/** What fits of the open sessions, as a file. @throws Fault table-files.too-many-rows */
export async function exportSessions(
  { db }: Identity,
  context: Context,
  body: SessionExport,
): Promise<TableFile> {
  const about = { name: 'sessions', title: { zh: '当前登录', en: 'Open sessions' }, columns: sessionColumns };
  const read = (asked: SessionQuery) => listAllSessions(db, context, asked);
  return recordExport(context, { resource: 'session', asked: body }, () =>
    writeList(about, read, body, context),
  );
}
