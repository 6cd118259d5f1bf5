import { Input } from 'antd';
import { useId, useMemo, useState } from 'react';
import {
  api,
  ApiProblem,
  draftKey,
  dropDraft,
  Notice,
  Panel,
  problemFrom,
  RecordForm,
  useSession,
  useText,
  type PurposeReference,
  type Values,
} from '#web/kit/index.ts';
import { Receipt } from '../look-up/Receipt.tsx';
import type { DeclaredResource } from '../desk-data.ts';
import { deskTexts } from '../texts.ts';
import { changedValues } from './changes.ts';
import { ConflictPanel } from './ConflictPanel.tsx';
import { changePlan, startingValues } from './record-plan.ts';
import { maskedControls, referenceControls } from './ReferenceControl.tsx';
import type { ReadRecord } from './RecordPage.tsx';

interface ChangePanelProps {
  readonly act: 'change' | 'correct';
  readonly resource: DeclaredResource;
  readonly read: ReadRecord;
  readonly purpose: PurposeReference;
  readonly onChanged: (next: ReadRecord) => void;
}

interface Written {
  readonly version: number;
  readonly receipt: string;
}

interface Clash {
  readonly mine: Values;
  readonly now: ReadRecord;
}

const leastReason = 2; // characters; the server asks the same

/** Changes or corrects a record: sends what was altered, with the version it was based on. */
export function ChangePanel(props: ChangePanelProps) {
  const { act, resource, read, purpose, onChanged } = props;
  const t = useText();
  const reasonId = useId();
  const { actor } = useSession();
  const [reason, setReason] = useState('');
  const [reasonMissing, setReasonMissing] = useState(false);
  const [clash, setClash] = useState<Clash | undefined>();
  const [written, setWritten] = useState<Written | undefined>();
  const { record } = read;
  const form = `registration.${resource.name}.${act}.${record.id}`;
  const initial = startingValues(resource.plans, record);
  const controls = useMemo(
    () => ({ ...referenceControls(resource), ...maskedControls(record) }),
    [resource, record],
  );

  const send = async (values: Values, version: number): Promise<void> => {
    const path = `/api/v1/resources/${resource.name}/records/${record.id}`;
    const options = { ifMatch: `"${version}"` };
    const done =
      act === 'change'
        ? await api.patch<Written>(path, { values, purpose }, options)
        : await api.post<Written>(`${path}/correct`, { values, reason: reason.trim(), purpose }, options);
    const base = clash?.now ?? read;
    const changed = { ...base.record.values, ...unmasked(values, record.masked) };
    setWritten(done);
    setClash(undefined);
    setReason('');
    onChanged({ ...base, record: { ...base.record, version: done.version, values: changed } });
  };

  const submit = async (values: Values): Promise<void> => {
    setWritten(undefined);
    const mine = changedValues(initial, values);
    setReasonMissing(act === 'correct' && reason.trim().length < leastReason);
    if (Object.keys(mine).length === 0) throw notSent(t(deskTexts.nothingChanged));
    if (act === 'correct' && reason.trim().length < leastReason) {
      document.getElementById(reasonId)?.focus();
      throw notSent(t(deskTexts.reasonNeeded));
    }
    try {
      await send(mine, record.version ?? 1);
    } catch (thrown) {
      if (problemFrom(thrown).code === 'records.version-conflict')
        setClash({ mine, now: await readNow(props) });
      throw thrown;
    }
  };

  return (
    <div className="mq-gap">
      <p className="mq-soft">{t(act === 'change' ? deskTexts.changeLead : deskTexts.correctLead)}</p>
      {written && (
        <Notice tone="good" title={t(deskTexts.changed, { version: written.version })} alert>
          <Receipt id={written.receipt} personal={resource.personal} />
        </Notice>
      )}
      {clash && (
        <ConflictPanel
          resource={resource}
          before={initial}
          theirs={startingValues(resource.plans, clash.now.record)}
          mine={clash.mine}
          onSave={async (values) => {
            await send(values, clash.now.record.version ?? 1);
            dropDraft(draftKey(actor.id, form));
          }}
        />
      )}
      {act === 'correct' && (
        <Panel>
          <div className="desk-field">
            <label htmlFor={reasonId}>{t(deskTexts.correctReason)}</label>
            <Input.TextArea
              id={reasonId}
              maxLength={500}
              autoSize={{ minRows: 2, maxRows: 6 }}
              value={reason}
              {...(reasonMissing ? { status: 'error' as const, 'aria-invalid': true } : {})}
              onChange={(event) => setReason(event.target.value)}
            />
          </div>
        </Panel>
      )}
      <RecordForm
        key={`${form}.${record.version}`}
        form={form}
        plan={changePlan(resource.plans, record, read.withheld)}
        initial={initial}
        controls={controls}
        submitLabel={act === 'change' ? deskTexts.saveChange : deskTexts.saveCorrection}
        onSubmit={submit}
      />
    </div>
  );
}

/** A form that goes nowhere: said above it, nothing sent, nothing lost. */
function notSent(title: string): ApiProblem {
  return new ApiProblem({ code: 'desk.not-sent', status: 0, title });
}

/** What a masked field was set to is not shown back: the next read masks it again. */
function unmasked(values: Values, masked: readonly string[]): Values {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !masked.includes(name)));
}

/** The record as it is recorded now, read again for the comparison: an access of its own. */
async function readNow({ resource, read, purpose }: ChangePanelProps): Promise<ReadRecord> {
  return api.get<ReadRecord>(`/api/v1/resources/${resource.name}/records/${read.record.id}`, { purpose });
}
