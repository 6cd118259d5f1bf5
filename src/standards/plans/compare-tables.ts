import type { Column, FieldColumns, TablePlan } from './table.ts';

/**
 * What a change of a declaration does to data and consumers: nothing; room for more (old records and old writers stay valid);
 * less room (old records may be invalid); or another meaning.
 */
export type ChangeClass = 'identical' | 'widening' | 'narrowing' | 'breaking';

export interface Change {
  readonly class: Exclude<ChangeClass, 'identical'>;
  readonly field: string | null;
  /** Another meaning of the same values: no migration plan can follow it. */
  readonly meaning?: true;
  readonly zh: string;
  readonly en: string;
}

export interface Comparison {
  readonly class: ChangeClass;
  readonly changes: readonly Change[];
}

const order: readonly ChangeClass[] = ['identical', 'widening', 'narrowing', 'breaking'];

/** The class of several changes is the gravest of theirs. */
export function gravest(changes: readonly Change[]): ChangeClass {
  return order[Math.max(0, ...changes.map((change) => order.indexOf(change.class)))] ?? 'breaking';
}

/** Compares two plans of one resource's table: the gravest class and every change with its reason. Pure; no errors. */
export function compareTables(before: TablePlan, after: TablePlan): Comparison {
  if (before.table !== after.table) {
    const change: Change = { class: 'breaking', field: null, zh: '资源改名', en: 'the resource was renamed' };
    return { class: 'breaking', changes: [change] };
  }
  const changes = [
    ...compareColumns(before, after),
    ...compareKeys(before, after),
    ...compareRest(before, after),
  ];
  return { class: gravest(changes), changes };
}

function compareColumns(before: TablePlan, after: TablePlan): readonly Change[] {
  const old = new Map(before.columns.map((column) => [column.name, column]));
  const now = new Set(after.columns.map(({ name }) => name));
  const changes: Change[] = before.columns
    .filter(({ name }) => !now.has(name))
    .map(({ name, field }) => ({
      class: 'breaking',
      field,
      zh: `删除了列 ${name}，已有数据会丢失`,
      en: `the column ${name} was removed; its data would be lost`,
    }));
  for (const column of after.columns) {
    const was = old.get(column.name);
    if (was === undefined) changes.push(addedColumn(column));
    else changes.push(...changedColumn(was, column));
  }
  return changes;
}

function addedColumn({ name, field, required }: Column): Change {
  if (!required)
    return { class: 'widening', field, zh: `增加可选的 ${name}`, en: `the optional ${name} was added` };
  return {
    class: 'narrowing',
    field,
    zh: `增加必填的 ${name}，已有记录没有它`,
    en: `the required ${name} was added; existing records lack it`,
  };
}

/** What changed about one column. */
export function changedColumn(was: Column, column: Column): readonly Change[] {
  const { name, field } = column;
  const changes: Change[] = [];
  if (was.type !== column.type) {
    const found = typeChange(was.type, column.type);
    const words = {
      widening: ['放宽', 'widened'],
      narrowing: ['收窄', 'narrowed'],
      breaking: ['改变', 'changed'],
    }[found];
    const span = `${was.type} → ${column.type}`;
    changes.push({
      class: found,
      field,
      zh: `${name} 的类型被${words[0]}：${span}`,
      en: `the type of ${name} was ${words[1]}: ${span}`,
    });
  }
  if (was.required && !column.required)
    changes.push({ class: 'widening', field, zh: `${name} 改为可选`, en: `${name} became optional` });
  if (!was.required && column.required)
    changes.push({
      class: 'narrowing',
      field,
      zh: `${name} 改为必填，已有记录可能没有它`,
      en: `${name} became required; existing records may lack it`,
    });
  return changes;
}

/** Texts widen by length, numbers by whole digits and decimals together; every other pair is another meaning. */
function typeChange(was: string, now: string): 'widening' | 'narrowing' | 'breaking' {
  const texts = [textSize(was), textSize(now)] as const;
  if (texts[0] !== null && texts[1] !== null) return texts[1] >= texts[0] ? 'widening' : 'narrowing';
  const numbers = [numberSize(was), numberSize(now)] as const;
  if (numbers[0] === null || numbers[1] === null) return 'breaking';
  const whole = numbers[1].whole >= numbers[0].whole;
  const scale = numbers[1].scale >= numbers[0].scale;
  return whole && scale ? 'widening' : 'narrowing';
}

function textSize(type: string): number | null {
  if (type === 'text') return Infinity;
  const length = /^varchar\(([0-9]+)\)$/.exec(type)?.[1];
  return length === undefined ? null : Number(length);
}

function numberSize(type: string): { whole: number; scale: number } | null {
  if (type === 'integer') return { whole: 9, scale: 0 };
  if (type === 'numeric') return { whole: Infinity, scale: Infinity };
  const [, digits, scale] = /^numeric\(([0-9]+),([0-9]+)\)$/.exec(type) ?? [];
  return digits === undefined ? null : { whole: Number(digits) - Number(scale), scale: Number(scale) };
}

function compareKeys(before: TablePlan, after: TablePlan): readonly Change[] {
  const text = (plan: TablePlan) => plan.unique.map(({ columns }) => columns.join('+')).join(' / ');
  if (text(before) === text(after)) return [];
  const span = `${text(before)} → ${text(after)}`;
  return [{ class: 'breaking', field: null, zh: `主键改变：${span}`, en: `the key changed: ${span}` }];
}

function compareRest(before: TablePlan, after: TablePlan): readonly Change[] {
  const changes: Change[] = [];
  if (before.subject?.join('.') !== after.subject?.join('.'))
    changes.push({ class: 'breaking', field: null, zh: '数据主体改变', en: 'the data subject changed' });
  const old = new Map(before.fields.map((field) => [field.field, field]));
  for (const field of after.fields) {
    const was = old.get(field.field);
    if (was !== undefined && meaning(was) !== meaning(field))
      changes.push({
        class: 'breaking',
        field: field.field,
        zh: `${field.field} 的含义或保护改变`,
        en: `the meaning or protection of ${field.field} changed`,
      });
  }
  const indexes = (plan: TablePlan) => plan.indexes.map(({ name }) => name).join(' ');
  if (indexes(before) !== indexes(after))
    changes.push({
      class: 'widening',
      field: null,
      zh: '检索键或列表改变',
      en: 'search keys or lists changed',
    });
  return changes;
}

/** What may never change under stored values; an integer that becomes a longer number is a matter of its column's type. */
function meaning({ sealed, refers, many, kind }: FieldColumns): string {
  return JSON.stringify([sealed, refers, many, kind === 'integer' ? 'number' : kind]);
}
