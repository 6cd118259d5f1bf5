import { defineFaults } from '#infrastructure/faults/index.ts';

export const { fault, list } = defineFaults('commands', {
  usage: {
    status: 400,
    zh: '{reasonZh}。',
    en: '{reason}.',
    action: { zh: '用 --help 查看用法。', en: 'See --help.' },
  },
  'unreadable-file': {
    status: 400,
    zh: '无法读取文件 {file}（{reason}）。',
    en: 'The file {file} cannot be read ({reason}).',
  },
});
