import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import type { ReactNode } from 'react';
import { StatusTag, useText, type Text } from '#web/kit/index.ts';
import type { ImportState } from '../schema.ts';
import { importStateTexts, texts } from './texts.ts';

/** In use, or abolished. */
export function InUse({ abolishedOn }: { abolishedOn: string | null }) {
  const t = useText();
  return abolishedOn === null ? (
    <StatusTag tone="good">{t(texts.inUse)}</StatusTag>
  ) : (
    <StatusTag tone="neutral">{t(texts.abolished)}</StatusTag>
  );
}

const tones = {
  checked: 'warn',
  applied: 'good',
  refused: 'bad',
  broken: 'bad',
  discarded: 'neutral',
} as const;

export function ImportStateTag({ state }: { state: ImportState }) {
  const t = useText();
  const tone = state in tones ? tones[state as keyof typeof tones] : 'info';
  return <StatusTag tone={tone}>{t(importStateTexts[state])}</StatusTag>;
}

/** A day, as the field writes it; empty when none is chosen. */
export function DayInput(props: { id: string; value: string; onChange: (day: string) => void }) {
  return (
    <DatePicker
      id={props.id}
      value={props.value ? dayjs(props.value) : null}
      format={['YYYY-MM-DD', 'YYYYMMDD']}
      placeholder="YYYY-MM-DD"
      onChange={(next) => props.onChange(next ? next.format('YYYY-MM-DD') : '')}
    />
  );
}

/** A term and what it is, inside `<dl className="mq-facts">`. */
export function Known({ label, children }: { label: Text; children: ReactNode }) {
  const t = useText();
  return (
    <div>
      <dt>{t(label)}</dt>
      <dd>{children}</dd>
    </div>
  );
}
