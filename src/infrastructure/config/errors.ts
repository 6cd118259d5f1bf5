import { defineFaults } from '#infrastructure/faults/index.ts';

export const { fault, list } = defineFaults('config', {
  unreadable: {
    status: 500,
    zh: '无法读取配置文件 {file}：{zh}。',
    en: 'The configuration file {file} cannot be read: {en}.',
  },
  invalid: {
    status: 500,
    zh: '配置项 {key}（来自{fromZh}）无效：{zh}。',
    en: 'Setting {key} (from {fromEn}) is not valid: {en}.',
    action: {
      zh: '运行 `minqiao config` 查看全部配置项。',
      en: 'Run `minqiao config` to see every setting.',
    },
  },
  'shared-port': {
    status: 500,
    zh: '配置项 {key} 与 {other} 用了同一个端口 {port}。',
    en: 'The settings {key} and {other} have the same port {port}.',
    action: { zh: '给每一个指定不同的端口。', en: 'Give each a port of its own.' },
  },
  unknown: {
    status: 500,
    zh: '没有名为 {key} 的配置项（来自{fromZh}）。',
    en: 'There is no setting called {key} (from {fromEn}).',
    action: {
      zh: '运行 `minqiao config` 查看全部配置项。',
      en: 'Run `minqiao config` to see every setting.',
    },
  },
});
