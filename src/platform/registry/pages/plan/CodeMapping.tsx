import { Select } from 'antd';
import { PlainTable, useText } from '#web/kit/index.ts';
import type { Item, Need } from './plan-draft.ts';
import { planTexts as texts } from './texts.ts';

interface CodeMappingProps {
  readonly item: Item;
  readonly need: Need;
  readonly codes: Readonly<Record<string, string>>;
  readonly may: boolean;
  readonly onChange: (codes: Readonly<Record<string, string>>) => void;
}

/** Each code that is gone, how many records use it, and its new one. */
export function CodeMapping({ item, need, codes, may, onChange }: CodeMappingProps) {
  const t = useText();
  const used = item.rehearsal?.fields[need.field]?.codes;
  return (
    <PlainTable
      caption={t(texts.codes, { title: t(need.title) })}
      rows={need.codesGone}
      rowKey={(code) => code}
      columns={[
        { title: texts.oldCode, render: (code) => <code className="mq-mono">{code}</code> },
        {
          title: texts.inUse,
          render: (code) => used?.[code] ?? <span className="mq-soft">{t(texts.notCounted)}</span>,
        },
        {
          title: texts.newCode,
          render: (code) => (
            <Select
              aria-label={t(texts.newCodeFor, { code })}
              style={{ width: 140 }}
              showSearch
              disabled={!may}
              value={codes[code] ?? null}
              onChange={(next: string) => onChange({ ...codes, [code]: next })}
              options={need.codes.map((value) => ({ value, label: value }))}
            />
          ),
        },
      ]}
    />
  );
}
