import { defineFaults } from '#infrastructure/faults/index.ts';

export const { fault, list } = defineFaults('catalogue', {
  'invalid-pack': {
    status: 500,
    zh: '标准包有误，共 {count} 处；第一处：{place} {zh}',
    en: 'The packs have mistakes, {count} in all; the first: {place} {en}',
    action: {
      zh: '运行 `minqiao standards check` 查看全部。',
      en: 'Run `minqiao standards check` to see them all.',
    },
  },
  narrowing: {
    status: 409,
    zh: '资源 {resource} 的声明变窄，不能直接发布：{reasonZh}（共 {count} 处）',
    en: 'The declaration of {resource} became narrower and cannot simply be published: {reason} ({count} in all)',
    action: {
      zh: '未作任何改动。请恢复原声明，或以新版本发布并附迁移方案。',
      en: 'Nothing was changed. Restore the declaration, or publish a new version with a migration plan.',
    },
  },
  'unknown-article': {
    status: 404,
    zh: '依据 {name} 中没有登记第 {article} 条。',
    en: 'The article {article} of {name} is not registered.',
  },
  'unknown-code-list': {
    status: 404,
    zh: '没有名为 {name} 的代码表。',
    en: 'There is no code list called {name}.',
  },
  'unknown-declaration': {
    status: 404,
    zh: '没有名为 {name} 的信息资源、数据元或代码集。',
    en: 'No resource, element or code list is called {name}.',
  },
  'unknown-element': {
    status: 404,
    zh: '没有标识为 {name} 的数据元。',
    en: 'There is no data element {name}.',
  },
  'unknown-regulation': {
    status: 404,
    zh: '法规库中没有 {name}。',
    en: 'There is no document {name} in the library.',
  },
  'unreadable-pack': {
    status: 500,
    zh: '无法读取标准包文件夹 {folder}（{reason}）。',
    en: 'The pack folder {folder} cannot be read ({reason}).',
    action: {
      zh: '写出含有 pack.yaml 的文件夹，例如 packs/core。',
      en: 'Name a folder with a pack.yaml, for example packs/core.',
    },
  },
  'unknown-object-class': {
    status: 404,
    zh: '没有名为 {name} 的对象类。',
    en: 'There is no object class {name}.',
  },
  'unknown-resource': {
    status: 404,
    zh: '没有名为 {name} 的信息类。',
    en: 'There is no resource called {name}.',
  },
});
