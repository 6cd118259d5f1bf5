import { App, Button, Select } from 'antd';
import { useId, useRef, useState } from 'react';
import {
  api,
  newIdempotencyKey,
  problemFrom,
  ProblemView,
  useLanguage,
  useSession,
  useText,
  type ApiProblem,
  type PurposeOpenerProps,
} from '#web/kit/index.ts';
import type { PurposeKindsWire, RequestWire } from '../schema.ts';
import { purposeOfRequest, useDeskRefresh, useKinds } from './desk-data.ts';
import { NoteField, noteErrorOf } from './NoteField.tsx';
import { branchTitles, deskTexts } from './texts.ts';
import './desk.css';

type Kind = PurposeKindsWire['registration']['kinds'][number];

/** Opens a request and, when the own branch handles its kind, takes it: then it comes into force at once. */
export function OpenRequest({ onOpened, onCancel }: PurposeOpenerProps) {
  const t = useText();
  const language = useLanguage();
  const id = useId();
  const { actor } = useSession();
  const { message } = App.useApp();
  const { data: kinds } = useKinds();
  const refresh = useDeskRefresh();
  const [code, setCode] = useState<string | undefined>();
  const [note, setNote] = useState('');
  const [problem, setProblem] = useState<ApiProblem | undefined>();
  const [busy, setBusy] = useState(false);
  const idempotencyKey = useRef(newIdempotencyKey());
  const kind = kinds?.registration.kinds.find((each) => each.code === code);
  const open = async () => {
    if (!kinds || !kind) return;
    setBusy(true);
    setProblem(undefined);
    try {
      const body = { kind: kind.code, ...(note.trim() ? { note } : {}) };
      const opened = await api.post<RequestWire>('/api/v1/desk/requests', body, {
        idempotencyKey: idempotencyKey.current,
      });
      if (!opened.acts.includes('take')) {
        message.info(t(deskTexts.sentToBranch, { reference: opened.reference }));
        void refresh();
        return onCancel();
      }
      const taken = await api.post<RequestWire>(`/api/v1/desk/requests/${opened.reference}/take`);
      void refresh();
      onOpened(purposeOfRequest(taken, kinds));
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
      {problem && noteErrorOf(problem, '/note') === undefined && <ProblemView problem={problem} />}
      <div className="desk-field">
        <label htmlFor={`${id}-kind`}>{t(deskTexts.kind)}</label>
        <Select
          id={`${id}-kind`}
          autoFocus
          style={{ width: '100%' }}
          value={code ?? null}
          onChange={(next: string) => setCode(next)}
          options={(kinds?.registration.kinds ?? []).map((each) => ({
            value: each.code,
            label: each[language],
          }))}
        />
        {kind && <KindNotes kind={kind} own={kind.branch === actor.branch} />}
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
        <Button type="primary" htmlType="submit" loading={busy} disabled={!kind}>
          {t(kind && kind.branch !== actor.branch ? deskTexts.newRequest : deskTexts.openAndTake)}
        </Button>
        <Button onClick={onCancel}>{t(deskTexts.close)}</Button>
      </div>
    </form>
  );
}

function KindNotes({ kind, own }: { kind: Kind; own: boolean }) {
  const t = useText();
  const branch = branchTitles[kind.branch];
  return (
    <p className="mq-soft">
      {t(deskTexts.dueInDays, { n: kind.days })}
      {kind.basis && ` · ${t(kind.basis)}`}
      {!own && ` · ${t(deskTexts.otherBranch, { branch: branch ? t(branch) : kind.branch })}`}
    </p>
  );
}
