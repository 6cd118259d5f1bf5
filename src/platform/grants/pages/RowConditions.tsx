import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input, Select } from 'antd';
import { useId } from 'react';
import { CodeLabel, CodeSelect, FieldControl, When, useText } from '#web/kit/index.ts';
import type { FormField } from '#web/kit/index.ts';
import type { FormWire, RowConditionWire } from '../schema.ts';
import { useFormFields } from './grants-data.ts';
import { operatorTitles, texts } from './texts.ts';

type Operator = RowConditionWire['operator'];
type FieldChoice = FormWire['fields'][number];

interface RowConditionsProps {
  readonly form: FormWire;
  readonly rows: readonly RowConditionWire[];
  readonly onChange: (rows: RowConditionWire[]) => void;
}

/** Only the records that are needed: conditions on declared fields, one under the other; all of them have to hold. */
export function RowConditions({ form, rows, onChange }: RowConditionsProps) {
  const t = useText();
  const plan = useFormFields(form.resource.name);
  const usable = form.fields.filter(({ operators }) => operators.length > 0);
  const change = (place: number, row: RowConditionWire) => onChange([...rows].toSpliced(place, 1, row));
  const [first] = usable;
  if (!first) return null;
  return (
    <fieldset className="grants-boxes">
      <legend>{t(texts.rows)}</legend>
      <p className="mq-soft">{t(texts.rowsHint)}</p>
      {rows.length > 0 && (
        <ol className="grants-conditions">
          {rows.map((row, place) => (
            <li key={place}>
              <OneCondition
                place={place + 1}
                fields={usable}
                plan={plan}
                row={row}
                onChange={(next) => change(place, next)}
              />
              <Button
                icon={<DeleteOutlined />}
                aria-label={t(texts.dropRow, { n: place + 1 })}
                onClick={() => onChange([...rows].toSpliced(place, 1))}
              />
            </li>
          ))}
        </ol>
      )}
      <Button
        icon={<PlusOutlined />}
        disabled={rows.length >= mostConditions}
        onClick={() => onChange([...rows, emptyOf(first.name, first.operators[0] ?? 'eq')])}
      >
        {t(texts.addRow)}
      </Button>
    </fieldset>
  );
}

const mostConditions = 8; // as the server takes

interface OneProps {
  readonly place: number;
  readonly fields: readonly FieldChoice[];
  readonly plan: ReadonlyMap<string, FormField>;
  readonly row: RowConditionWire;
  readonly onChange: (row: RowConditionWire) => void;
}

function OneCondition({ place, fields, plan, row, onChange }: OneProps) {
  const t = useText();
  const operators = fields.find(({ name }) => name === row.field)?.operators ?? [row.operator];
  const restart = (name: string) => {
    const offered = fields.find((one) => one.name === name)?.operators ?? [];
    onChange(emptyOf(name, offered.includes(row.operator) ? row.operator : (offered[0] ?? 'eq')));
  };
  return (
    <div className="grants-condition">
      <Select
        aria-label={t(texts.rowField, { n: place })}
        value={row.field}
        showSearch={{ optionFilterProp: 'label' }}
        options={fields.map(({ name, title }) => ({ value: name, label: t(title) }))}
        onChange={restart}
      />
      <Select<Operator>
        aria-label={t(texts.rowOperator, { n: place })}
        value={row.operator}
        options={operators.map((value) => ({ value, label: t(operatorTitles[value]) }))}
        onChange={(operator) => onChange(emptyOf(row.field, operator))}
      />
      <RowValue place={place} field={plan.get(row.field)} row={row} onChange={onChange} />
    </div>
  );
}

type ValueProps = Pick<OneProps, 'place' | 'row' | 'onChange'> & { readonly field: FormField | undefined };

function RowValue({ place, field, row, onChange }: ValueProps) {
  const t = useText();
  const label = t(texts.rowValue, { n: place });
  if (row.operator === 'prefix' || !field)
    return (
      <Input
        aria-label={label}
        value={'value' in row ? row.value : ''}
        maxLength={200}
        onChange={({ target }) => onChange({ field: row.field, operator: 'prefix', value: target.value })}
      />
    );
  if (row.operator === 'in') return <Several label={label} field={field} row={row} onChange={onChange} />;
  if (row.operator === 'range')
    return (
      <div className="grants-range">
        <Single
          label={t(texts.rowFrom, { n: place })}
          field={field}
          value={row.from}
          onChange={(from) => onChange({ ...row, from })}
        />
        <span>{t(texts.rangeTo)}</span>
        <Single
          label={t(texts.rowTo, { n: place })}
          field={field}
          value={row.to}
          onChange={(to) => onChange({ ...row, to })}
        />
      </div>
    );
  return (
    <Single
      label={label}
      field={field}
      value={row.value}
      onChange={(value) => onChange({ ...row, value: value ?? '' })}
    />
  );
}

