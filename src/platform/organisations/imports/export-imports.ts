import { column, mostListedRows, writeList } from '#infrastructure/lists/index.ts';
import type { ListAbout, Page } from '#infrastructure/lists/index.ts';
import { exportBody } from '#infrastructure/table-files/index.ts';
import type { ExportChoice, TableFile } from '#infrastructure/table-files/index.ts';
import type { Context } from '#security/context/index.ts';
import { recordExport } from '#security/ledger/index.ts';
import type { Organisations } from '../organisations.ts';
import * as shape from '../schema.ts';
import type { ImportItem, RefusalItem, StagedItem } from '../schema.ts';
import { listChanges, listImports, listRefusals } from './list-imports.ts';

interface Paging {
  readonly limit: number;
  readonly cursor?: string;
}

/** A list of this folder as a file; `of`: the import that it belongs to. */
interface ImportList<Row, Asked> extends ListAbout<Row> {
  readonly read: (
    organisations: Organisations,
    context: Context,
    of: string,
    asked: Asked & Paging,
  ) => Promise<Page<Row>>;
}

/** What fits, as a file. @throws Fault organisations.not-permitted, table-files.too-many-rows */
export async function exportImportList<Row, Asked extends object>(
  organisations: Organisations,
  context: Context,
  { read, ...about }: ImportList<Row, Asked>,
  body: ExportChoice & Asked,
  of = '',
): Promise<TableFile> {
  const page = (asked: Asked & Paging) => read(organisations, context, of, asked);
  const note = of === '' ? {} : { note: of };
  const asked = { ...body, ...(of === '' ? {} : { import: of }) };
  return recordExport(context, { resource: 'organisation-import', asked }, () =>
    writeList({ ...about, ...note }, page, body, context, { mostRows: mostListedRows }),
  );
}

export const importFile: ImportList<ImportItem, Omit<shape.ImportQuery, keyof Paging>> = {
  name: 'organisation-imports',
  title: { zh: '导入记录', en: 'Imports' },
  read: (organisations, context, _of, asked) => listImports(organisations, context, asked),
  columns: [
    column('name', '文件', 'File', ({ name }) => name),
    column('state', '状态', 'State', ({ state }, language) => shape.importStateTexts[state][language]),
    column('rowsRead', '行数', 'Rows', ({ rowsRead }) => rowsRead),
    column('rowsRefused', '被退回的行', 'Refused rows', ({ rowsRefused }) => rowsRefused),
    column('effectiveOn', '生效日期', 'Effective on', ({ effectiveOn }) => effectiveOn),
    column('basis', '依据', 'Basis', ({ basis }) => basis),
    column('requestedByName', '导入人', 'Brought by', ({ requestedByName }) => requestedByName),
    column('requestedAt', '导入时间', 'Brought', ({ requestedAt }) => requestedAt),
  ],
};

/** Every refused row, to be worked through. */
export const refusalFile: ImportList<RefusalItem, Omit<shape.RefusalQuery, keyof Paging>> = {
  name: 'refused-rows',
  title: { zh: '被退回的行', en: 'Refused rows' },
  read: listRefusals,
  columns: [
    column('row', '行号', 'Row', ({ row }) => row),
    column('column', '列', 'Column', (row, language) => row.column[language]),
    column('value', '值', 'Value', ({ value }) => value),
    column('reason', '原因', 'Reason in Chinese', ({ reason }) => reason.zh),
    column('reason', '原因（英文）', 'Reason', ({ reason }) => reason.en),
  ],
};

export const changeFile: ImportList<StagedItem, Omit<shape.ChangeQuery, keyof Paging>> = {
  name: 'organisation-changes',
  title: { zh: '将要发生的变更', en: 'What would change' },
  read: listChanges,
  columns: [
    column('row', '行号', 'Row', ({ row }) => row),
    column('code', '机构代码', 'Code', ({ code }) => code),
    column('name', '中文名称', 'Chinese name', ({ name }) => name.zh),
    column('name', '英文名称', 'English name', ({ name }) => name.en),
    column('parent', '上级机构', 'Parent', ({ parent }) => parent),
    column('change', '变更', 'Change', ({ change }, language) =>
      change.map((kind) => shape.eventTexts[kind]?.[language] ?? kind).join('; '),
    ),
  ],
};

export const importExport = exportBody(importFile.columns, shape.importFilters);
export const refusalExport = exportBody(refusalFile.columns, shape.refusalChoice);
export const changeExport = exportBody(changeFile.columns, shape.changeChoice);
