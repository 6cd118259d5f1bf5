import { defineFaults } from '#infrastructure/faults/index.ts';

export const { fault, list } = defineFaults('migrate', {
  changed: {
    status: 500,
    zh: '迁移 {migration} 在执行之后被修改过。',
    en: 'Migration {migration} was changed after it had been applied.',
    action: {
      zh: '恢复原文件，用新的迁移表达改动。',
      en: 'Put the file back and express the change as a new migration.',
    },
  },
  newer: {
    status: 500,
    zh: '数据库比本程序新：本程序没有迁移 {migration}。',
    en: 'The database is newer than this program, which has no migration {migration}.',
    action: { zh: '请运行同样新或更新的版本。', en: 'Run a release as new as the database.' },
  },
  'no-right': {
    status: 500,
    zh: '数据库用户 {user} 无权创建角色。',
    en: 'The database user {user} may not create roles.',
    action: {
      zh: '请授予 CREATEROLE，并使其拥有该数据库。',
      en: 'Grant it CREATEROLE and make it the owner of the database.',
    },
  },
});
