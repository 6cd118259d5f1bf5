import { Input, Modal } from 'antd';
import { useState } from 'react';
import { api, Labelled, ProblemView, useGo, useText } from '#web/kit/index.ts';
import { registryPath, useRegistryAct, type ProposalAnswer } from '../data.ts';
import { packTexts as texts } from './texts.ts';

/** Brings a bundle: it is verified at once; one that is refused says why, place by place. */
export function OfferDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const go = useGo();
  const { run, problem, busy } = useRegistryAct();
  const [file, setFile] = useState<File>();
  const [reason, setReason] = useState('');
  const bring = async (chosen: File) => {
    const done = await run(async () => {
      const body = { text: await chosen.text(), reason: reason.trim() };
      return api.post<ProposalAnswer>(`${registryPath}/packs/offers`, body);
    });
    if (done) go(`/standards/proposals/${done.value.proposal.number}`);
  };
  return (
    <Modal
      open
      title={t(texts.bring)}
      okText={t(texts.verify)}
      okButtonProps={{ loading: busy, disabled: !file || reason.trim() === '' }}
      onOk={() => file && void bring(file)}
      onCancel={onClose}
    >
      <div className="mq-gap">
        {problem && <ProblemView problem={problem} />}
        <Labelled id="registry-bundle" label={texts.file} note={texts.fileNote}>
          <input
            id="registry-bundle"
            type="file"
            accept=".json"
            aria-describedby="registry-bundle-note"
            onChange={(event) => setFile(event.target.files?.[0])}
          />
        </Labelled>
        <Labelled id="registry-bundle-reason" label={texts.reason} note={texts.reasonNote}>
          <Input.TextArea
            id="registry-bundle-reason"
            value={reason}
            maxLength={2000}
            aria-describedby="registry-bundle-reason-note"
            autoSize={{ minRows: 2, maxRows: 6 }}
            onChange={(event) => setReason(event.target.value)}
          />
        </Labelled>
      </div>
    </Modal>
  );
}
