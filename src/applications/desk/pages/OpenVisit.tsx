import { Button, Select } from 'antd';
import { useId, useRef, useState } from 'react';
import {
  api,
  newIdempotencyKey,
  problemFrom,
  ProblemView,
  useLanguage,
  useText,
  type ApiProblem,
  type PurposeOpenerProps,
} from '#web/kit/index.ts';
import type { VisitWire } from '../schema.ts';
import { purposeOfVisit, useDeskRefresh, useDuty, useKinds } from './desk-data.ts';
import { NoteField, noteErrorOf } from './NoteField.tsx';
import { SignOnNotice } from './SignOnNotice.tsx';
import { deskTexts } from './texts.ts';
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
  const [problem, setProblem] = useState<ApiProblem | undefined>();
  const [busy, setBusy] = useState(false);
  const idempotencyKey = useRef(newIdempotencyKey());
  const reasons = kinds?.verification.reasons ?? [];
  const open = async () => {
    if (!kinds) return;
    setBusy(true);
    setProblem(undefined);
    try {
      const body = { reason: reason ?? '', ...(note.trim() ? { note } : {}) };
      const options = { idempotencyKey: idempotencyKey.current };
      const visit = await api.post<VisitWire>('/api/v1/desk/visits', body, options);
      void refresh();
      onOpened(purposeOfVisit(visit, kinds));
    } catch (thrown) {
      idempotencyKey.current = newIdempotencyKey();
      setProblem(problemFrom(thrown));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      className="mq-gap"
      onSubmit={(event) => {
        event.preventDefault();
        event.stopPropagation();
        void open();
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
          onChange={(next: string) => setReason(next)}
          options={reasons.map((each) => ({ value: each.code, label: each[language] }))}
        />
      </div>
      <NoteField
        id={`${id}-note`}
        label={deskTexts.note}
        pointer="/note"
        value={note}
        onChange={setNote}
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
