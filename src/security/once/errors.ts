import { defineFaults } from '#infrastructure/faults/index.ts';

export const { fault, list } = defineFaults('once', {
  'key-reused': {
    status: 409,
    zh: '同一个 Idempotency-Key 被用于不同的请求。',
    en: 'The same Idempotency-Key was used for a different request.',
    action: { zh: '请换一个新的键再发送。', en: 'Send it with a new key.' },
  },
});
