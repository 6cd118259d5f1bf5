import {
  FieldSet,
  checkField,
  type FieldControlComponent,
  type Findings,
  type FormField,
  type Text,
} from '#web/kit/index.ts';
import type { FindingWire, Content } from '../data.ts';
import { valueAt, withValue } from './draft.ts';
import { findingsBelow } from './use-preview.ts';

interface ContentFieldsProps {
  readonly id: string;
  readonly title?: Text;
  /** Their names are paths in the content: `title.zh`. */
  readonly fields: readonly FormField[];
  readonly content: Content;
  readonly onChange: (content: Content) => void;
  readonly found: readonly FindingWire[];
  /** Where the content stands in the change: `fields.mobile.`. */
  readonly prefix?: string;
  /** Whether what is missing is said: once the author wanted to submit. */
  readonly strict: boolean;
  readonly controls?: Readonly<Record<string, FieldControlComponent>>;
  readonly isFixed?: (field: FormField) => boolean;
}

/** Some fields of a declaration, each with what was found about it. */
export function ContentFields(props: ContentFieldsProps) {
  const { id, title, fields, content, onChange, found, prefix = '', strict, controls, isFixed } = props;
  const names = fields.map(({ name }) => name);
  const values = Object.fromEntries(names.map((name) => [name, shown(valueAt(content, name))]));
  const findings = { ...findingsBelow(found, prefix, names), ...(strict ? missingIn(fields, values) : {}) };
  return (
    <FieldSet
      id={id}
      {...(title ? { title } : {})}
      fields={fields}
      values={values}
      findings={findings}
      onChange={(name, value) => onChange(withValue(content, name, stored(fields, name, value)))}
      {...(controls ? { controls } : {})}
      {...(isFixed ? { isFixed } : {})}
    />
  );
}

/** Required fields that are empty; other rules of the value are the server's to say. */
function missingIn(fields: readonly FormField[], values: Content): Findings {
  const required = fields.filter((field) => field.required && !field.key);
  return Object.fromEntries(
    required.flatMap((field) => {
      const blank = values[field.name] === undefined || values[field.name] === '';
      const finding = blank ? checkField(field, undefined, () => undefined) : undefined;
      return finding ? [[field.name, finding]] : [];
    }),
  );
}

/** Numbers chosen from a list are text in their control. */
function shown(value: unknown): unknown {
  return typeof value === 'number' ? String(value) : value;
}

function stored(fields: readonly FormField[], name: string, value: unknown): unknown {
  const field = fields.find((one) => one.name === name);
  const numeric = field?.options?.every(({ code }) => /^[0-9]+$/.test(code)) ?? false;
  return numeric && typeof value === 'string' ? Number(value) : value;
}
