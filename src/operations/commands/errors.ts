import { defineFaults } from '#infrastructure/faults/index.ts';

export const { fault, list } = defineFaults('commands', {
  usage: {
    status: 400,
    zh: '{reason}',
    en: '{reason}',
    action: { zh: '用 --help 查看用法。', en: 'See --help.' },
  },
  'not-running': {
    status: 503,
    zh: '节点没有运行，无法连接数据库。',
    en: 'The node is not running, so its database cannot be reached.',
    action: { zh: '先运行 `npm start`。', en: 'Run `npm start` first.' },
  },
});
