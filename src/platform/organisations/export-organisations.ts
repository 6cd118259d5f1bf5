import { collectRows, requireFewRows, writeTableFile } from '#infrastructure/table-files/index.ts';
import type { FileColumn, FileFormat, TableFile } from '#infrastructure/table-files/index.ts';
import type { Context } from '#security/context/index.ts';
import { maxExportRows } from '#platform/catalogue/index.ts';
import { columns as importColumns } from './imports/columns.ts';
import type { Field } from './imports/columns.ts';
import { refusalOnWire } from './imports/list-imports.ts';
import { selectRefusals } from './imports/import-sql.ts';
import { requireMaintainer } from './organisations.ts';
import type { Organisations } from './organisations.ts';
import type { ExportBody, OrganisationItem } from './schema.ts';
import { searchOrganisations } from './search-organisations.ts';

const pageRows = 5000; // read at a time

const values: Readonly<Record<Field, (item: OrganisationItem) => string | null>> = {
  code: ({ code }) => code,
  parent: ({ parent }) => parent,
  nameZh: ({ name }) => name.zh,
  nameEn: ({ name }) => name.en,
  shortName: ({ shortName }) => shortName,
  kind: ({ kind }) => kind,
  level: ({ level }) => level,
  branch: ({ branch }) => branch,
  validFrom: ({ establishedOn }) => establishedOn,
  validTo: ({ abolishedOn }) => abolishedOn,
};

/** All columns that an import takes, whichever are in view: the file can be changed and brought back. */
const columns: readonly FileColumn<OrganisationItem>[] = importColumns.map(({ field: key, zh, en }) => {
  return { key, title: { zh, en }, value: values[key] };
});

/**
 * What fits, as a file with the columns that an import takes, so that it can be changed and brought back.
 * @throws Fault table-files.too-many-rows rather than cut it
 */
export async function exportOrganisations(
  organisations: Organisations,
  context: Context,
  { format, ...query }: ExportBody,
): Promise<TableFile> {
  const rows = await collectRows(
    (cursor) =>
      searchOrganisations(organisations, { ...query, limit: pageRows, ...(cursor ? { cursor } : {}) }),
    maxExportRows,
  );
  const title = { zh: '公安机关机构代码', en: 'Police organisation codes' };
  const note = query.on === undefined ? {} : { note: query.on };
  return writeTableFile({ name: 'organisations', title, columns, rows, format, ...note }, context);
}

type Refusal = ReturnType<typeof refusalOnWire>;

const refusalColumns: readonly FileColumn<Refusal>[] = [
  { key: 'row', title: { zh: '行号', en: 'Row' }, value: ({ row }) => row },
  { key: 'column', title: { zh: '列', en: 'Column' }, value: ({ column }, language) => column[language] },
  { key: 'value', title: { zh: '值', en: 'Value' }, value: ({ value }) => value },
  { key: 'reason', title: { zh: '原因', en: 'Reason in Chinese' }, value: ({ reason }) => reason.zh },
  { key: 'reason', title: { zh: '原因（英文）', en: 'Reason' }, value: ({ reason }) => reason.en },
];

/** Every refused row of an import, to be worked through. @throws Fault organisations.not-permitted, table-files.too-many-rows */
export async function exportRefusals(
  { app }: Organisations,
  context: Context,
  id: string,
  format: FileFormat,
): Promise<TableFile> {
  requireMaintainer(context);
  const refusals = await selectRefusals(app, id, null, maxExportRows + 1);
  requireFewRows(refusals.length, maxExportRows);
  const title = { zh: '被退回的行', en: 'Refused rows' };
  const rows = refusals.map(refusalOnWire);
  return writeTableFile(
    { name: 'refused-rows', title, columns: refusalColumns, rows, format, note: id },
    context,
  );
}
