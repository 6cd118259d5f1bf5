import { DatePicker, Input, InputNumber, Radio } from 'antd';
import dayjs from 'dayjs';
import type { ComponentType } from 'react';
import { useText } from '../../core/language.ts';
import { plainText } from '../../core/plain-text.ts';
import type { CodeItem } from '../codes.ts';
import type { FormField } from '../plans.ts';
import { formatInstant } from '../../core/time.ts';
import { texts } from '../texts.ts';
import { CodeSelect } from './CodeSelect.tsx';

export interface FieldControlProps {
  readonly id: string;
  readonly field: FormField;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  readonly onBlur: () => void;
  readonly invalid: boolean;
  readonly describedBy: string | undefined;
  readonly disabled: boolean;
}

/** A feature's own control for a field: `controls={{ household: HouseholdControl }}`. */
export type FieldControlComponent = ComponentType<FieldControlProps>;

/** The control that a field's plan asks for. Values: text, number, `YYYY-MM-DD`, code, codes, true or false. */
export function FieldControl(props: FieldControlProps) {
  switch (props.field.control) {
    case 'code':
      return <CodeControl {...props} />;
    case 'codes':
      return <CodesControl {...props} />;
    case 'date':
      return <DateControl {...props} />;
    case 'datetime':
      return <InstantControl {...props} />;
    case 'number':
      return <NumberControl {...props} />;
    case 'boolean':
      return <BooleanControl {...props} />;
    default:
      return <TextControl {...props} />;
  }
}

function common({ id, onBlur, invalid, describedBy, disabled }: FieldControlProps) {
  return {
    id,
    onBlur,
    disabled,
    ...(invalid ? { status: 'error' as const, 'aria-invalid': true } : {}),
    ...(describedBy ? { 'aria-describedby': describedBy } : {}),
  };
}

function TextControl(props: FieldControlProps) {
  const { field, value, onChange } = props;
  const shared = {
    ...common(props),
    value: (value as string | undefined) ?? '',
    autoComplete: 'off',
    spellCheck: false,
  };
  if (field.control === 'textarea') {
    return (
      <Input.TextArea
        {...shared}
        autoSize={{ minRows: 3, maxRows: 10 }}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  }
  return (
    <Input
      {...shared}
      className={field.identifier ? 'mq-mono' : ''}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

function NumberControl(props: FieldControlProps) {
  const t = useText();
  return (
    <InputNumber<string>
      {...common(props)}
      stringMode
      {...(props.field.minimum === undefined ? {} : { min: String(props.field.minimum) })}
      {...(props.field.maximum === undefined ? {} : { max: String(props.field.maximum) })}
      {...(props.field.scale === undefined ? {} : { precision: props.field.scale })}
      suffix={props.field.unit && t(props.field.unit)}
      value={plainText(props.value) || null}
      onChange={(next) => props.onChange(next === null || next === '' ? undefined : Number(next))}
    />
  );
}

function DateControl(props: FieldControlProps) {
  const t = useText();
  const value = typeof props.value === 'string' && props.value ? dayjs(props.value) : null;
  return (
    <DatePicker
      {...common(props)}
      value={value}
      format={['YYYY-MM-DD', 'YYYYMMDD', 'YYYY.MM.DD', 'YYYY/MM/DD']}
      placeholder={t(texts.datePattern)}
      preserveInvalidOnBlur
      onChange={(next) => props.onChange(next ? next.format('YYYY-MM-DD') : undefined)}
    />
  );
}

function optionsOf(field: FormField): { options?: readonly CodeItem[] } {
  return field.options ? { options: field.options } : {};
}

function CodeControl({
  id,
  field,
  value,
  onChange,
  onBlur,
  invalid,
  describedBy,
  disabled,
}: FieldControlProps) {
  const shared = {
    id,
    list: field.codeList ?? '',
    ...optionsOf(field),
    onBlur,
    invalid,
    describedBy,
    disabled,
  };
  return <CodeSelect {...shared} value={(value as string | undefined) ?? undefined} onChange={onChange} />;
}

/** An instant, typed and shown on Shanghai's clock, kept as RFC 3339 with its offset. */
function InstantControl(props: FieldControlProps) {
  const value =
    typeof props.value === 'string' && props.value ? dayjs(formatInstant(props.value, 'second')) : null;
  return (
    <DatePicker
      {...common(props)}
      showTime
      value={value}
      format="YYYY-MM-DD HH:mm:ss"
      onChange={(next) => props.onChange(next ? `${next.format('YYYY-MM-DDTHH:mm:ss')}+08:00` : undefined)}
    />
  );
}

function CodesControl({
  id,
  field,
  value,
  onChange,
  onBlur,
  invalid,
  describedBy,
  disabled,
}: FieldControlProps) {
  const shared = {
    id,
    list: field.codeList ?? '',
    ...optionsOf(field),
    onBlur,
    invalid,
    describedBy,
    disabled,
  };
  return <CodeSelect {...shared} many value={value as readonly string[] | undefined} onChange={onChange} />;
}

function BooleanControl({ id, value, onChange, onBlur, disabled, describedBy, field }: FieldControlProps) {
  const t = useText();
  return (
    <Radio.Group
      id={id}
      aria-label={t(field.label)}
      {...(describedBy ? { 'aria-describedby': describedBy } : {})}
      disabled={disabled}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      onBlur={onBlur}
      options={[
        { value: true, label: t(texts.yes) },
        { value: false, label: t(texts.no) },
      ]}
    />
  );
}
