import { fill } from '#standards/declarations/index.ts';
import type { DeclaredRule, Words } from '#standards/declarations/index.ts';

/** What is wrong when a rule that follows from a declaration fails; the value itself is never named. */
const declaredTitles: Readonly<Record<DeclaredRule, Words>> = {
  required: { zh: '{title}未填写', en: '{title} is missing' },
  form: { zh: '{title}的格式或长度不对', en: '{title} is not of the right form or length' },
  code: { zh: '{title}的代码不在代码集中', en: 'The code of {title} is not in its list' },
  'code-period': { zh: '{title}的代码已不在有效期内', en: 'The code of {title} is no longer in force' },
  check: {
    zh: '{title}未通过号码规则（校验码等）',
    en: '{title} breaks the rule of its numbers (check character)',
  },
  future: { zh: '{title}在将来', en: '{title} lies in the future' },
  'missing-record': { zh: '{title}指向的记录不存在', en: '{title} refers to a record that is not there' },
};

export function declaredTitle(rule: DeclaredRule, field: Words): Words {
  const { zh, en } = declaredTitles[rule];
  return { zh: fill(zh, { title: field.zh }), en: fill(en, { title: field.en }) };
}