type SeveralProps = Omit<ValueProps, 'row' | 'place' | 'field'> & {
  readonly label: string;
  readonly field: FormField;
  readonly row: Extract<RowConditionWire, { operator: 'in' }>;
};

function Several({ label, field, row, onChange }: SeveralProps) {
  const id = useId();
  const choose = (values: readonly string[]) => onChange({ ...row, values: [...values] });
  return (
    <div>
      <label htmlFor={id} className="mq-hidden">
        {label}
      </label>
      {field.codeList ? (
        <CodeSelect
          id={id}
          many
          list={field.codeList}
          {...(field.options ? { options: field.options } : {})}
          value={row.values}
          onChange={choose}
        />
      ) : (
        <Select
          id={id}
          mode="tags"
          value={row.values}
          onChange={choose}
          tokenSeparators={[',', '，', '、']}
        />
      )}
    </div>
  );
}

interface SingleProps {
  readonly label: string;
  readonly field: FormField;
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
}

/** The control that the field has in every form, its value as text. */
function Single({ label, field, value, onChange }: SingleProps) {
  const id = useId();
  const isTruth = field.control === 'boolean';
  return (
    <div>
      <label htmlFor={id} className="mq-hidden">
        {label}
      </label>
      <FieldControl
        id={id}
        field={field}
        value={isTruth ? (value === null || value === '' ? undefined : value === 'true') : (value ?? '')}
        onChange={(next) => onChange(textOf(next))}
        onBlur={() => undefined}
        invalid={false}
        describedBy={undefined}
        disabled={false}
      />
    </div>
  );
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function emptyOf(field: string, operator: Operator): RowConditionWire {
  if (operator === 'in') return { field, operator, values: [] };
  return operator === 'range' ? { field, operator, from: null, to: null } : { field, operator, value: '' };
}

/** Whether every condition has its value. */
export function areWhole(rows: readonly RowConditionWire[]): boolean {
  return rows.every((row) => {
    if (row.operator === 'in') return row.values.length > 0;
    return row.operator === 'range' ? row.from !== null || row.to !== null : row.value.trim() !== '';
  });
}

/** The conditions in words. */
export function RowWords({ form, rows }: { form: FormWire; rows: readonly RowConditionWire[] }) {
  const t = useText();
  const plan = useFormFields(form.resource.name);
  const titleOf = (name: string) =>
    form.fields.find((field) => field.name === name)?.title ?? { zh: name, en: name };
  return (
    <ul className="grants-words">
      {rows.map((row) => (
        <li key={JSON.stringify(row)}>
          {t(titleOf(row.field))}
          {t(texts.colon)}
          <Meant row={row} field={plan.get(row.field)} />
        </li>
      ))}
    </ul>
  );
}

function Meant({ row, field }: { row: RowConditionWire; field: FormField | undefined }) {
  const t = useText();
  if (row.operator === 'prefix') return t(texts.begins, { value: row.value });
  if (row.operator !== 'range') {
    const values = row.operator === 'in' ? row.values : [row.value];
    return values.map((value, place) => (
      <span key={value}>
        {place > 0 && t(texts.or)}
        <Value value={value} field={field} />
      </span>
    ));
  }
  const from = row.from !== null && <Value value={row.from} field={field} />;
  const to = row.to !== null && <Value value={row.to} field={field} />;
  if (from && to)
    return (
      <>
        {from}
        {t(texts.between)}
        {to}
      </>
    );
  return (
    <>
      {t(from ? texts.beforeFrom : texts.beforeTo)}
      {from || to}
      {t(from ? texts.afterFrom : texts.afterTo)}
    </>
  );
}

function Value({ value, field }: { value: string; field: FormField | undefined }) {
  const t = useText();
  if (field?.codeList) return <CodeLabel list={field.codeList} code={value} options={field.options} />;
  if (field?.control === 'datetime') return <When at={value} />;
  if (field?.control === 'boolean') return t(value === 'true' ? texts.yes : texts.no);
  return field?.unit ? `${value} ${t(field.unit)}` : value;
}
