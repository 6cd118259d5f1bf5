import { defineFaults } from '#infrastructure/faults/index.ts';

export const { fault, list } = defineFaults('node', {
  running: {
    status: 500,
    zh: '本文件夹的节点已在运行（进程 {pid}）。',
    en: 'The node of this folder is running already (process {pid}).',
    action: {
      zh: '先停止它，或用 --data-folder 指定另一个文件夹。',
      en: 'Stop it first, or name another folder with --data-folder.',
    },
  },
});
