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
  /** What tells declarations apart: their name, or their Chinese title where others name them by it. */
  readonly by?: 'name' | 'title';
}

/** A choice of one declaration, searched in the catalogue by whatever it finds it by (title, synonym, pinyin, identifier). */
export function DeclaredSelect<Row extends Named = Named>(props: DeclaredSelectProps<Row>) {
  const { id, kind, value, onChange, own = [], describe, onTyped, invalid, describedBy } = props;
  const keyOf = (row: Named): string => (props.by === 'title' ? row.title.zh : row.name);
  const t = useText();
  const [typed, setTyped] = useState('');
  const settled = useSettled(typed.trim(), searchDelayMs);
  const { data, isFetching } = useDeclared<Row>(kind, settled);
  const held = useDeclared<Row>(kind, value ?? '').data?.items.find((row) => keyOf(row) === value);
  const rows = new Map<string, Named>([
    ...own.filter((row) => isLike(row, typed)).map((row) => [keyOf(row), row] as const),
    ...(data?.items ?? []).map((row) => [keyOf(row), row] as const),
  ]);
  if (value !== undefined && value !== '' && !rows.has(value))
    rows.set(value, held ?? own.find((row) => keyOf(row) === value) ?? { name: value, title: bare(value) });
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
      options={[...rows.values()].map((row) => ({ value: keyOf(row), label: t(row.title), row }))}
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

/** A title is kept as it is in both languages; what tells it is the Chinese one. */
function keptAs(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return (value as Partial<Text> | undefined)?.zh;
}

function isLike({ name, title }: Named, typed: string): boolean {
  const wanted = typed.trim().toLowerCase();
  return [name, title.zh, title.en].some((text) => text.toLowerCase().includes(wanted));
}

/** The same as the control of a planned field, which keeps the name of what was chosen, or its title. */
export function declaredControl(kind: ListKind, own: readonly Named[], keeps: 'name' | 'title' = 'name') {
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
        by={keeps}
        value={keptAs(value)}
        onChange={(chosen, row) => onChange(keeps === 'title' ? row?.title : chosen)}
        invalid={invalid}
        describedBy={describedBy}
        disabled={disabled}
      />
    );
  };
}
