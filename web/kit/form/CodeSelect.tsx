import { Select } from 'antd';
import { useState } from 'react';
import { problemFrom } from '../../core/api.ts';
import { useLanguage, useText } from '../../core/language.ts';
import type { Language } from '../../core/text.ts';
import { matchesCode, useCodeItems, useCodeList, useCodeSearch, type CodeItem } from '../codes.ts';
import { texts } from '../texts.ts';
import { useSettled } from '../use-settled.ts';

interface Shared {
  readonly id?: string;
  /** Identifier of the code list. */
  readonly list: string;
  /** The codes, when they are here already: then the list is not asked for. */
  readonly options?: readonly CodeItem[];
  readonly placeholder?: string;
  readonly disabled?: boolean;
  readonly invalid?: boolean;
  readonly describedBy?: string | undefined;
  readonly onBlur?: () => void;
}

interface One extends Shared {
  readonly many?: false;
  readonly value: string | undefined;
  readonly onChange: (code: string | undefined) => void;
}

interface Many extends Shared {
  readonly many: true;
  readonly value: readonly string[] | undefined;
  readonly onChange: (codes: readonly string[]) => void;
}

/** Options shown before someone types: a list of 3,000 divisions is not for scrolling. */
const maxOptionsShown = 200;

/** How long after the last key a long list is searched on the server. */
const searchDelayMs = 250;

/** A choice from a code list, found by label, code or pinyin initials. Retired codes show only where already chosen. */
export function CodeSelect(props: One | Many) {
  const t = useText();
  const chosen = props.many ? (props.value ?? []) : props.value === undefined ? [] : [props.value];
  const { options, searching, problem, onSearch } = useOptions(props, chosen);
  const shared = {
    ...(props.id ? { id: props.id } : {}),
    placeholder: props.placeholder ?? t(texts.codeSearch),
    disabled: props.disabled ?? false,
    loading: searching,
    ...(props.invalid ? { status: 'error' as const, 'aria-invalid': true } : {}),
    ...(props.describedBy ? { 'aria-describedby': props.describedBy } : {}),
    ...(props.onBlur ? { onBlur: props.onBlur } : {}),
    showSearch: {
      onSearch,
      filterOption: (typed: string, option?: { item?: CodeItem }) =>
        !!option?.item && matchesCode(option.item, typed),
    },
    virtual: options.length > maxOptionsShown,
    notFoundContent: problem ? problemFrom(problem).title : t(searching ? texts.loading : texts.codeNone),
    options,
  };
  if (props.many) {
    return (
      <Select
        {...shared}
        mode="multiple"
        value={[...chosen]}
        onChange={(codes: string[]) => props.onChange(codes)}
      />
    );
  }
  return (
    <Select
      {...shared}
      allowClear
      value={props.value ?? null}
      onChange={(code: string | null | undefined) => props.onChange(code ?? undefined)}
    />
  );
}

/** The options at hand: the whole list, or of a long one its beginning, what a search finds, and what is chosen. */
function useOptions({ list, options: known }: Shared, chosen: readonly string[]) {
  const language = useLanguage();
  const [typed, setTyped] = useState('');
  const settled = useSettled(typed.trim(), searchDelayMs);
  const first = useCodeList(list, known);
  const long = first.data?.whole === false;
  const search = useCodeSearch(list, long ? settled : '');
  const held = useCodeItems(list, chosen, known);
  const found = new Map(
    [...(first.data?.items ?? []), ...(search.data?.items ?? [])].map((item) => [item.code, item]),
  );
  for (const code of chosen) found.set(code, held.get(code) ?? { code, label: { zh: code, en: code } });
  return {
    options: [...found.values()]
      .filter((item) => !item.retired || chosen.includes(item.code))
      .map((item) => optionOf(item, language)),
    searching: (first.isFetching && !first.data) || search.isFetching || (long && typed.trim() !== settled),
    problem: first.error ?? search.error,
    onSearch: setTyped,
  };
}

function optionOf(item: CodeItem, language: Language) {
  return { value: item.code, label: item.label[language] || item.label.zh, item };
}
