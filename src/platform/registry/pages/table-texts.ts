/** Texts of the page that makes proposals of a table. */
export const tableTexts = {
  lead: {
    zh: '用 CSV 或 Excel 成批新增、变更数据元或代码：先逐行核对，再起草提案；核对时不保存任何内容。',
    en: 'Add or change elements or codes by a CSV or Excel file: each row is examined first, then proposals are drafted; examining stores nothing.',
  },
  kind: { zh: '内容', en: 'What it holds' },
  elements: { zh: '数据元，每行一个', en: 'Elements, one a row' },
  codes: { zh: '代码，每行一个', en: 'Codes, one a row' },
  headings: {
    zh: '第一行为列名，中英文均可；标识符留空，由系统分配。与现行声明相同的行会略过。',
    en: 'Headings in the first row, Chinese or English; leave identifiers empty, the registry gives them. Rows that are declared already are passed over.',
  },
  template: { zh: '下载现行声明，作为样表', en: 'Download what is declared, as a model' },
  file: { zh: '文件', en: 'File' },
  examine: { zh: '核对', en: 'Examine' },
  refused: {
    zh: '有 {n} 处错误，改正后重新核对；没有起草任何提案',
    en: '{n} mistakes: correct them and examine again; nothing was proposed',
  },
  nothing: {
    zh: '与现行声明相同（{n} 项），无需提案',
    en: 'All {n} are declared as the table has them; there is nothing to propose',
  },
  findings: { zh: '核对结果', en: 'Findings' },
  place: { zh: '单元格', en: 'Cell' },
  severity: { zh: '程度', en: 'Severity' },
  error: { zh: '错误', en: 'Error' },
  warning: { zh: '提醒', en: 'Warning' },
  what: { zh: '问题', en: 'What is wrong' },
  fix: { zh: '如何改正', en: 'What to do' },
  changes: { zh: '将要提出的变更', en: 'What would be proposed' },
  action: { zh: '操作', en: 'Action' },
  name: { zh: '标识名', en: 'Name' },
  title: { zh: '名称', en: 'Title' },
  summary: {
    zh: '变更 {n} 项；另有 {unchanged} 项与现行声明相同。',
    en: '{n} changes; {unchanged} others are declared as the table has them.',
  },
  inParts: {
    zh: '每个提案最多 50 项，将起草 {n} 个提案。',
    en: 'A proposal holds 50 at most: {n} will be drafted.',
  },
  proposalTitle: { zh: '提案标题', en: 'Title of the proposal' },
  reason: { zh: '理由', en: 'Reason' },
  propose: { zh: '起草提案（{n} 个）', en: 'Draft proposals ({n})' },
} as const;
