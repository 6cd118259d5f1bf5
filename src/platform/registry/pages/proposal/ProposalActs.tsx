import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { api, ProblemView, useGo, useText, type Text } from '#web/kit/index.ts';
import { registryPath, useRegistryAct, type ProposalAct, type ProposalWire } from '../data.ts';
import { actWords, registryTexts as texts } from '../texts.ts';

type Decision = Exclude<ProposalAct, 'revise' | 'decide'>;
const order: readonly Exclude<ProposalAct, 'decide'>[] = [
  'withdraw',
  'reject',
  'return',
  'revise',
  'submit',
  'approve',
];
const needsReason: readonly ProposalAct[] = ['return', 'reject'];
const main: readonly ProposalAct[] = ['submit', 'approve'];

/** What the reader may do with a proposal now; giving it back and refusing it say why. */
export function ProposalActs({ proposal }: { proposal: ProposalWire }) {
  const t = useText();
  const go = useGo();
  const [act, setAct] = useState<Decision | undefined>();
  return (
    <>
      {order
        .filter((one) => proposal.may.includes(one))
        .map((one) => (
          <Button
            key={one}
            type={main.includes(one) ? 'primary' : 'default'}
            danger={one === 'reject'}
            onClick={() =>
              one === 'revise' ? go(`/standards/proposals/${proposal.number}/edit`) : setAct(one)
            }
          >
            {t(actWords[one])}
          </Button>
        ))}
      {act && <ActDialog key={act} act={act} proposal={proposal} onClose={() => setAct(undefined)} />}
    </>
  );
}

function decidedText(act: Decision): Text {
  const { zh, en } = actWords[act];
  return { zh: `已办理：${zh}`, en: `Done: ${en}` };
}

interface ActDialogProps {
  readonly act: Decision;
  readonly proposal: ProposalWire;
  readonly onClose: () => void;
}

function ActDialog({ act, proposal, onClose }: ActDialogProps) {
  const t = useText();
  const { run, problem, busy } = useRegistryAct();
  const [text, setText] = useState('');
  const [asked, setAsked] = useState(false);
  const missing = needsReason.includes(act) && text.trim() === '';
  const decide = async () => {
    setAsked(true);
    if (missing) return document.getElementById('registry-opinion')?.focus();
    const body = { version: proposal.version, ...(text.trim() === '' ? {} : { text: text.trim() }) };
    const send = () => api.post(`${registryPath}/proposals/${proposal.number}/${act}`, body);
    if (await run(send, decidedText(act))) onClose();
  };
  return (
    <Modal
      open
      title={`${t(actWords[act])} ${proposal.number}`}
      okText={t(actWords[act])}
      okButtonProps={{ danger: act === 'reject', loading: busy }}
      onOk={() => void decide()}
      onCancel={onClose}
    >
      <div className="mq-gap">
        {problem && <ProblemView problem={problem} />}
        <div className="mq-field">
          <label className="mq-field-label" htmlFor="registry-opinion">
            {t(texts.opinion)}
          </label>
          <Input.TextArea
            id="registry-opinion"
            value={text}
            maxLength={2000}
            autoSize={{ minRows: 3, maxRows: 8 }}
            onChange={(event) => setText(event.target.value)}
            {...(asked && missing ? { status: 'error' as const, 'aria-invalid': true } : {})}
            aria-describedby="registry-opinion-note"
          />
          <div
            id="registry-opinion-note"
            className={`mq-field-note ${asked && missing ? 'mq-is-bad' : ''}`}
            aria-live="polite"
          >
            {needsReason.includes(act) && t(texts.opinionNeeded)}
          </div>
        </div>
      </div>
    </Modal>
  );
}
