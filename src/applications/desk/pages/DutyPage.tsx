import { App, Button, Popconfirm } from 'antd';
import { useState } from 'react';
import { api, Empty, Page, Panel, problemFrom, ProblemView, StatusTag, useText, When, type ApiProblem } from '#web/kit/index.ts'; // prettier-ignore
import type { DutyWire } from '../schema.ts';
import { useDeskRefresh, useDuty } from './desk-data.ts';
import { SignOnButton } from './SignOnNotice.tsx';
import { RoleNames } from './RoleNames.tsx';
import { deskTexts } from './texts.ts';
import './desk.css';

/** Own shift at the desk, and who else is on duty at the unit. */
export function DutyPage() {
  const { data, error, refetch } = useDuty();
  const t = useText();
  return (
    <Page>
      {error && <ProblemView problem={error} onRetry={() => void refetch()} />}
      <div className="mq-gap" aria-busy={!data && !error}>
        <Panel title={deskTexts.myShift}>
          {data && (data.mine ? <Shift duty={data.mine} /> : <OffDuty />)}
        </Panel>
        <Panel title={deskTexts.colleagues}>
          {data?.unit.length === 0 && <Empty title={t(deskTexts.nobodyOnDuty)} />}
          <ul className="desk-list">
            {data?.unit.map((duty) => (
              <li key={duty.officer} className="desk-line">
                <strong>{duty.name}</strong>
                <span className="mq-soft">
                  <RoleNames roles={duty.roles} />
                </span>
                <span className="mq-soft desk-end">
                  <When at={duty.signedOnAt} age />
                </span>
              </li>
            ))}
          </ul>
        </Panel>
      </div>
    </Page>
  );
}

function OffDuty() {
  const t = useText();
  return (
    <div className="mq-gap">
      <p>
        <StatusTag tone="neutral">{t(deskTexts.offDuty)}</StatusTag>
      </p>
      <p className="mq-soft">{t(deskTexts.offDutyWhy)}</p>
      <SignOnButton />
    </div>
  );
}

function Shift({ duty }: { duty: DutyWire }) {
  const t = useText();
  return (
    <div className="mq-gap">
      <p>
        <StatusTag tone="good">{t(deskTexts.onDuty)}</StatusTag>
      </p>
      <dl className="mq-facts">
        <div>
          <dt>{t(deskTexts.shiftSince)}</dt>
          <dd>
            <When at={duty.signedOnAt} age />
          </dd>
        </div>
        <div>
          <dt>{t(deskTexts.shiftUntil)}</dt>
          <dd>
            <When at={duty.until} age />
          </dd>
        </div>
      </dl>
      <SignOff />
    </div>
  );
}

function SignOff() {
  const t = useText();
  const { message } = App.useApp();
  const refresh = useDeskRefresh();
  const [problem, setProblem] = useState<ApiProblem | undefined>();
  const signOff = async () => {
    setProblem(undefined);
    try {
      const { closed } = await api.post<{ closed: readonly string[] }>('/api/v1/desk/duty/end');
      await refresh();
      message.success(
        closed.length > 0 ? t(deskTexts.signedOffClosed, { n: closed.length }) : t(deskTexts.signedOff),
      );
    } catch (thrown) {
      setProblem(problemFrom(thrown));
    }
  };
  return (
    <>
      {problem && <ProblemView problem={problem} />}
      <Popconfirm
        title={t(deskTexts.signOffAsk)}
        okText={t(deskTexts.signOff)}
        onConfirm={() => void signOff()}
      >
        <Button>{t(deskTexts.signOff)}</Button>
      </Popconfirm>
    </>
  );
}
