import type { Text } from '#infrastructure/faults/index.ts';

/** Words for the codes of applications, grants and services: for pages and files. Pure; no I/O. */

export const applicationStateWords = {
  draft: { zh: '草稿', en: 'Draft' },
  applied: { zh: '待审批', en: 'To be decided' },
  granted: { zh: '有效', en: 'In force' },
  refused: { zh: '不予批准', en: 'Refused' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
  suspended: { zh: '已中止', en: 'Suspended' },
  ended: { zh: '已终止', en: 'Ended' },
  expired: { zh: '已到期', en: 'Expired' },
} as const satisfies Record<string, Text>;

export const serviceStateWords = {
  published: { zh: '有效', en: 'In force' },
  suspended: { zh: '已中止', en: 'Suspended' },
  ended: { zh: '已终止', en: 'Ended' },
} as const satisfies Record<string, Text>;

export const overdueWord: Text = { zh: '已超期', en: 'overdue' };
