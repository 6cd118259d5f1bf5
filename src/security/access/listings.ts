import { byName, byTitle, choice, column, titles } from '#infrastructure/lists/index.ts';
import type { Listing } from '#infrastructure/lists/index.ts';
import { effectWords, perWords, unitWords } from './schema.ts';
import type { BudgetWire, PolicySetWire, PolicyWire } from './schema.ts';

/** How policies, budgets and versions of the policies are searched, filtered, sorted and exported. */

export const policyListing: Listing<PolicyWire> = {
  texts: ({ id, title, text, basis }) => [id, title, text, ...basis.map((cited) => cited.title)],
  filters: {
    effect: choice(Object.keys(effectWords), ({ effect }) => effect),
  },
  sorts: {
    id: ({ id }) => id,
    title: byTitle,
    effect: ({ effect }, language) => effectWords[effect][language],
    file: ({ file }) => file,
  },
  columns: [
    column('title', '中文名称', 'Chinese title', ({ title }) => title.zh),
    column('title', '英文名称', 'English title', ({ title }) => title.en),
    column('effect', '效力', 'Effect', ({ effect }, language) => effectWords[effect][language]),
    column('basis', '依据', 'Rests on', ({ basis }, language) =>
      basis.map(({ title }) => title[language]).join('; '),
    ),
    column('id', '标识', 'Identifier', ({ id }) => id),
    column('file', '文件', 'File', ({ file }) => file),
    column('id', '原文（Cedar）', 'Text (Cedar)', ({ text }) => text),
  ],
};

const secondsInHour = 3600;

export const budgetListing: Listing<BudgetWire> = {
  texts: ({ name, title }) => [name, title],
  filters: { per: choice(Object.keys(perWords), ({ per }) => per) },
  sorts: {
    name: byName,
    title: byTitle,
    per: ({ per }, language) => wordOf(perWords, per, language),
    every: ({ windowSeconds }) => windowSeconds,
    most: ({ maximum }) => maximum,
  },
  columns: [
    ...titles<BudgetWire>(),
    column('per', '按', 'Per', ({ per }, language) => wordOf(perWords, per, language)),
    column('every', '每（小时）', 'In (hours)', ({ windowSeconds }) => windowSeconds / secondsInHour),
    column('most', '上限', 'At most', ({ maximum }) => maximum),
    column('most', '单位', 'Of', ({ unit }, language) => wordOf(unitWords, unit, language)),
  ],
};

export const policySetListing: Listing<PolicySetWire> = {
  texts: ({ digest }) => [digest],
  filters: {},
  sorts: { version: ({ version }) => version, publishedAt: ({ publishedAt }) => publishedAt },
  columns: [
    column('version', '版本', 'Version', ({ version }) => version),
    column('publishedAt', '发布时间', 'Published', ({ publishedAt }) => publishedAt),
    column('publishedBy', '发布者', 'Published by', ({ publishedBy }) => publishedBy),
    column('digest', '摘要', 'Digest', ({ digest }) => digest),
    column('digest', '节点签名', 'Signed by the node', ({ signature }) => signature),
  ],
};

type Words = Readonly<Record<string, { readonly zh: string; readonly en: string }>>;

function wordOf(words: Words, code: string, language: 'zh' | 'en'): string {
  return words[code]?.[language] ?? code;
}
