import { defineFaults } from '#infrastructure/faults/index.ts';

export const { fault, list } = defineFaults('batching', {
  overloaded: {
    status: 429,
    retryAfterSeconds: 1,
    zh: '请求过多，本次操作未执行。',
    en: 'Too many requests are waiting; this one was not carried out.',
    action: { zh: '请稍后重试。', en: 'Try again in a moment.' },
  },
});
