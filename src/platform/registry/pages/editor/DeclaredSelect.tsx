import { Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { useSettled, useText, type FieldControlProps, type Text, type TextParams } from '#web/kit/index.ts';
import { useDeclared, type ListKind, type Named } from '../data.ts';

/** How long after the last key the catalogue is searched. */
const searchDelayMs = 250;

export type Describe<Row> = (row: Row, t: (text: Text, params?: TextParams) => string) => string;

interface DeclaredSelectProps<Row extends Named> {
  readonly id: string;
  readonly kind: ListKind;
  readonly value: string | undefined;
  readonly onChange: (name: string | undefined, row: Row | undefined) => void;
  /** What this proposal itself declares: chosen like what is there. */
  readonly own?: readonly Named[];
  readonly placeholder?: string;
  readonly notFound?: string;
  /** What tells it from others, beside its title. */
  readonly describe?: Describe<Row>;
  readonly onTyped?: (typed: string) => void;
  readonly invalid?: boolean;
  readonly describedBy?: string | undefined;
  readonly disabled?: boolean;
}

/** A choice of one declaration, searched in the catalogue by whatever it finds it by (title, synonym, pinyin, identifier). */
export function DeclaredSelect<Row extends Named = Named>(props: DeclaredSelectProps<Row>) {
  const { id, kind, value, onChange, own = [], describe, onTyped, invalid, describedBy } = props;
  const t = useText();
  const [typed, setTyped] = useState('');
  const settled = useSettled(typed.trim(), searchDelayMs);
  const { data, isFetching } = useDeclared<Row>(kind, settled);
  const held = useDeclared<Row>(kind, value ?? '').data?.items.find(({ name }) => name === value);
  const rows = new Map<string, Named>([
    ...own.filter((row) => isLike(row, typed)).map((row) => [row.name, row] as const),
    ...(data?.items ?? []).map((row) => [row.name, row] as const),
  ]);
  if (value !== undefined && value !== '' && !rows.has(value))
    rows.set(value, held ?? own.find(({ name }) => name === value) ?? { name: value, title: bare(value) });
  const choiceOf = (row: Named): ReactNode => {
    const isOwn = own.some(({ name }) => name === row.name);
    const about = describe && !isOwn ? describe(row as Row, t) : row.name;
    return [t(row.title), ' ', <Soft key="about" words={about} />];
  };
  return (
    <Select
      id={id}
      allowClear
      className="registry-set"
      placeholder={props.placeholder}
      disabled={props.disabled ?? false}
      value={value === '' || value === undefined ? null : value}
      loading={isFetching}
      notFoundContent={props.notFound}
      showSearch={{
        filterOption: false,
        onSearch: (next) => {
          setTyped(next);
          onTyped?.(next);
        },
      }}
      options={[...rows.values()].map((row) => ({ value: row.name, label: t(row.title), row }))}
      optionRender={({ data: { row } }) => choiceOf(row)}
      onChange={(name: string | null | undefined, option) => {
        const row = option === undefined || Array.isArray(option) ? undefined : option.row;
        onChange(name ?? undefined, row as Row | undefined);
      }}
      {...(invalid ? { status: 'error' as const, 'aria-invalid': true } : {})}
      {...(describedBy ? { 'aria-describedby': describedBy } : {})}
    />
  );
}

function Soft({ words }: { words: string }) {
  return <span className="mq-soft">{words}</span>;
}

function bare(name: string): Text {
  return { zh: name, en: name };
}

function isLike({ name, title }: Named, typed: string): boolean {
  const wanted = typed.trim().toLowerCase();
  return [name, title.zh, title.en].some((text) => text.toLowerCase().includes(wanted));
}

/** The same as the control of a planned field. */
export function declaredControl(kind: ListKind, own: readonly Named[]) {
  return function DeclaredControl({
    id,
    value,
    onChange,
    invalid,
    describedBy,
    disabled,
  }: FieldControlProps) {
    return (
      <DeclaredSelect
        id={id}
        kind={kind}
        own={own}
        value={typeof value === 'string' ? value : undefined}
        onChange={(name) => onChange(name)}
        invalid={invalid}
        describedBy={describedBy}
        disabled={disabled}
      />
    );
  };
}
