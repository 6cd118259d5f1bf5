import { Input } from 'antd';
import { useEffect, useId, useMemo, useRef } from 'react';
import { Notice, Panel, RecordForm, useText } from '#web/kit/index.ts';
import { Receipt } from '../look-up/Receipt.tsx';
import { deskTexts } from '../texts.ts';
import { ConflictPanel } from './ConflictPanel.tsx';
import { changePlan, startingValues } from './record-plan.ts';
import { maskedControls, referenceControls } from './ReferenceControl.tsx';
import { useAlteration, type AlterationOptions } from './use-alteration.ts';

/** Changes or corrects a record with the form derived from its declaration. */
export function ChangePanel(props: AlterationOptions) {
  const { act, resource, read } = props;
  const t = useText();
  const { form, initial, clash, written, submit, saveMerged, ...why } = useAlteration(props);
  const { record } = read;
  const controls = useMemo(
    () => ({ ...referenceControls(resource), ...maskedControls(record) }),
    [resource, record],
  );
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
          onSave={saveMerged}
        />
      )}
      {act === 'correct' && <Reason {...why} />}
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

interface ReasonProps {
  readonly reason: string;
  readonly setReason: (reason: string) => void;
  readonly reasonMissing: boolean;
}

/** Why it is corrected; takes the focus when it is missing. */
function Reason({ reason, setReason, reasonMissing }: ReasonProps) {
  const t = useText();
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (reasonMissing) box.current?.querySelector('textarea')?.focus();
  }, [reasonMissing]);
  return (
    <Panel>
      <div className="desk-field" ref={box}>
        <label htmlFor={id}>{t(deskTexts.correctReason)}</label>
        <Input.TextArea
          id={id}
          maxLength={500}
          autoSize={{ minRows: 2, maxRows: 6 }}
          value={reason}
          {...(reasonMissing ? { status: 'error' as const, 'aria-invalid': true } : {})}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
    </Panel>
  );
}
