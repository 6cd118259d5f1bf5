import { writeList } from '#infrastructure/lists/index.ts';
import type { ListAbout } from '#infrastructure/lists/index.ts';
import { exportBody } from '#infrastructure/table-files/index.ts';
import type { ExportChoice, TableFile } from '#infrastructure/table-files/index.ts';
import type { Context } from '#security/context/index.ts';
import { recordExport } from '#security/ledger/index.ts';
import type { Desk } from './desk.ts';
import { listRequests } from './list-requests.ts';
import { listVisits } from './list-visits.ts';
import type { Page, PageAsked } from './page.ts';
import * as wire from './schema.ts';
import type { RequestWire, VisitWire } from './schema.ts';
import { requestOnWire, visitOnWire } from './wire.ts';

/** A list of the desk that leaves as a file. */
interface Exportable<Row, Asked> extends ListAbout<Row> {
  /** What the ledger calls it. */
  readonly resource: string;
  readonly read: (
    desk: Desk,
    context: Context,
    asked: Asked & Pick<PageAsked, 'limit' | 'cursor'>,
  ) => Promise<Page<Row>>;
}

/**
 * What fits of a list, as a file. Whoever may see the list may take it along; the entry says that they did.
 * @throws Fault desk.not-permitted, table-files.too-many-rows
 */
export async function exportDeskList<Row, Asked extends object>(
  desk: Desk,
  context: Context,
  { resource, read, ...about }: Exportable<Row, Asked>,
  body: ExportChoice & Asked,
): Promise<TableFile> {
  const page = (asked: Asked & Pick<PageAsked, 'limit' | 'cursor'>) => read(desk, context, asked);
  return recordExport(context, { resource, asked: body }, () => writeList(about, page, body, context));
}

type VisitsAsked = Omit<wire.VisitQuery, 'limit' | 'cursor'>;
type RequestsAsked = Omit<wire.RequestQuery, 'limit' | 'cursor'>;

/** A page of visits as the asker sees them. */
export async function readVisits(
  desk: Desk,
  context: Context,
  { sort, ...asked }: wire.VisitQuery,
): Promise<Page<VisitWire>> {
  const page = await listVisits(desk, context, { ...asked, descending: sort.startsWith('-') });
  return { ...page, items: page.items.map((row) => visitOnWire(row, desk.settings, context)) };
}

/** A page of requests as the asker sees them. */
export async function readRequests(
  desk: Desk,
  context: Context,
  { sort, ...asked }: wire.RequestQuery,
): Promise<Page<RequestWire>> {
  const by = sort.endsWith('until') ? 'until' : 'openedAt';
  const page = await listRequests(desk, context, { ...asked, by, descending: sort.startsWith('-') });
  return { ...page, items: page.items.map((row) => requestOnWire(row, desk, context)) };
}

const number = { zh: '编号', en: 'Number' };
const note = { zh: '备注', en: 'Note' };
const state = { zh: '状态', en: 'State' };
const openedAt = { zh: '登记时间', en: 'Opened' };
const openedBy = { zh: '登记人', en: 'Opened by' };

export const visitFile: Exportable<VisitWire, VisitsAsked> = {
  name: 'visits',
  resource: 'visit',
  title: { zh: '窗口核验', en: 'Visits' },
  read: readVisits,
  columns: [
    { key: 'reference', title: number, value: ({ reference }) => reference },
    {
      key: 'reason',
      title: { zh: '事由', en: 'Reason' },
      value: ({ reasonTitle }, language) => reasonTitle[language],
    },
    { key: 'note', title: note, value: (visit) => visit.note },
    { key: 'state', title: state, value: (visit, language) => wire.visitStates[visit.state][language] },
    { key: 'openedAt', title: openedAt, value: (visit) => visit.openedAt },
    { key: 'until', title: { zh: '有效期至', en: 'Until' }, value: ({ until }) => until },
    { key: 'state', title: { zh: '结束时间', en: 'Closed' }, value: ({ closedAt }) => closedAt },
    { key: 'openedByName', title: openedBy, value: ({ openedByName }) => openedByName },
  ],
};

const overdue = { zh: '已超期', en: 'overdue' };

export const requestFile: Exportable<RequestWire, RequestsAsked> = {
  name: 'requests',
  resource: 'request',
  title: { zh: '登记事项', en: 'Registration requests' },
  read: readRequests,
  columns: [
    { key: 'reference', title: number, value: ({ reference }) => reference },
    {
      key: 'kind',
      title: { zh: '事项', en: 'Kind' },
      value: ({ kindTitle }, language) => kindTitle[language],
    },
    { key: 'note', title: note, value: (request) => request.note },
    {
      key: 'state',
      title: state,
      value: (request, language) => wire.requestStates[request.state][language],
    },
    {
      key: 'assignedToName',
      title: { zh: '经办人', en: 'Officer in charge' },
      value: ({ assignedToName }) => assignedToName,
    },
    { key: 'until', title: { zh: '办理期限', en: 'Due' }, value: ({ until }) => until },
    {
      key: 'until',
      title: { zh: '是否超期', en: 'Overdue' },
      value: (request, language) => (request.overdue ? overdue[language] : null),
    },
    { key: 'openedAt', title: openedAt, value: (request) => request.openedAt },
    { key: 'openedByName', title: openedBy, value: ({ openedByName }) => openedByName },
  ],
};

export const visitExport = exportBody(visitFile.columns, wire.visitChoice);
export const requestExport = exportBody(requestFile.columns, wire.requestChoice);
