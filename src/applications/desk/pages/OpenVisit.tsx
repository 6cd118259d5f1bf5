import { Button, Select } from 'antd';
import { useId, useState } from 'react';
import { api, ProblemView, useLanguage, useText, type PurposeOpenerProps } from '#web/kit/index.ts';
import type { VisitWire } from '../schema.ts';
import { purposeOfVisit, useDeskRefresh, useDuty, useKinds } from './desk-data.ts';
import { NoteField, noteErrorOf } from './NoteField.tsx';
import { SignOnNotice } from './SignOnNotice.tsx';
import { deskTexts } from './texts.ts';
import { useOpening } from './use-opening.ts';
import './desk.css';

/** Opens a visit: a reason from the list and a note; it comes into force at once. */
export function OpenVisit({ onOpened, onCancel }: PurposeOpenerProps) {
  const t = useText();
  const language = useLanguage();
  const id = useId();
  const { data: kinds } = useKinds();
  const { data: duty } = useDuty();
  const refresh = useDeskRefresh();
  const [reason, setReason] = useState<string | undefined>();
  const [note, setNote] = useState('');
  const reasons = kinds?.verification.reasons ?? [];
  const { problem, busy, renew, carryOut } = useOpening(async (idempotencyKey) => {
    if (!kinds) return;
    const body = { reason: reason ?? '', ...(note.trim() ? { note } : {}) };
    const visit = await api.post<VisitWire>('/api/v1/desk/visits', body, { idempotencyKey });
    void refresh();
    onOpened(purposeOfVisit(visit, kinds));
  });
  return (
    <form
      className="mq-gap"
      onSubmit={(event) => {
        event.preventDefault();
        event.stopPropagation();
        void carryOut();
      }}
    >
      <SignOnNotice />
      {problem && noteErrorOf(problem, '/note') === undefined && <ProblemView problem={problem} />}
      <div className="desk-field">
        <label htmlFor={`${id}-reason`}>{t(deskTexts.reason)}</label>
        <Select
          id={`${id}-reason`}
          autoFocus
          style={{ width: '100%' }}
          value={reason ?? null}
          onChange={(next: string) => {
            renew();
            setReason(next);
          }}
          options={reasons.map((each) => ({ value: each.code, label: each[language] }))}
        />
      </div>
      <NoteField
        id={`${id}-note`}
        label={deskTexts.note}
        pointer="/note"
        value={note}
        onChange={(next) => {
          renew();
          setNote(next);
        }}
        problem={problem}
      />
      <div className="desk-acts">
        <Button type="primary" htmlType="submit" loading={busy} disabled={!reason || !duty?.mine}>
          {t(deskTexts.openVisit)}
        </Button>
        <Button onClick={onCancel}>{t(deskTexts.close)}</Button>
      </div>
    </form>
  );
}
