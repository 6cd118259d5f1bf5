import { column, writeList } from '#infrastructure/lists/index.ts';
import type { Page } from '#infrastructure/lists/index.ts';
import { exportBody } from '#infrastructure/table-files/index.ts';
import type { ExportChoice, FileColumn, TableFile } from '#infrastructure/table-files/index.ts';
import type { Context } from '#security/context/index.ts';
import { recordExport } from '#security/ledger/index.ts';
import type { Granting } from './grants.ts';
import { listApplications } from './list-applications.ts';
import * as wire from './schema.ts';
import type { ApplicationQuery, ApplicationWire } from './schema.ts';
import { applicationOnWire } from './wire.ts';

/** A page of applications and grants as the asker sees them. @throws Fault grants.not-permitted */
export async function readApplications(
  granting: Granting,
  context: Context,
  asked: ApplicationQuery,
): Promise<Page<ApplicationWire>> {
  const { items, nextCursor } = await listApplications(granting, context, asked);
  return { items: items.map((row) => applicationOnWire(granting, context, row)), nextCursor };
}

export const applicationColumns: readonly FileColumn<ApplicationWire>[] = [
  column('number', '编号', 'Number', ({ number }) => number),
  column('state', '状态', 'State', ({ state }, language) => wire.applicationStateWords[state][language]),
  column('state', '是否超期', 'Overdue', ({ overdue }, language) =>
    overdue ? wire.overdueWord[language] : null,
  ),
  column('resource', '信息类', 'Information', ({ resource }, language) => resource.title[language]),
  column('owner', '责任警种', 'Owner branch', ({ owner }, language) => owner.title[language]),
  column('branch', '申请警种', 'Branch', ({ branch }, language) => branch.title[language]),
  column('applicant', '申请人', 'Applicant', ({ applicant }) => applicant),
  column('basis', '法律依据', 'Legal basis', ({ basis }, language) => basis.title[language]),
  column('dueAt', '应答复时间', 'Answer due', ({ dueAt }) => dueAt),
  column('until', '有效期至', 'Until', ({ granted, asked }) => (granted ?? asked).until),
  column('decider', '审批人', 'Decided by', ({ decider }) => decider),
  column('changedAt', '最近变动', 'Last change', ({ changedAt }) => changedAt),
];

export const applicationExport = exportBody(applicationColumns, wire.applicationFilters);

/** What fits of one's side, as a file. @throws Fault grants.not-permitted, table-files.too-many-rows */
export async function exportApplications(
  granting: Granting,
  context: Context,
  body: ExportChoice & Omit<ApplicationQuery, 'limit' | 'cursor'>,
): Promise<TableFile> {
  const about = {
    name: 'grants',
    title: { zh: '访问申请和授权', en: 'Applications and grants' },
    columns: applicationColumns,
  };
  const read = (asked: ApplicationQuery) => readApplications(granting, context, asked);
  return recordExport(context, { resource: 'grant', asked: body }, () =>
    writeList(about, read, body, context),
  );
}
