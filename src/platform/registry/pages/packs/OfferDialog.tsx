import { Input, Modal } from 'antd';
import { useState } from 'react';
import { api, ProblemView, useGo, useText } from '#web/kit/index.ts';
import { registryPath, useRegistryRefresh, type ProposalAnswer } from '../data.ts';
import { packTexts as texts } from './texts.ts';

/** Brings a bundle: it is verified at once; one that is refused says why, place by place. */
export function OfferDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const go = useGo();
  const refresh = useRegistryRefresh();
  const [file, setFile] = useState<File>();
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const bring = async (chosen: File) => {
    setBusy(true);
    setProblem(undefined);
    try {
      const body = { text: await chosen.text(), reason: reason.trim() };
      const { proposal } = await api.post<ProposalAnswer>(`${registryPath}/packs/offers`, body);
      await refresh();
      go(`/standards/proposals/${proposal.number}`);
    } catch (thrown) {
      setProblem(thrown);
    } finally {
      setBusy(false);
    }
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
        {problem !== undefined && <ProblemView problem={problem} />}
        <div className="mq-field">
          <label className="mq-field-label" htmlFor="registry-bundle">
            {t(texts.file)}
          </label>
          <input
            id="registry-bundle"
            type="file"
            accept=".json"
            aria-describedby="registry-bundle-note"
            onChange={(event) => setFile(event.target.files?.[0])}
          />
          <div id="registry-bundle-note" className="mq-field-note">
            {t(texts.fileNote)}
          </div>
        </div>
        <div className="mq-field">
          <label className="mq-field-label" htmlFor="registry-bundle-reason">
            {t(texts.reason)}
          </label>
          <Input.TextArea
            id="registry-bundle-reason"
            value={reason}
            maxLength={2000}
            autoSize={{ minRows: 2, maxRows: 6 }}
            aria-describedby="registry-bundle-reason-note"
            onChange={(event) => setReason(event.target.value)}
          />
          <div id="registry-bundle-reason-note" className="mq-field-note">
            {t(texts.reasonNote)}
          </div>
        </div>
      </div>
    </Modal>
  );
}
