import { Select } from 'antd';
import { useLanguage, useText } from '../../core/language.ts';
import { matchesCode, useCodeList, type CodeItem } from '../codes.ts';
import { texts } from '../texts.ts';

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

/** A choice from a code list, found by label, code or pinyin initials. Retired codes show only where already chosen. */
export function CodeSelect(props: One | Many) {
  const t = useText();
  const language = useLanguage();
  const { data, isPending, error } = useCodeList(props.list, props.options);
  const chosen = props.many ? (props.value ?? []) : props.value === undefined ? [] : [props.value];
  const options = (data?.items ?? [])
    .filter((item) => !item.retired || chosen.includes(item.code))
    .map((item) => optionOf(item, language));
  const shared = {
    ...(props.id ? { id: props.id } : {}),
    placeholder: props.placeholder ?? t(texts.codeSearch),
    disabled: props.disabled ?? false,
    loading: isPending,
    ...(props.invalid ? { status: 'error' as const, 'aria-invalid': true } : {}),
    ...(props.describedBy ? { 'aria-describedby': props.describedBy } : {}),
    ...(props.onBlur ? { onBlur: props.onBlur } : {}),
    showSearch: {
      filterOption: (typed: string, option?: { item?: CodeItem }) =>
        !!option?.item && matchesCode(option.item, typed),
      autoClearSearchValue: true,
    },
    virtual: options.length > maxOptionsShown,
    notFoundContent: error ? error.message : t(texts.codeNone),
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

function optionOf(item: CodeItem, language: 'zh' | 'en') {
  return { value: item.code, label: item.label[language] || item.label.zh, item };
}
