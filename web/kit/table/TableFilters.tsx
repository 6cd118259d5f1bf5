import { Button, DatePicker, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useText } from '../../core/language.ts';
import { CodeLabel } from '../CodeLabel.tsx';
import { CodeSelect } from '../form/CodeSelect.tsx';
import { texts } from '../texts.ts';
import { usePrinting } from '../use-printing.ts';
import type { TableFilter } from './table-types.ts';

type Values = Readonly<Record<string, string>>;

interface TableFiltersProps {
  readonly id: string;
  /** What the table is called: a page may have several. */
  readonly title: string;
  readonly filters: readonly TableFilter[];
  readonly values: Values;
  readonly onApply: (values: Values) => void;
}

/** The search bar of a table: nothing is asked of the server until the reader says so (button or Enter). */
export function TableFilters({ id, title, filters, values, onApply }: TableFiltersProps) {
  const t = useText();
  const [typed, setTyped] = useState(values);
  return (
    <form
      className="mq-table-filters mq-no-print"
      role="search"
      aria-label={`${t(texts.filters)} · ${title}`}
      onSubmit={(event) => {
        event.preventDefault();
        onApply(typed);
      }}
    >
      {filters.map((filter) => (
        <div className="mq-filter" key={filter.name}>
          <label htmlFor={`${id}-${filter.name}`}>{t(filter.label)}</label>
          <FilterControl
            id={`${id}-${filter.name}`}
            filter={filter}
            value={typed[filter.name] ?? ''}
            onChange={(value) => setTyped({ ...typed, [filter.name]: value })}
          />
        </div>
      ))}
      <div className="mq-filter-acts">
        <Button onClick={() => onApply({})}>{t(texts.reset)}</Button>
        <Button type="primary" htmlType="submit">
          {t(texts.search)}
        </Button>
      </div>
    </form>
  );
}

/** On paper, where the search bar is left out: what the rows were filtered by. Private filters stay off it. */
export function FiltersInForce({ filters, values }: Pick<TableFiltersProps, 'filters' | 'values'>) {
  const t = useText();
  const printing = usePrinting() !== undefined;
  const inForce = filters.filter(({ name, private: hidden }) => values[name] && !hidden);
  if (!printing || inForce.length === 0) return null;
  return (
    <dl className="mq-filters-in-force" aria-label={t(texts.filteredBy)}>
      {inForce.map((filter) => (
        <div key={filter.name}>
          <dt>{t(filter.label)}</dt>
          <dd>
            <FilterValue filter={filter} value={values[filter.name] ?? ''} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function FilterValue({ filter, value }: { filter: TableFilter; value: string }) {
  const t = useText();
  if (filter.kind === 'code') return <CodeLabel list={filter.codeList ?? ''} code={value} />;
  const option = filter.options?.find((candidate) => candidate.value === value);
  return option ? t(option.label) : value;
}

interface FilterControlProps {
  readonly id: string;
  readonly filter: TableFilter;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function FilterControl({ id, filter, value, onChange }: FilterControlProps) {
  const t = useText();
  if (filter.kind === 'choice') {
    const options = (filter.options ?? []).map((option) => ({ value: option.value, label: t(option.label) }));
    return (
      <Select
        id={id}
        allowClear
        placeholder={t(texts.any)}
        value={value || null}
        options={options}
        onChange={(next: string | undefined) => onChange(next ?? '')}
      />
    );
  }
  if (filter.kind === 'code') {
    return (
      <CodeSelect
        id={id}
        list={filter.codeList ?? ''}
        value={value || undefined}
        onChange={(next) => onChange(next ?? '')}
        placeholder={t(texts.any)}
      />
    );
  }
  if (filter.kind === 'date') {
    return (
      <DatePicker
        id={id}
        value={value ? dayjs(value) : null}
        format={['YYYY-MM-DD', 'YYYYMMDD']}
        placeholder={t(texts.datePattern)}
        onChange={(next) => onChange(next ? next.format('YYYY-MM-DD') : '')}
      />
    );
  }
  return (
    <Input
      id={id}
      value={value}
      allowClear
      autoComplete="off"
      placeholder={filter.placeholder ? t(filter.placeholder) : ''}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
