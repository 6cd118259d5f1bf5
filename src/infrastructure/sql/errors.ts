import { defineFaults } from '#infrastructure/faults/index.ts';

export const { fault, list } = defineFaults('sql', {
  unavailable: {
    status: 503,
    zh: '数据库暂时不可用，操作未执行。',
    en: 'The database is not available at the moment; nothing was done.',
    action: { zh: '请稍后重试。', en: 'Try again in a moment.' },
  },
});
