import { defineFaults } from '#infrastructure/faults/index.ts';

export const { fault, list } = defineFaults('table-files', {
  'too-many-rows': {
    status: 422,
    zh: '符合条件的超过 {limit} 行，一次最多导出 {limit} 行。',
    en: 'More than {limit} rows fit; one export has at most {limit}.',
    action: { zh: '请缩小检索条件后分次导出。', en: 'Narrow the search and export in parts.' },
  },
});
