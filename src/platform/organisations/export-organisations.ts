import type { Static } from 'typebox';
import { dayInChina } from '#standards/declarations/index.ts';
import { mostListedRows, writeList } from '#infrastructure/lists/index.ts';
import type { FileColumn, TableFile } from '#infrastructure/table-files/index.ts';
import type { Context } from '#security/context/index.ts';
import { recordExport } from '#security/ledger/index.ts';
import { columns as importColumns } from './imports/columns.ts';
import type { Field } from './imports/columns.ts';
import type { Organisations } from './organisations.ts';
import type { ChildrenExport, ChildrenQuery, ExportBody, OrganisationItem, SearchQuery } from './schema.ts';
import { listChildren, searchOrganisations } from './search-organisations.ts';

const many = { mostInPage: 5000, mostRows: mostListedRows };

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

const title = { zh: '公安机关机构代码', en: 'Police organisation codes' };

/**
 * What fits, as a file with the columns that an import takes, so that it can be changed and brought back.
 * @throws Fault table-files.too-many-rows rather than cut it
 */
export async function exportOrganisations(
  organisations: Organisations,
  context: Context,
  body: ExportBody,
): Promise<TableFile> {
  const note = body.on === undefined ? {} : { note: body.on };
  const about = { name: 'organisations', title, columns, ...note };
  const read = (asked: SearchQuery) => searchOrganisations(organisations, asked);
  return recordExport(context, { resource: 'organisation', asked: body }, () =>
    writeList(about, read, body, context, many),
  );
}

/** What stands below an organisation, or at the top, on a day, the same way. */
export async function exportChildren(
  organisations: Organisations,
  context: Context,
  body: Static<typeof ChildrenExport>,
): Promise<TableFile> {
  const on = body.on ?? dayInChina(context.at);
  const about = { name: 'organisations', title, columns, note: [body.parent, on].filter(Boolean).join(' ') };
  const read = (asked: ChildrenQuery) => listChildren(organisations, { ...asked, on });
  return recordExport(context, { resource: 'organisation', asked: body }, () =>
    writeList(about, read, body, context, many),
  );
}
