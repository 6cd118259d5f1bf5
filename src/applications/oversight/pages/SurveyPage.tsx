import { useQuery } from '@tanstack/react-query';
import { Button, DatePicker } from 'antd';
import dayjs from 'dayjs';
import { useId, useState } from 'react';
import {
  Empty,
  Page,
  Panel,
  ProblemView,
  api,
  formatInstant,
  nowMs,
  useBranchTitles,
  useText,
  useUrlState,
} from '#web/kit/index.ts';
import type { Text } from '#web/kit/index.ts';
import type { SurveyWire } from '../schema.ts';
import { Bars } from './Bars.tsx';
import { actTitles, noBranch, texts, titleOf } from './texts.ts';
import './oversight.css';

const usualDays = 30;
const dayMs = 86_400_000;

/** Counts over a period: each table with its chart. */
export function SurveyPage() {
  const t = useText();
  const [url, changeUrl] = useUrlState();
  const to = url['to'] ?? formatInstant(nowMs(), 'day');
  const from = url['from'] ?? formatInstant(nowMs() - (usualDays - 1) * dayMs, 'day');
  const { data, error, refetch } = useQuery({
    queryKey: ['survey', from, to],
    queryFn: ({ signal }) => api.get<SurveyWire>('/api/v1/ledger/survey', { query: { from, to }, signal }),
  });
  return (
    <Page lead={texts.surveyLead}>
      <div className="mq-gap">
        <Panel>
          <Period from={from} to={to} onShow={(period) => changeUrl(period)} />
        </Panel>
        {error && <ProblemView problem={error} onRetry={() => void refetch()} />}
        {data && data.days.length === 0 && <Empty title={t(texts.nothing)} />}
        {data && data.days.length > 0 && <Tables survey={data} />}
      </div>
    </Page>
  );
}

interface PeriodProps {
  readonly from: string;
  readonly to: string;
  readonly onShow: (period: { from: string; to: string }) => void;
}

function Period({ from, to, onShow }: PeriodProps) {
  const t = useText();
  const id = useId();
  const [chosen, setChosen] = useState({ from, to });
  const picker = (name: 'from' | 'to', label: Text) => (
    <div className="oversight-field">
      <label htmlFor={`${id}-${name}`}>{t(label)}</label>
      <DatePicker
        id={`${id}-${name}`}
        value={dayjs(chosen[name])}
        allowClear={false}
        onChange={(day) => day && setChosen({ ...chosen, [name]: day.format('YYYY-MM-DD') })}
      />
    </div>
  );
  return (
    <form
      className="oversight-period"
      onSubmit={(event) => {
        event.preventDefault();
        onShow(chosen);
      }}
    >
      {picker('from', texts.from)}
      {picker('to', texts.to)}
      <Button type="primary" htmlType="submit">
        {t(texts.show)}
      </Button>
    </form>
  );
}

function Tables({ survey }: { survey: SurveyWire }) {
  const t = useText();
  const branchTitles = { ...useBranchTitles(), ...noBranch };
  const titled = (rows: SurveyWire['acts'], titles: Readonly<Record<string, Text>>) =>
    rows
      .map(({ value, ...counts }) => ({ key: value, title: t(titleOf(titles, value)), ...counts }))
      .toSorted((a, b) => b.permitted + b.refused + b.failed - (a.permitted + a.refused + a.failed));
  const days = survey.days.map(({ value, ...counts }) => ({ key: value, title: value, ...counts }));
  const reasons = survey.reasons.map(({ value, title, ...counts }) => ({
    key: value,
    title: title ? t(title) : value,
    ...counts,
  }));
  return (
    <>
      <Bars title={texts.byDay} head={texts.day} rows={days} />
      <Bars title={texts.byBranch} head={texts.branch} rows={titled(survey.branches, branchTitles)} />
      <Bars title={texts.byAct} head={texts.act} rows={titled(survey.acts, actTitles)} />
      <Bars title={texts.byReason} head={texts.reason} rows={reasons} />
    </>
  );
}
