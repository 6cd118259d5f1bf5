import { defineFaults } from '#infrastructure/faults/index.ts';

export const { fault, list } = defineFaults('postgres', {
  'no-binaries': {
    status: 500,
    zh: '没有适用于 {platform} 的内嵌 PostgreSQL。',
    en: 'There is no embedded PostgreSQL for {platform}.',
    action: {
      zh: '请设置 DATABASE_URL 使用已有的 PostgreSQL。',
      en: 'Set DATABASE_URL to use an existing PostgreSQL.',
    },
  },
  'not-as-root': {
    status: 500,
    zh: 'PostgreSQL 不能以 root 运行，且用户 {user} 无法访问 {folder}。',
    en: 'PostgreSQL does not run as root, and the user {user} cannot reach {folder}.',
    action: {
      zh: '请以普通用户运行，或把项目放在其他用户可以进入的文件夹（例如 /opt）。',
      en: 'Run as an ordinary user, or put the project where other users may enter (for example /opt).',
    },
  },
  'did-not-start': {
    status: 500,
    zh: '数据库未能启动：{reason}',
    en: 'The database did not start: {reason}',
    action: { zh: '完整日志见 {log}。', en: 'The full log is {log}.' },
  },
  'unsafe-setting': {
    status: 500,
    zh: '数据库设置 {setting} 为 {value}，断电可能丢失已确认的数据，节点拒绝启动。',
    en: 'The database has {setting} = {value}: a power cut could lose acknowledged data, so the node refuses to start.',
    action: { zh: '请把 {setting} 设为 on。', en: 'Turn {setting} on.' },
  },
  'too-old': {
    status: 500,
    zh: '需要 PostgreSQL 15 或更高版本，实际为 {version}。',
    en: 'PostgreSQL 15 or later is needed; this is {version}.',
  },
});
