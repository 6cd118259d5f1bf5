import { defineFaults } from '#infrastructure/faults/index.ts';

export const { fault, list } = defineFaults('sheets', {
  'unknown-type': {
    status: 415,
    zh: '文件内容既不是 CSV 文本，也不是 Excel（.xlsx）工作簿。',
    en: 'The content is neither CSV text nor an Excel workbook (.xlsx).',
    action: {
      zh: '旧版 .xls 请先在 Excel 中另存为 .xlsx 或 CSV。',
      en: 'Save an old .xls as .xlsx or CSV first.',
    },
  },
  'unknown-encoding': {
    status: 422,
    zh: '文本既不是 UTF-8，也不是 GB18030 编码。',
    en: 'The text is neither UTF-8 nor GB18030.',
    action: { zh: '请另存为“CSV UTF-8”。', en: 'Save it as “CSV UTF-8”.' },
  },
  'broken-csv': {
    status: 422,
    zh: '第 {row} 行附近不是正确的 CSV：引号没有成对，或一行过长。',
    en: 'Near row {row} this is not proper CSV: a quotation mark is not closed, or a row is too long.',
  },
  'broken-workbook': {
    status: 422,
    zh: 'Excel 文件已损坏或不是本节点能读的形式（{reason}）。',
    en: 'The Excel file is broken or not of a form that this node reads ({reason}).',
    action: { zh: '请在 Excel 中重新另存为 .xlsx 或 CSV。', en: 'Save it again in Excel as .xlsx or CSV.' },
  },
  'merged-cells': {
    status: 422,
    zh: '表中有合并单元格：{cells}。',
    en: 'The sheet has merged cells: {cells}.',
    action: {
      zh: '请取消合并，每行填写完整后重新导入。',
      en: 'Unmerge them, fill each row, and import again.',
    },
  },
  'too-large': {
    status: 413,
    zh: '文件过大：超过 {limit}。',
    en: 'The file is too large: more than {limit}.',
    action: { zh: '请拆分后分别导入。', en: 'Split it and import the parts.' },
  },
  'cell-too-long': {
    status: 422,
    zh: '第 {row} 行有单元格超过 {limit} 个字。',
    en: 'A cell of row {row} has more than {limit} characters.',
  },
});
