import { column, writeList } from '#infrastructure/lists/index.ts';
import type { ListAbout, Page } from '#infrastructure/lists/index.ts';
import { exportBody } from '#infrastructure/table-files/index.ts';
import type { ExportChoice, TableFile } from '#infrastructure/table-files/index.ts';
import type { Context } from '#security/context/index.ts';
import { recordExport } from '#security/ledger/index.ts';
import { listCorrections } from './corrections/list-corrections.ts';
import { listFindings } from './findings/list-findings.ts';
import { listNotices } from './notices/read-notices.ts';
import type { Quality } from './quality.ts';
import * as wire from './schema.ts';
import type { CorrectionWire, FindingWire, NoticeWire } from './schema.ts';
import { correctionOnWire, findingOnWire, noticeOnWire } from './wire.ts';

/** A list of this module, page by page and as a file. */
export interface QualityList<Row, Asked> extends ListAbout<Row> {
  /** What the ledger calls it. */
  readonly resource: string;
  readonly read: (quality: Quality, context: Context, asked: Asked & wire.Paging) => Promise<Page<Row>>;
}

/** What fits of a list, as a file. @throws Fault quality.not-permitted, table-files.too-many-rows */
export async function exportQualityList<Row, Asked extends object>(
  quality: Quality,
  context: Context,
  { read, resource, ...about }: QualityList<Row, Asked>,
  body: ExportChoice & Asked,
): Promise<TableFile> {
  const page = (asked: Asked & wire.Paging) => read(quality, context, asked);
  const isOurs = (code: string) => !code.startsWith('quality.'); // the list itself records whom it refuses
  return recordExport(
    context,
    { resource, asked: body },
    () => writeList(about, page, body, context),
    isOurs,
  );
}

type Unpaged<Query> = Omit<Query, keyof wire.Paging>;

/** Never a value of a record: those are seen one by one, through the door. */
export const findingFile: QualityList<FindingWire, Unpaged<wire.FindingQuery>> = {
  name: 'findings',
  resource: 'finding',
  title: { zh: '数据质量问题', en: 'Findings of data quality' },
  async read(quality, context, asked) {
    const { items, nextCursor } = await listFindings(quality, context, asked);
    return { items: items.map((row) => findingOnWire(quality, context, row)), nextCursor };
  },
  columns: [
    column('number', '编号', 'Number', ({ number }) => number),
    column('resource', '信息类', 'Information', ({ resource }, language) => resource.title[language]),
    column('rule', '问题', 'What is wrong', ({ rule }, language) => rule.title[language]),
    column('field', '字段', 'Field', ({ field }, language) => field.title[language]),
    column('severity', '程度', 'Severity', (row, language) => wire.severityWords[row.severity][language]),
    column('state', '状态', 'State', (row, language) => wire.findingStateWords[row.state][language]),
    column('firstSeen', '首次发现', 'First seen', ({ firstSeen }) => firstSeen),
    column('lastSeen', '最近发现', 'Last seen', ({ lastSeen }) => lastSeen),
    column('handler', '承办人', 'Handler', ({ handler }) => handler),
  ],
};

/** Never what somebody said or was answered: that is sealed. */
export const correctionFile: QualityList<CorrectionWire, Unpaged<wire.CorrectionQuery>> = {
  name: 'corrections',
  resource: 'correction',
  title: { zh: '更正申请', en: 'Corrections' },
  async read(quality, context, asked) {
    const { items, nextCursor } = await listCorrections(quality, context, asked);
    return { items: items.map((row) => correctionOnWire(quality, context, row)), nextCursor };
  },
  columns: [
    column('number', '编号', 'Number', ({ number }) => number),
    column('state', '状态', 'State', (row, language) => wire.correctionStateWords[row.state][language]),
    column('state', '是否超期', 'Overdue', (row, language) =>
      row.overdue ? wire.overdueWord[language] : null,
    ),
    column('resource', '信息类', 'Information', ({ resource }, language) => resource.title[language]),
    column('field', '字段', 'Field', ({ field }, language) => field.title[language]),
    column('owner', '责任警种', 'Owner branch', ({ owner }, language) => owner.title[language]),
    column('filer', '提出人', 'Filed by', ({ filer, filerKind }, language) =>
      filerKind === 'citizen' ? `${filer} · ${wire.citizenWord[language]}` : filer,
    ),
    column('dueAt', '应答复时间', 'Answer due', ({ dueAt }) => dueAt),
    column('filedAt', '提出时间', 'Filed', ({ filedAt }) => filedAt),
    column('handler', '承办人', 'Handler', ({ handler }) => handler),
  ],
};

export const noticeFile: QualityList<NoticeWire, Unpaged<wire.NoticeQuery>> = {
  name: 'quality-notices',
  resource: 'notice',
  title: { zh: '更正通知', en: 'Values found wrong' },
  async read(quality, context, asked) {
    const { items, nextCursor } = await listNotices(quality, context, asked);
    return { items: items.map((row) => noticeOnWire(quality, row)), nextCursor };
  },
  columns: [
    column('number', '编号', 'Number', ({ number }) => number),
    column(
      'state',
      '状态',
      'State',
      ({ acknowledgedAt }, language) =>
        wire.noticeStateWords[acknowledgedAt === null ? 'new' : 'read'][language],
    ),
    column('resource', '信息类', 'Information', ({ resource }, language) => resource.title[language]),
    column('field', '字段', 'Field', ({ field }, language) => field.title[language]),
    column('owner', '责任警种', 'Owner branch', ({ owner }, language) => owner.title[language]),
    column('times', '查看次数', 'Times received', ({ times }) => times),
    column('lastAt', '最近查看', 'Last received', ({ lastAt }) => lastAt),
    column('sentAt', '通知时间', 'Told', ({ sentAt }) => sentAt),
    column('state', '知悉时间', 'Confirmed', ({ acknowledgedAt }) => acknowledgedAt),
  ],
};

export const findingExport = exportBody(findingFile.columns, wire.findingFilters);
export const correctionExport = exportBody(correctionFile.columns, wire.correctionFilters);
export const noticeExport = exportBody(noticeFile.columns, wire.noticeFilters);
