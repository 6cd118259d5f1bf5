import type { Context } from '#security/context/index.ts';
import { maxExportRows, tableFile } from '#platform/catalogue/index.ts';
import type { ListFile } from '#platform/catalogue/index.ts';
import { fault } from './errors.ts';
import { columns } from './imports/columns.ts';
import { refusalOnWire } from './imports/list-imports.ts';
import { selectRefusals } from './imports/import-sql.ts';
import { requireMaintainer } from './organisations.ts';
import type { Organisations } from './organisations.ts';
import type { ExportBody, OrganisationItem } from './schema.ts';
import { searchOrganisations } from './search-organisations.ts';

const pageRows = 5000; // read at a time

/**
 * What fits, as a file with the columns that an import takes, so that it can be changed and brought back.
 * @throws Fault organisations.list-too-large rather than cut it
 */
export async function exportOrganisations(
  organisations: Organisations,
  context: Context,
  { format, ...query }: ExportBody,
): Promise<ListFile> {
  const rows: string[][] = [];
  let cursor: string | undefined;
  do {
    const page = await searchOrganisations(organisations, {
      ...query,
      limit: pageRows,
      ...(cursor ? { cursor } : {}),
    });
    rows.push(...page.items.map(lineOf));
    if (rows.length > maxExportRows) throw fault('list-too-large', { limit: maxExportRows });
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  const head = columns.map((column) => column[context.language]);
  const about = { name: 'organisations', title: { zh: '公安机关机构代码', en: 'Police organisation codes' }, digest: query.on ?? '' }; // prettier-ignore
  return tableFile(about, [head, ...rows], format, context);
}

function lineOf(item: OrganisationItem): string[] {
  const { code, parent, name, shortName, kind, level, branch, establishedOn, abolishedOn } = item;
  return [
    code,
    parent ?? '',
    name.zh,
    name.en,
    shortName,
    kind,
    level,
    branch,
    establishedOn,
    abolishedOn ?? '',
  ];
}

/** Every refused row of an import, to be worked through. @throws Fault organisations.not-permitted, list-too-large */
export async function exportRefusals(
  { app }: Organisations,
  context: Context,
  id: string,
  format: 'csv' | 'xlsx',
): Promise<ListFile> {
  requireMaintainer(context);
  const refusals = await selectRefusals(app, id, null, maxExportRows + 1);
  if (refusals.length > maxExportRows) throw fault('list-too-large', { limit: maxExportRows });
  const { language } = context;
  const head = { zh: ['行号', '列', '值', '原因', '原因（英文）'], en: ['Row', 'Column', 'Value', 'Reason in Chinese', 'Reason'] }; // prettier-ignore
  const lines = refusals.map(refusalOnWire).map(({ row, column, value, reason }) => [String(row), column[language], value, reason.zh, reason.en]); // prettier-ignore
  const about = { name: 'refused-rows', title: { zh: '被退回的行', en: 'Refused rows' }, digest: id };
  return tableFile(about, [head[language], ...lines], format, context);
}
