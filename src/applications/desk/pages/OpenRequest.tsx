import { App, Button, Select } from 'antd';
import { useId, useState } from 'react';
import {
  api,
  Citations,
  ProblemView,
  useBranchTitles,
  useLanguage,
  useSession,
  useText,
  type PurposeOpenerProps,
} from '#web/kit/index.ts';
import type { PurposeKindsWire, RequestInputWire, RequestWire } from '../schema.ts';
import { purposeOfRequest, useDeskRefresh, useKinds } from './desk-data.ts';
import { NoteField, noteErrorOf } from './NoteField.tsx';
import { deskTexts } from './texts.ts';
import { useOpening } from './use-opening.ts';
import './desk.css';

type Kind = PurposeKindsWire['registration']['kinds'][number];

/** Opens a request and, when the own branch handles its kind, takes it: then it comes into force at once. */
export function OpenRequest({ onOpened, onCancel }: PurposeOpenerProps) {
  const t = useText();
  const language = useLanguage();
  const id = useId();
  const { actor } = useSession();
  const { data: kinds } = useKinds();
  const [code, setCode] = useState<string | undefined>();
  const [note, setNote] = useState('');
  const openAndTake = useOpenAndTake({ onOpened, onCancel });
  const kind = kinds?.registration.kinds.find((each) => each.code === code);
  const { problem, busy, renew, carryOut } = useOpening(async (key) => {
    if (kinds && kind) await openAndTake(kinds, { kind: kind.code, ...(note.trim() ? { note } : {}) }, key);
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
      {problem && noteErrorOf(problem, '/note') === undefined && <ProblemView problem={problem} />}
      <div className="desk-field">
        <label htmlFor={`${id}-kind`}>{t(deskTexts.kind)}</label>
        <Select
          id={`${id}-kind`}
          autoFocus
          style={{ width: '100%' }}
          value={code ?? null}
          onChange={(next: string) => {
            renew();
            setCode(next);
          }}
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
        onChange={(next) => {
          renew();
          setNote(next);
        }}
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

/** Opens the request, then takes it, unless another branch handles it: then says where it went. */
function useOpenAndTake({ onOpened, onCancel }: PurposeOpenerProps) {
  const t = useText();
  const { message } = App.useApp();
  const refresh = useDeskRefresh();
  return async (kinds: PurposeKindsWire, body: RequestInputWire, idempotencyKey: string): Promise<void> => {
    const opened = await api.post<RequestWire>('/api/v1/desk/requests', body, { idempotencyKey });
    if (!opened.acts.includes('take')) {
      message.info(t(deskTexts.sentToBranch, { reference: opened.reference }));
      void refresh();
      return onCancel();
    }
    const taken = await api.post<RequestWire>(`/api/v1/desk/requests/${opened.reference}/take`);
    void refresh();
    onOpened(purposeOfRequest(taken, kinds));
  };
}

function KindNotes({ kind, own }: { kind: Kind; own: boolean }) {
  const t = useText();
  const branch = useBranchTitles()[kind.branch];
  return (
    <p className="mq-soft">
      {t(deskTexts.dueInDays, { n: kind.days })}
      {kind.basis.length > 0 && ' · '}
      <Citations of={kind.basis} />
      {!own && ` · ${t(deskTexts.otherBranch, { branch: branch ? t(branch) : kind.branch })}`}
    </p>
  );
}
