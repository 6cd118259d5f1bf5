import type { Text } from '#infrastructure/faults/index.ts';

/** Words for the codes of proposals and packs: for pages and files. Pure; no I/O. */

export const actionWords = {
  add: { zh: '新增', en: 'Add' },
  change: { zh: '变更', en: 'Change' },
  abolish: { zh: '废止', en: 'Abolish' },
} as const satisfies Record<string, Text>;

export const stateWords = {
  draft: { zh: '草稿', en: 'Draft' },
  review: { zh: '待审核', en: 'In review' },
  returned: { zh: '退回修改', en: 'Returned' },
  approved: { zh: '已批准', en: 'Approved' },
  published: { zh: '已发布', en: 'Published' },
  rejected: { zh: '不予批准', en: 'Rejected' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
} as const satisfies Record<string, Text>;

export const originWords = {
  program: { zh: '随程序', en: 'Came with the program' },
  taken: { zh: '已取用', en: 'Taken' },
  local: { zh: '本节点声明', en: 'Declared here' },
} as const satisfies Record<string, Text>;

/** `新增 3 · 变更 1` */
export function changesText(
  changes: readonly { readonly action: keyof typeof actionWords }[],
  language: keyof Text,
): string {
  return (Object.keys(actionWords) as (keyof typeof actionWords)[])
    .map((action) => ({ action, n: changes.filter((change) => change.action === action).length }))
    .filter(({ n }) => n > 0)
    .map(({ action, n }) => `${actionWords[action][language]} ${n}`)
    .join(' · ');
}
