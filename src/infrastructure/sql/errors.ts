import { defineFaults } from '#infrastructure/faults/index.ts';

export const { fault, list } = defineFaults('sql', {
  unavailable: {
    status: 503,
    retryAfterSeconds: 1,
    zh: '数据库暂时不可用，操作未执行。',
    en: 'The database is not available at the moment; nothing was done.',
    action: { zh: '请稍后重试。', en: 'Try again in a moment.' },
  },
  'outcome-unknown': {
    status: 503,
    retryAfterSeconds: 1,
    zh: '提交时与数据库的连接中断，操作可能已经完成。',
    en: 'The connection to the database was lost while committing; the operation may have been carried out.',
    action: {
      zh: '请先查看结果；用同一个 Idempotency-Key 重试不会重复执行。',
      en: 'Look at the result first; trying again with the same Idempotency-Key never does it twice.',
    },
  },
});
