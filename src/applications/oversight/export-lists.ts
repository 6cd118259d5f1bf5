import { writeList } from '#infrastructure/lists/index.ts';
import type { ListAbout, Page } from '#infrastructure/lists/index.ts';
import { exportBody } from '#infrastructure/table-files/index.ts';
import type { ExportChoice, TableFile } from '#infrastructure/table-files/index.ts';
import type { Context } from '#security/context/index.ts';
import { MAX_PAGE } from '#security/ledger/index.ts';
import { describeFilters } from './filters.ts';
import { readQuestions } from './list-questions.ts';
import { recordReading, requireAuditor } from './oversight.ts';
import type { Oversight } from './oversight.ts';
import * as wire from './schema.ts';
import type { CheckpointWire, QuestionRowWire, VerificationWire } from './schema.ts';
import { readCheckpoints } from './survey-ledger.ts';
import { readVerifications } from './verifications.ts';

/** A list of the auditors that leaves as a file. */
interface Exportable<Row, Asked> extends ListAbout<Row> {
  readonly read: (
    oversight: Oversight,
    at: Date,
    asked: Asked & { limit: number; cursor?: string },
  ) => Promise<Page<Row>>;
}

/**
 * What fits of a list, as a file; the entry in the ledger says which list and with which filters.
 * @throws Fault oversight.auditors-only, table-files.too-many-rows
 */
export async function exportAuditList<Row, Asked extends object>(
  oversight: Oversight,
  context: Context,
  { read, ...about }: Exportable<Row, Asked>,
  body: ExportChoice & Asked,
): Promise<TableFile> {
  const { columns: _chosen, format, ...asked } = body;
  const detail = { ...describeFilters(asked), format };
  return recordReading(context, { act: 'export', view: about.name, detail }, async () => {
    requireAuditor(context);
    const page = (wanted: Asked & { limit: number; cursor?: string }) => read(oversight, context.at, wanted);
    const written = await writeList(about, page, body, context, { mostInPage: MAX_PAGE });
    return { answer: written.file, count: written.count };
  });
}

const questionStates = {
  open: { zh: '待答复', en: 'Open' },
  overdue: { zh: '已超期', en: 'Overdue' },
  answered: { zh: '已答复', en: 'Answered' },
};

export const questionFile: Exportable<QuestionRowWire, Omit<wire.QuestionQuery, 'limit' | 'cursor'>> = {
  name: 'questions',
  title: { zh: '群众疑问', en: 'Questions' },
  read: readQuestions,
  columns: [
    { key: 'dueAt', title: { zh: '应答复', en: 'Due' }, value: ({ dueAt }) => dueAt },
    {
      key: 'state',
      title: { zh: '状态', en: 'State' },
      value: ({ state, overdue }, language) => questionStates[overdue ? 'overdue' : state][language],
    },
    {
      key: 'state',
      title: { zh: '处理结果', en: 'Outcome' },
      value: ({ outcome }, language) => outcome?.[language],
    },
    { key: 'askedAt', title: { zh: '提出时间', en: 'Asked' }, value: ({ askedAt }) => askedAt },
    { key: 'state', title: { zh: '答复时间', en: 'Answered' }, value: ({ answeredAt }) => answeredAt },
    {
      key: 'access',
      title: { zh: '所问的信息', en: 'About' },
      value: ({ access }, language) => access.titles.resource?.[language],
    },
    { key: 'access', title: { zh: '所问的操作', en: 'Act' }, value: ({ access }) => access.act },
    {
      key: 'unit',
      title: { zh: '单位', en: 'Unit' },
      value: ({ access }, language) => access.titles.organisation[language],
    },
    { key: 'seq', title: { zh: '序号', en: 'Place' }, value: ({ seq }) => seq },
  ],
};

export const checkpointFile: Exportable<CheckpointWire, Omit<wire.CheckpointQuery, 'limit' | 'cursor'>> = {
  name: 'checkpoints',
  title: { zh: '签名检查点', en: 'Signed checkpoints' },
  read: (oversight, _at, asked) => readCheckpoints(oversight, asked),
  columns: [
    { key: 'size', title: { zh: '账本大小', en: 'Size' }, value: ({ size }) => size },
    { key: 'origin', title: { zh: '来源', en: 'Origin' }, value: ({ origin }) => origin },
    { key: 'root', title: { zh: '根值', en: 'Root' }, value: ({ root }) => root },
    {
      key: 'signatures',
      title: { zh: '签名', en: 'Signature' },
      value: ({ signatures }) => signatures.map(({ keyId }) => keyId).join(' '),
    },
    { key: 'note', title: { zh: '检查点原文', en: 'The signed note' }, value: ({ note }) => note },
  ],
};

const onSchedule = { zh: '系统定时', en: 'On schedule' };

export const verificationFile: Exportable<
  VerificationWire,
  Omit<wire.VerificationQuery, 'limit' | 'cursor'>
> = {
  name: 'verifications',
  title: { zh: '历次核验', en: 'Verifications of the ledger' },
  read: (oversight, _at, asked) => readVerifications(oversight, asked),
  columns: [
    { key: 'requestedAt', title: { zh: '时间', en: 'Time' }, value: ({ requestedAt }) => requestedAt },
    {
      key: 'requestedByName',
      title: { zh: '发起人', en: 'Asked by' },
      value: ({ requestedByName }, language) => requestedByName ?? onSchedule[language],
    },
    {
      key: 'state',
      title: { zh: '状态', en: 'State' },
      value: ({ state }, language) => wire.verificationStates[state][language],
    },
    { key: 'entries', title: { zh: '记录数', en: 'Entries' }, value: ({ entries }) => entries },
    { key: 'checkpoints', title: { zh: '检查点', en: 'Checkpoints' }, value: (run) => run.checkpoints },
    { key: 'findingCount', title: { zh: '发现', en: 'Findings' }, value: (run) => run.findingCount },
    {
      key: 'findingCount',
      title: { zh: '发现内容', en: 'What was found' },
      value: ({ findings }, language) => findings.map((finding) => finding[language]).join('; '),
    },
    { key: 'duration', title: { zh: '开始', en: 'Began' }, value: ({ startedAt }) => startedAt },
    { key: 'duration', title: { zh: '结束', en: 'Ended' }, value: ({ endedAt }) => endedAt },
  ],
};

export const questionExport = exportBody(questionFile.columns, wire.questionExport);
export const checkpointExport = exportBody(checkpointFile.columns, wire.checkpointExport);
export const verificationExport = exportBody(verificationFile.columns, wire.verificationExport);
