import type { Format } from '../formats/index.ts';
import { compareTables, gravest } from './compare-tables.ts';
import type { Change, Comparison } from './compare-tables.ts';
import type { ResourcePlan } from './plan-resource.ts';
import { textPattern } from './validator.ts';
import type { FieldRule, ValidatorPlan } from './validator.ts';

/**
 * Says what a change of a declaration does: identical, widening, narrowing or breaking, with each change's reason. It looks at
 * the table and at what the validator accepts: a code taken out, a tighter pattern or a higher minimum narrows as a shorter column does.
 */
export function compareResources(
  before: Pick<ResourcePlan, 'table' | 'validator'>,
  after: Pick<ResourcePlan, 'table' | 'validator'>,
): Comparison {
  const table = compareTables(before.table, after.table).changes;
  const changes = [...table, ...compareRules(before.validator, after.validator)];
  return { class: gravest(changes), changes };
}

function compareRules(before: ValidatorPlan, after: ValidatorPlan): readonly Change[] {
  const old = new Map(before.fields.map((rule) => [rule.field, rule]));
  return after.fields.flatMap((rule) => {
    const was = old.get(rule.field);
    return was === undefined ? [] : compareRule(was, rule);
  });
}

export function compareRule(was: FieldRule, rule: FieldRule): readonly Change[] {
  return [
    ...compareTypes(was, rule),
    ...compareLimits(was, rule),
    ...comparePattern(was, rule),
    ...compareCodes(was, rule),
    ...compareWhen(was, rule),
  ];
}

/** A text that becomes a month is stored in the same kind of column, and no stored value survives it all the same. */
function compareTypes(was: FieldRule, rule: FieldRule): readonly Change[] {
  const { field } = rule;
  if (was.format === null || rule.format === null || typeOf(was.format) === typeOf(rule.format)) return [];
  return [
    {
      class: 'breaking',
      field,
      zh: `${field} 的值的类型改变`,
      en: `the type of the values of ${field} changed`,
    },
  ];
}

function typeOf(format: Format): string {
  return `${format.kind} ${'precision' in format ? format.precision : ''}`;
}

/** Limits as numbers: a missing one is the widest. */
function compareLimits(was: FieldRule, rule: FieldRule): readonly Change[] {
  const limits = [
    { zh: '最小长度', en: 'minimum length', before: textMin(was), after: textMin(rule), up: 'narrowing' },
    { zh: '最大长度', en: 'maximum length', before: textMax(was), after: textMax(rule), up: 'widening' },
    {
      zh: '最小值',
      en: 'minimum',
      before: was.minimum ?? -Infinity,
      after: rule.minimum ?? -Infinity,
      up: 'narrowing',
    },
    {
      zh: '最大值',
      en: 'maximum',
      before: was.maximum ?? Infinity,
      after: rule.maximum ?? Infinity,
      up: 'widening',
    },
    {
      zh: '整数位数',
      en: 'whole digits',
      before: wholeDigits(was),
      after: wholeDigits(rule),
      up: 'widening',
    },
    { zh: '小数位数', en: 'decimals', before: decimals(was), after: decimals(rule), up: 'widening' },
  ] as const;
  return limits.flatMap(({ zh, en, before, after, up }): Change[] => {
    if (before === after) return [];
    const other = up === 'narrowing' ? 'widening' : 'narrowing';
    const span = `${before} → ${after}`;
    const { field } = rule;
    return [
      {
        class: after > before ? up : other,
        field,
        zh: `${field} 的${zh}：${span}`,
        en: `the ${en} of ${field}: ${span}`,
      },
    ];
  });
}

function textMin({ format }: FieldRule): number {
  return format?.kind === 'text' ? format.min : 0;
}
function textMax({ format }: FieldRule): number {
  return format?.kind === 'text' ? (format.max ?? Infinity) : Infinity;
}
function wholeDigits({ format }: FieldRule): number {
  return format?.kind === 'number' && format.digits !== null ? format.digits - format.scale : Infinity;
}
function decimals({ format }: FieldRule): number {
  return format?.kind === 'number' && format.digits !== null ? format.scale : Infinity;
}

