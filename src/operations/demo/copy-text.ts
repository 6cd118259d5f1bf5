import { copyText } from '#infrastructure/sql/index.ts';
import type { TablePlan } from '#standards/plans/index.ts';
import type { Entry, Fields, Value, Version } from './population/model.ts';

/** The node's cryptography, given by whoever owns the keys. */
export interface Protection {
  /** Ciphertext of a sealed field; `place` is `resource.field`, `record` the id. */
  seal(place: string, record: string, plaintext: string): Buffer;
  /** Keyed hash that a sealed field is found by. */
  tag(place: string, plaintext: string): Buffer;
  /** Keyed hash of the data subject. */
  subjectTag(citizenNumber: string): Buffer;
}

/** Writes the records of one resource as PostgreSQL's COPY text, present and past apart. */
export interface TableWriter {
  readonly columns: readonly string[];
  readonly historyColumns: readonly string[];
  /** One line for the version that stands. */
  present(entry: Entry<object>): string;
  /** A line for each version that was superseded. */
  past(entry: Entry<object>): string;
}

const absent = '\\N';
const recordedBy = '00000000-0000-8000-8000-000000000069'; // the loader: no account, so that no officer seems to have typed it
const source = 'self';
const supersededBy = 'change';

/** Prepares the writing of a table's rows; columns come from the table plan, so a new field shows up here by itself. */
export function tableWriter(plan: TablePlan, protection: Protection): TableWriter {
  const fieldColumns = plan.fields.flatMap(({ column, tag }) => (tag === null ? [column] : [column, tag]));
  const columns = ['id', 'version', ...fieldColumns, 'subject_tag', 'source', 'recorded_at', 'recorded_by'];
  const cells = plan.fields.map((field) => cellWriter(plan, field, protection));
  const tagOf = subjectTags(protection);
  const row = (entry: Entry<object>, version: Version<object>, number: number): string => {
    const values = version.values as Fields;
    let line = `${entry.id}\t${number}`;
    for (const cell of cells) line += cell(values, entry.id);
    return `${line}\t${tagOf(version.subject)}\t${source}\t${version.at}\t${recordedBy}`;
  };
  return {
    columns,
    historyColumns: [...columns, 'superseded_at', 'act', 'reason'],
    present(entry) {
      const last = entry.versions.length - 1;
      return `${row(entry, entry.versions[last] as Version<object>, last + 1)}\n`;
    },
    past(entry) {
      let lines = '';
      for (let i = 0; i < entry.versions.length - 1; i++) {
        const next = entry.versions[i + 1] as Version<object>;
        lines += `${row(entry, entry.versions[i] as Version<object>, i + 1)}\t${next.at}\t${supersededBy}\t${text(next.reason)}\n`;
      }
      return lines;
    },
  };
}

type Cell = (values: Fields, record: string) => string;

function cellWriter(plan: TablePlan, field: TablePlan['fields'][number], protection: Protection): Cell {
  const name = field.field;
  if (field.sealed) return sealedCell(`${plan.resource}.${name}`, name, protection);
  if (field.many) return (values) => `\t${list(values[name])}`;
  return (values) => `\t${text(values[name])}`;
}

/** Versions of one record mostly have the same value: the last one's ciphertext and tag are kept. */
function sealedCell(place: string, name: string, protection: Protection): Cell {
  let last = '';
  let lastCells = '';
  return (values, record) => {
    const value = values[name];
    if (value === null || value === undefined) return `\t${absent}\t${absent}`;
    const plaintext = String(value);
    const now = `${record} ${plaintext}`;
    if (now !== last) {
      last = now;
      lastCells = `\t${bytes(protection.seal(place, record, plaintext))}\t${bytes(protection.tag(place, plaintext))}`;
    }
    return lastCells;
  };
}

/** Several records in a row are often one person's. */
function subjectTags(protection: Protection): (citizenNumber: string | null) => string {
  let last: string | null = null;
  let tag = absent;
  return (citizenNumber) => {
    if (citizenNumber === null) return absent;
    if (citizenNumber !== last) {
      last = citizenNumber;
      tag = bytes(protection.subjectTag(citizenNumber));
    }
    return tag;
  };
}

function text(value: Value | undefined): string {
  return copyText(value === null || value === undefined ? null : String(value));
}

function list(value: Value | undefined): string {
  if (!Array.isArray(value)) return absent;
  const items = value.map((item) => `"${item.replace(/["\\]/g, '\\$&')}"`);
  return text(`{${items.join(',')}}`);
}

function bytes(value: Buffer): string {
  return `\\\\x${value.toString('hex')}`;
}
