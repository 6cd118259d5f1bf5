import { defineFaults } from '#infrastructure/faults/index.ts';

export const { fault, list } = defineFaults('quality', {
  'not-permitted': {
    status: 403,
    zh: '这项操作不属于您的职责。',
    en: 'This is not part of your duties.',
    action: {
      zh: '问题和更正由该类信息的责任警种处理。',
      en: 'Findings and corrections are dealt with by the branch that owns the information.',
    },
  },
  'own-correction': {
    status: 403,
    zh: '不能处理自己提出的更正。',
    en: 'Nobody decides on a correction that they filed themselves.',
    action: { zh: '请由本警种的另一位民警处理。', en: 'Let another officer of the branch deal with it.' },
  },
  'not-yours': { status: 403, zh: '只有提出人可以这样做。', en: 'Only the person who filed it may do this.' },
  'not-handler': {
    status: 403,
    zh: '请先由本人承办，再作决定。',
    en: 'Take it on yourself before you decide.',
  },
  'too-many-attachments': {
    status: 409,
    zh: '一件更正最多附 {limit} 个文件。',
    en: 'A correction has at most {limit} files.',
  },
  'unsuitable-attachment': {
    status: 415,
    zh: '只能附 PDF、PNG 或 JPEG 文件；这个文件的内容不是，或不完整。',
    en: 'Only PDF, PNG and JPEG files can be attached; by its content this is none, or not a whole one.',
    action: { zh: '请重新扫描、拍照或另存后再附。', en: 'Scan, photograph or save it again.' },
  },
  'attachment-not-found': {
    status: 404,
    zh: '更正 {number} 没有第 {attachment} 个附件。',
    en: 'The correction {number} has no file {attachment}.',
  },
  'attachment-erased': {
    status: 410,
    zh: '附件已随登记依法删除。',
    en: 'The file was erased with the record that it was about.',
  },
  'unknown-resource': {
    status: 404,
    zh: '没有名为 {resource} 的信息类。',
    en: 'There is no resource called {resource}.',
  },
  'unknown-field': {
    status: 422,
    zh: '这类信息没有字段 {field}。',
    en: 'This information has no field {field}.',
  },
  'unknown-record': {
    status: 404,
    zh: '没有这条记录，可能已被依法删除。',
    en: 'There is no such record; it may have been erased by law.',
  },
  'finding-not-found': {
    status: 404,
    zh: '没有问题 {number}，或者它不属于您的警种。',
    en: 'There is no finding {number}, or none of your branch.',
  },
  'correction-not-found': {
    status: 404,
    zh: '没有更正 {number}，或者它与您无关。',
    en: 'There is no correction {number}, or none that concerns you.',
  },
  'notice-not-found': {
    status: 404,
    zh: '没有发给您的这份通知。',
    en: 'There is no such notice to you.',
  },
  'wrong-state': {
    status: 409,
    zh: '{number} 目前的状态（{state}）不允许这样做。',
    en: '{number} is in the state {state}, which does not allow this.',
    action: { zh: '请刷新后再看。', en: 'Reload it and look again.' },
  },
  changed: {
    status: 409,
    zh: '{number} 已被他人处理。',
    en: 'Somebody dealt with {number} meanwhile.',
    action: { zh: '请刷新后重新操作。', en: 'Reload it and do it again.' },
  },
  'not-corrected': {
    status: 409,
    zh: '记录还没有更正：请填写正确的值，或以 {number} 为事由先在登记台更正。',
    en: 'The record was not corrected yet: state the right value, or correct it at the registration desk with {number} as the purpose.',
  },
  'too-many-open': {
    status: 429,
    zh: '您有 {limit} 项更正尚未答复，请等待答复后再提出。',
    en: '{limit} corrections of yours wait for an answer; wait for one before you file another.',
  },
  'settings-missing': {
    status: 500,
    zh: '标准包中没有数据质量的设置（quality.yaml）。',
    en: 'No pack has the settings of data quality (quality.yaml).',
  },
});
