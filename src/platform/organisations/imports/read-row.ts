import type { SheetRow } from '#infrastructure/sheets/index.ts';
import { fault } from '../errors.ts';
import { longest } from '../model.ts';
import type { State } from '../model.ts';
import type { Rules } from '../organisations.ts';
import { columnNamed, columns } from './columns.ts';
import type { Field } from './columns.ts';
import type { Params, Reason, Refusal } from './reasons.ts';

/** A row that is sound by itself; how it fits with the others is asked of the database. */
export interface StagedRow extends State {
  readonly number: number;
  readonly validFrom: string | null;
  readonly validTo: string | null;
}

export interface RowRules extends Rules {
  /** From which day the import holds: nothing in it may be later. */
  readonly effectiveOn: string;
  readonly wrongCode: (code: string) => { zh: string; en: string } | undefined;
}

export type RowReader = (row: SheetRow) => {
  readonly row: StagedRow | null;
  readonly refusals: readonly Refusal[];
};

/**
 * Reads the heading and gives the reader of the rows below it.
 * @throws Fault organisations.unknown-column, duplicate-column, missing-column
 */
export function rowReader(heading: SheetRow, rules: RowRules): RowReader {
  const places = placesOf(heading);
  const width = Math.max(...places.values()) + 1;
  return ({ number, cells }) => {
    const refusals: Refusal[] = [];
    const refuse = (field: Field, value: string, reason: Reason, params: Params = {}): void => {
      refusals.push({ number, field, value: value.slice(0, shownLength), reason, params });
    };
    if (cells.slice(width).some((cell) => cell.trim() !== ''))
      refuse('code', cells[places.get('code') ?? 0] ?? '', 'cells-missing', {
        count: cells.length,
        expected: width,
      });
    const text = (field: Field): string => (cells[places.get(field) ?? -1] ?? '').trim();
    const row = {
      number,
      code: text('code'),
      parent: text('parent') === '' ? null : text('parent'),
      nameZh: text('nameZh'),
      nameEn: text('nameEn'),
      shortName: text('shortName'),
      kind: text('kind'),
      level: text('level'),
      branch: text('branch'),
      validFrom: text('validFrom') === '' ? null : text('validFrom'),
      validTo: text('validTo') === '' ? null : text('validTo'),
    };
    checkCodes(row, rules, refuse);
    checkNames(row, refuse);
    checkLists(row, rules, refuse);
    checkDates(row, rules, refuse);
    return { row: refusals.length === 0 ? row : null, refusals };
  };
}

const shownLength = 60; // of a refused value, to find it again

function placesOf({ number, cells }: SheetRow): ReadonlyMap<Field, number> {
  const places = new Map<Field, number>();
  for (const [place, name] of cells.entries()) {
    if (name.trim() === '') continue;
    const column = columnNamed(name);
    if (!column) throw fault('unknown-column', { row: number, name: name.slice(0, shownLength), names: columns.map(({ zh, field }) => `${zh} (${field})`).join(', ') }); // prettier-ignore
    if (places.has(column.field)) throw fault('duplicate-column', { name: column.zh });
    places.set(column.field, place);
  }
  for (const { field, zh, required } of columns)
    if (required && !places.has(field)) throw fault('missing-column', { name: `${zh} (${field})` });
  return places;
}

type Refuse = (field: Field, value: string, reason: Reason, params?: Params) => void;

function checkCodes(row: StagedRow, rules: RowRules, refuse: Refuse): void {
  for (const [field, value] of [
    ['code', row.code],
    ['parent', row.parent],
  ] as const) {
    if (value === null) continue;
    const wrong = value === '' ? undefined : rules.wrongCode(value);
    if (value === '') refuse(field, value, 'value-missing');
    else if (wrong) refuse(field, value, 'code-invalid', wrong);
  }
  if (row.parent !== null && row.parent === row.code) refuse('parent', row.parent, 'parent-itself');
}

function checkLists(row: StagedRow, rules: RowRules, refuse: Refuse): void {
  const lists = [['kind', rules.kinds], ['level', rules.levels], ['branch', rules.branches]] as const; // prettier-ignore
  for (const [field, codes] of lists) {
    if (row[field] === '') refuse(field, '', 'value-missing');
    else if (!codes.has(row[field])) refuse(field, row[field], 'no-such-code');
  }
}

function checkNames(row: StagedRow, refuse: Refuse): void {
  for (const field of ['nameZh', 'nameEn', 'shortName'] as const) {
    const value = row[field];
    if (value === '' && field !== 'shortName') refuse(field, value, 'value-missing');
    else if (value.length > longest[field]) refuse(field, value, 'too-long', { limit: longest[field] });
    else if (/\p{Cc}/u.test(value)) refuse(field, value.replaceAll(/\p{Cc}/gu, '·'), 'control-character');
    else if (!value.isWellFormed()) refuse(field, value.toWellFormed(), 'control-character');
  }
}

function checkDates(row: StagedRow, { effectiveOn }: RowRules, refuse: Refuse): void {
  for (const field of ['validFrom', 'validTo'] as const) {
    const value = row[field];
    if (value === null) continue;
    if (!isDay(value)) refuse(field, value, 'date-invalid');
    else if (value > effectiveOn) refuse(field, value, 'date-later', { on: effectiveOn });
  }
  if (row.validFrom !== null && row.validTo !== null && row.validTo < row.validFrom)
    refuse('validTo', row.validTo, 'dates-swapped');
}

/** A day of the calendar, YYYY-MM-DD. */
export function isDay(text: string): boolean {
  const at = /^[12][0-9]{3}-[0-9]{2}-[0-9]{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  return at !== undefined && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}
