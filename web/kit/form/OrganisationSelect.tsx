import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { api } from '../../core/api.ts';
import { useText } from '../../core/language.ts';
import type { Text } from '../../core/text.ts';
import { texts } from '../texts.ts';

interface Item {
  readonly code: string;
  readonly name: Text;
}

const shownAtOnce = 30;
const ageMs = 5 * 60_000;

interface One {
  readonly many?: false;
  readonly onChange: (code: string | undefined) => void;
}
interface Many {
  readonly many: true;
  readonly onChange: (codes: readonly string[]) => void;
}

/** An organisation in use, found by code, name or pinyin initials, from the registry of organisation codes. */
export function OrganisationSelect(props: { readonly id: string } & (One | Many)) {
  const t = useText();
  const [typed, setTyped] = useState('');
  const { data = [], isFetching } = useQuery({
    queryKey: ['organisations', 'select', typed],
    staleTime: ageMs,
    queryFn: async ({ signal }) =>
      (
        await api.get<{ items: readonly Item[] }>('/api/v1/organisations', {
          signal,
          query: { q: typed, status: 'in-use', limit: shownAtOnce },
        })
      ).items,
  });
  const shared = {
    id: props.id,
    showSearch: { filterOption: false, onSearch: setTyped } as const,
    loading: isFetching,
    notFoundContent: t(isFetching ? texts.loading : texts.codeNone),
    options: data.map(({ code, name }) => ({ value: code, label: `${t(name)} ${code}` })),
  };
  if (props.many)
    return <Select {...shared} mode="multiple" onChange={(codes: string[]) => props.onChange(codes)} />;
  return <Select {...shared} allowClear onChange={(code: string | undefined) => props.onChange(code)} />;
}
