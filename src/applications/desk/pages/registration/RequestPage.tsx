import { useQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import {
  api,
  Citations,
  Page,
  Panel,
  ProblemView,
  StatusTag,
  useGo,
  usePageParams,
  usePurpose,
  useText,
  When,
} from '#web/kit/index.ts';
import type { RequestAnswer, RequestWire } from '../../schema.ts';
import { purposeOfRequest, useKinds, useResources } from '../desk-data.ts';
import { deskTexts, stepTexts, type DeskText } from '../texts.ts';
import { RequestActs } from './RequestActs.tsx';
import { RequestState } from './RequestState.tsx';
import '../desk.css';

/** One request: what it is, what may be done with it now, the work itself, and every step so far. */
export function RequestPage() {
  const t = useText();
  const { reference = '' } = usePageParams();
  const { data, error, refetch } = useQuery({
    queryKey: ['desk', 'request', reference],
    staleTime: 0,
    queryFn: ({ signal }) =>
      api.get<RequestAnswer>(`/api/v1/desk/requests/${encodeURIComponent(reference)}`, { signal }),
  });
  const title = data ? `${t(data.request.kindTitle)} ${reference}` : reference;
  return (
    <Page title={title}>
      {error && <ProblemView problem={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton active />}
      {data && (
        <div className="mq-gap">
          <Panel title={deskTexts.aboutRequest} extra={<RequestState request={data.request} />}>
            <div className="mq-gap">
              <Facts request={data.request} />
              <RequestActs request={data.request} />
            </div>
          </Panel>
          <Work request={data.request} />
          <Panel title={deskTexts.steps}>
            <Steps steps={data.steps} />
          </Panel>
        </div>
      )}
    </Page>
  );
}

function Facts({ request }: { request: RequestWire }) {
  const t = useText();
  return (
    <dl className="mq-facts">
      <Fact name="kind">{t(request.kindTitle)}</Fact>
      {request.basis.length > 0 && (
        <Fact name="basis">
          <Citations of={request.basis} />
        </Fact>
      )}
      {request.note && <Fact name="note">{request.note}</Fact>}
      <Fact name="handler">{request.assignedToName ?? <span className="mq-soft">—</span>}</Fact>
      <Fact name="due">
        {request.overdue && <StatusTag tone="bad">{t(deskTexts.overdue)}</StatusTag>}{' '}
        <When at={request.until} precision="day" age />
      </Fact>
      <Fact name="openedAt">
        <When at={request.openedAt} /> {request.openedByName}
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: DeskText; children: React.ReactNode }) {
  const t = useText();
  return (
    <div>
      <dt>{t(deskTexts[name])}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The work: the request as the purpose in force, and where to go with it. */
function Work({ request }: { request: RequestWire }) {
  const t = useText();
  const go = useGo();
  const inForce = usePurpose();
  const { data: kinds } = useKinds();
  const { data: resources } = useResources();
  if (request.state !== 'waiting' && request.state !== 'assigned') return null;
  const usable = request.mine && request.state === 'assigned' && !request.overdue;
  const chosen = inForce.purpose?.reference === request.reference;
  const start = (path?: string) => {
    if (kinds) inForce.use(purposeOfRequest(request, kinds));
    if (path) go(path);
  };
  const titleOf = (name: string) => {
    const item = resources?.find((each) => each.name === name);
    return item ? t(item.title) : name;
  };
  return (
    <Panel title={deskTexts.handle}>
      {!usable && <p className="mq-soft">{t(deskTexts.notYoursYet)}</p>}
      {usable && (
        <div className="mq-gap">
          <p className="mq-soft">{t(deskTexts.handleHint)}</p>
          <div className="desk-acts">
            {chosen ? (
              <StatusTag tone="good">{t(deskTexts.inForce)}</StatusTag>
            ) : (
              <Button onClick={() => start()}>{t(deskTexts.asPurpose)}</Button>
            )}
            {request.resources.map((name) => (
              <Button key={`find-${name}`} onClick={() => start(`/lookup?resource=${name}`)}>
                {t(deskTexts.findRecord, { resource: titleOf(name) })}
              </Button>
            ))}
            {request.resources.map((name) => (
              <Button
                key={`new-${name}`}
                type="primary"
                onClick={() => start(`/registration/records/${name}/new`)}
              >
                {t(deskTexts.newRecord, { resource: titleOf(name) })}
              </Button>
            ))}
          </div>
        </div>
      )}
    </Panel>
  );
}

function Steps({ steps }: { steps: RequestAnswer['steps'] }) {
  const t = useText();
  return (
    <ol className="desk-list">
      {steps.map((step) => (
        <li key={step.number} className="desk-line">
          <When at={step.at} precision="second" />
          <strong>{t(stepTexts[step.act] ?? { zh: step.act, en: step.act })}</strong>
          <span>
            {step.byName}
            {step.toName && step.toName !== step.byName && ` → ${step.toName}`}
          </span>
          {step.reason && <span className="mq-soft">{step.reason}</span>}
        </li>
      ))}
    </ol>
  );
}
