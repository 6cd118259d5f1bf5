import { Button, Skeleton } from 'antd';
import { useState } from 'react';
import {
  api,
  Notice,
  Page,
  PurposeBar,
  ProblemView,
  RecordForm,
  useGo,
  usePageParams,
  usePurpose,
  useText,
} from '#web/kit/index.ts';
import { useResource, type DeclaredResource } from '../desk-data.ts';
import { Receipt } from '../look-up/Receipt.tsx';
import { deskTexts } from '../texts.ts';
import { stated } from './record-plan.ts';
import { referenceControls } from './ReferenceControl.tsx';
import '../desk.css';

interface Written {
  readonly id: string;
  readonly version: number;
  readonly receipt: string;
}

/** Registers a new record with the form derived from its declaration, for the purpose in force. */
export function CreatePage() {
  const t = useText();
  const { resource: name } = usePageParams();
  const { reference } = usePurpose();
  const { data: resource, error } = useResource(name);
  const [written, setWritten] = useState<Written | undefined>();
  const title = resource ? t(deskTexts.newRecord, { resource: t(resource.title) }) : (name ?? '');
  return (
    <Page title={title}>
      <div className="mq-gap">
        <PurposeBar />
        {error && <ProblemView problem={error} />}
        {!resource && !error && <Skeleton active />}
        {resource && written && (
          <Registered resource={resource} written={written} onAnother={() => setWritten(undefined)} />
        )}
        {resource && !written && (
          <RecordForm
            form={`registration.${resource.name}.create`}
            plan={resource.plans.form}
            controls={referenceControls(resource)}
            submitLabel={deskTexts.create}
            onSubmit={async (values, { idempotencyKey }) => {
              const body = { values: stated(values), purpose: reference };
              const path = `/api/v1/resources/${resource.name}/records`;
              setWritten(await api.post<Written>(path, body, { idempotencyKey }));
            }}
          />
        )}
      </div>
    </Page>
  );
}

interface RegisteredProps {
  readonly resource: DeclaredResource;
  readonly written: Written;
  readonly onAnother: () => void;
}

function Registered({ resource, written, onAnother }: RegisteredProps) {
  const t = useText();
  const go = useGo();
  return (
    <Notice tone="good" title={t(deskTexts.created)} alert>
      <Receipt id={written.receipt} personal={resource.personal} />
      <div className="desk-acts">
        <Button type="primary" onClick={() => go(`/registration/records/${resource.name}/${written.id}`)}>
          {t(deskTexts.openRecord)}
        </Button>
        <Button onClick={onAnother}>{t(deskTexts.create)}</Button>
      </div>
    </Notice>
  );
}
