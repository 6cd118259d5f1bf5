import { defineFaults } from '#infrastructure/faults/index.ts';

export const { fault, list } = defineFaults('config', {
  unreadable: {
    status: 500,
    zh: '无法读取配置文件 {file}：{reason}。',
    en: 'The configuration file {file} cannot be read: {reason}.',
  },
  invalid: {
    status: 500,
    zh: '配置项 {key}（来自{source}）无效：{reason}。',
    en: 'Setting {key} (from {source}) is not valid: {reason}.',
    action: {
      zh: '运行 `minqiao config` 查看全部配置项。',
      en: 'Run `minqiao config` to see every setting.',
    },
  },
  unknown: {
    status: 500,
    zh: '没有名为 {key} 的配置项（来自{source}）。',
    en: 'There is no setting called {key} (from {source}).',
    action: {
      zh: '运行 `minqiao config` 查看全部配置项。',
      en: 'Run `minqiao config` to see every setting.',
    },
  },
});
