import type { Text } from '#infrastructure/faults/index.ts';

/** Words for the codes of findings, corrections and notices: for pages and files. Pure; no I/O. */

export const severityWords = {
  error: { zh: '错误', en: 'Error' },
  warning: { zh: '提示', en: 'Warning' },
} as const satisfies Record<string, Text>;

export const findingStateWords = {
  open: { zh: '待处理', en: 'Open' },
  accepted: { zh: '核实无误', en: 'Right as it is' },
  closed: { zh: '已消除', en: 'Gone' },
} as const satisfies Record<string, Text>;

export const correctionStateWords = {
  filed: { zh: '待答复', en: 'Waiting' },
  accepted: { zh: '已更正', en: 'Corrected' },
  refused: { zh: '不予更正', en: 'Refused' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
} as const satisfies Record<string, Text>;

export const noticeStateWords = {
  new: { zh: '未确认', en: 'New' },
  read: { zh: '已知悉', en: 'Confirmed' },
} as const satisfies Record<string, Text>;

export const overdueWord: Text = { zh: '已超期', en: 'overdue' };
export const citizenWord: Text = { zh: '群众', en: 'citizen' };
