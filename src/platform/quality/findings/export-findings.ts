import { collectRows, exportBody, writeTableFile } from '#infrastructure/table-files/index.ts';
import type { ExportChoice, FileColumn, TableFile } from '#infrastructure/table-files/index.ts';
import type { Context } from '#security/context/index.ts';
import { record } from '../quality.ts';
import type { Quality } from '../quality.ts';
import { findingFilters } from '../schema.ts';
import type { FindingQuery, FindingWire } from '../schema.ts';
import { findingOnWire } from '../wire.ts';
import { listFindings } from './list-findings.ts';

const severities = { error: { zh: '错误', en: 'Error' }, warning: { zh: '提示', en: 'Warning' } };
const states = {
  open: { zh: '待处理', en: 'Open' },
  accepted: { zh: '经核实无误', en: 'Right as it is' },
  closed: { zh: '已消除', en: 'Gone' },
};

/** Never a value of a record: those are seen one by one, through the door. */
const columns: readonly FileColumn<FindingWire>[] = [
  { key: 'number', title: { zh: '编号', en: 'Number' }, value: ({ number }) => number },
  {
    key: 'resource',
    title: { zh: '信息类', en: 'Information' },
    value: ({ resource }, lang) => resource.title[lang],
  },
  { key: 'rule', title: { zh: '问题', en: 'What is wrong' }, value: ({ rule }, lang) => rule.title[lang] },
  { key: 'field', title: { zh: '字段', en: 'Field' }, value: ({ field }, lang) => field.title[lang] },
  {
    key: 'severity',
    title: { zh: '程度', en: 'Severity' },
    value: ({ severity }, lang) => severities[severity][lang],
  },
  { key: 'state', title: { zh: '状态', en: 'State' }, value: ({ state }, lang) => states[state][lang] },
  { key: 'firstSeen', title: { zh: '首次发现', en: 'First seen' }, value: ({ firstSeen }) => firstSeen },
  { key: 'lastSeen', title: { zh: '最近发现', en: 'Last seen' }, value: ({ lastSeen }) => lastSeen },
  { key: 'handler', title: { zh: '承办人', en: 'Handler' }, value: ({ handler }) => handler },
];

export const findingExportBody = exportBody(columns, findingFilters);
const mostAtOnce = 1000;

/** What fits of the findings, as a file. @throws Fault quality.not-permitted, table-files.too-many-rows */
export async function exportFindings(
  quality: Quality,
  context: Context,
  { format, columns: chosen, ...asked }: ExportChoice & Omit<FindingQuery, 'limit' | 'cursor'>,
): Promise<TableFile> {
  const rows = await collectRows(async (cursor) => {
    const page = await listFindings(quality, context, {
      ...asked,
      limit: mostAtOnce,
      ...(cursor === undefined ? {} : { cursor }),
    });
    return {
      items: page.items.map((row) => findingOnWire(quality, context, row)),
      nextCursor: page.nextCursor,
    };
  });
  const title = { zh: '数据质量问题', en: 'Findings of data quality' };
  const file = await writeTableFile({ name: 'findings', title, columns, chosen, rows, format }, context);
  await quality.app.transaction((tx) =>
    record(tx, context, {
      act: 'export',
      resource: 'finding',
      count: rows.length,
      detail: { ...asked, format },
    }),
  );
  return file;
}