/** Whether one pattern accepts all that another does isn't decided here: a changed one is taken as narrower, a dropped one as wider. */
function comparePattern(was: FieldRule, rule: FieldRule): readonly Change[] {
  const shape = (of: FieldRule) => {
    const pattern =
      of.format?.kind === 'text' && (of.pattern ?? of.numberRule) !== null
        ? textPattern(of, of.format)
        : null;
    const charset = of.format?.kind === 'text' && of.format.charset !== 'any' ? of.format.charset : null;
    return [pattern, charset, of.identifier];
  };
  const changes: Change[] = [];
  const now = shape(rule);
  for (const [index, before] of shape(was).entries()) {
    if (before === now[index]) continue;
    const { field } = rule;
    if (now[index] === null)
      changes.push({
        class: 'widening',
        field,
        zh: `${field} 不再限制形式`,
        en: `the form of ${field} is no longer limited`,
      });
    else
      changes.push({
        class: 'narrowing',
        field,
        zh: `${field} 的形式要求改变`,
        en: `the form asked of ${field} changed`,
      });
  }
  return changes;
}

export function compareCodes(was: FieldRule, rule: FieldRule): readonly Change[] {
  const { field } = rule;
  if (rule.codes === null)
    return was.codes === null
      ? []
      : [
          {
            class: 'widening',
            field,
            zh: `${field} 不再限于代码集`,
            en: `${field} is no longer limited to codes`,
          },
        ];
  if (was.codes === null)
    return [
      { class: 'narrowing', field, zh: `${field} 改为限于代码集`, en: `${field} became limited to codes` },
    ];
  const now = new Set(rule.codes.values.map(({ code }) => code));
  const before = new Set(was.codes.values.map(({ code }) => code));
  const gone = [...before].filter((code) => !now.has(code));
  const added = [...now].filter((code) => !before.has(code));
  const shortened = was.codes.values.some((value) => now.has(value.code) && !stillCovered(value, rule));
  const changes: Change[] = [];
  const some = (codes: readonly string[]) => codes.slice(0, 5).join(', ') + (codes.length > 5 ? ' …' : '');
  if (gone.length > 0)
    changes.push({
      class: 'narrowing',
      field,
      zh: `${field} 的代码被删除：${some(gone)}`,
      en: `codes of ${field} were removed: ${some(gone)}`,
    });
  if (shortened)
    changes.push({
      class: 'narrowing',
      field,
      zh: `${field} 有代码的有效期缩短`,
      en: `a code of ${field} is valid for less time`,
    });
  if (added.length > 0)
    changes.push({
      class: 'widening',
      field,
      zh: `${field} 增加代码：${some(added)}`,
      en: `codes of ${field} were added: ${some(added)}`,
    });
  return changes;
}

/** Whether one period of a code lies within a period that it still has. */
function stillCovered(
  value: { code: string; from: string | null; to: string | null },
  rule: FieldRule,
): boolean {
  const within = (from: string | null, to: string | null) =>
    (from === null || (value.from !== null && from <= value.from)) &&
    (to === null || (value.to !== null && value.to <= to));
  return (rule.codes?.values ?? []).some((now) => now.code === value.code && within(now.from, now.to));
}

/** A condition asked anew, or another one, refuses what was accepted; one dropped, or with more values, accepts more. */
function compareWhen(was: FieldRule, rule: FieldRule): readonly Change[] {
  if (JSON.stringify(was.when) === JSON.stringify(rule.when)) return [];
  const { field, when } = rule;
  const more =
    when !== null &&
    was.when?.field === when.field &&
    was.when.equals.every((code) => when.equals.includes(code));
  if (when === null || more)
    return [
      { class: 'widening', field, zh: `${field} 的填写条件放宽`, en: `${field} applies in more cases` },
    ];
  return [
    { class: 'narrowing', field, zh: `${field} 的填写条件改变`, en: `the condition of ${field} changed` },
  ];
}
