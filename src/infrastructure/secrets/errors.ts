import { defineFaults } from '#infrastructure/faults/index.ts';

export const { fault, list } = defineFaults('secrets', {
  damaged: {
    status: 500,
    zh: '密钥文件 {name} 已损坏或长度不对。',
    en: 'The secret file {name} is damaged or has the wrong length.',
    action: {
      zh: '从备份恢复该文件；不要重新生成。',
      en: 'Restore the file from a backup; do not make a new one.',
    },
  },
});
