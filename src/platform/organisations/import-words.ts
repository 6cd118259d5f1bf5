import type { Text } from '#infrastructure/faults/index.ts';

/** Words for what an import is and does: for pages and files. Pure; no I/O. */

export const eventTexts: Readonly<Record<string, Text>> = {
  established: { zh: '设立', en: 'Established' },
  renamed: { zh: '更名', en: 'Renamed' },
  moved: { zh: '调整隶属', en: 'Moved' },
  amended: { zh: '变更属性', en: 'Amended' },
  merged: { zh: '并入其他机构', en: 'Merged into another' },
  absorbed: { zh: '并入了其他机构', en: 'Took another in' },
  split: { zh: '分设', en: 'Split' },
  abolished: { zh: '撤销', en: 'Abolished' },
};

export const importStateTexts = {
  receiving: { zh: '正在接收', en: 'Receiving' },
  waiting: { zh: '等待核对', en: 'Waiting' },
  checking: { zh: '正在核对', en: 'Being checked' },
  checked: { zh: '待确认', en: 'To be decided' },
  refused: { zh: '已退回', en: 'Refused' },
  accepted: { zh: '等待生效', en: 'About to apply' },
  applying: { zh: '正在生效', en: 'Being applied' },
  applied: { zh: '已生效', en: 'Applied' },
  discarded: { zh: '已放弃', en: 'Discarded' },
  broken: { zh: '失败', en: 'Failed' },
} as const satisfies Record<string, Text>;
