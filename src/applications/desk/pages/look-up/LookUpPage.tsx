import { Button, Radio, Skeleton } from 'antd';
import { useState } from 'react';
import { nowMs, Page, Panel, ProblemView, PurposeBar, useText, useUrlState } from '#web/kit/index.ts';
import {
  useResource,
  useResources,
  type DeclaredResource,
  type ResourceItem,
  type SearchKey,
} from '../desk-data.ts';
import { SignOnNotice } from '../SignOnNotice.tsx';
import { deskTexts } from '../texts.ts';
import { ChooseKey, LookUpForm } from './LookUpForm.tsx';
import { LookUpResult } from './LookUpResult.tsx';
import { RecentLookUps } from './RecentLookUps.tsx';
import { useLookUp } from './use-look-up.ts';
import '../desk.css';

/** Look up: a purpose, then what and by which declared key, then only what the purpose needs. */
export function LookUpPage() {
  const [url, changeUrl] = useUrlState();
  const { data: resources, error, refetch } = useResources();
  const lookUp = useLookUp();
  const chosen = resources?.find((item) => item.name === url['resource']) ?? resources?.[0];
  const { data: resource, error: planError } = useResource(chosen?.name);
  const mode = url['mode'] === 'verify' ? 'verify' : 'read';
  const keys = resource?.plans.search.keys ?? [];
  const [keyName, setKeyName] = useState<string | undefined>();
  const by = keys.find((key) => key.name === keyName) ?? keys[0];
  const choose = (patch: Record<string, string | undefined>) => {
    lookUp.clear();
    changeUrl(patch);
  };
  return (
    <Page lead={deskTexts.lookUpLead}>
      <div className="mq-gap">
        <PurposeBar />
        <SignOnNotice />
        {error && <ProblemView problem={error} onRetry={() => void refetch()} />}
        {planError && <ProblemView problem={planError} />}
        <div className="desk-columns">
          <div className="mq-gap">
            <Panel>
              <div className="mq-gap">
                <WhatAndHow resources={resources ?? []} chosen={chosen} mode={mode} onChoose={choose} />
                {!resource && !error && !planError && <Skeleton active />}
                {mode === 'read' && <ChooseKey keys={keys} chosen={by} onChoose={setKeyName} />}
              </div>
            </Panel>
            {resource && <Ask resource={resource} mode={mode} by={by} lookUp={lookUp} />}
          </div>
          <RecentLookUps list={lookUp.recent} />
        </div>
      </div>
    </Page>
  );
}

interface WhatAndHowProps {
  readonly resources: readonly ResourceItem[];
  readonly chosen: ResourceItem | undefined;
  readonly mode: 'read' | 'verify';
  readonly onChoose: (patch: Record<string, string | undefined>) => void;
}

function WhatAndHow({ resources, chosen, mode, onChoose }: WhatAndHowProps) {
  const t = useText();
  return (
    <>
      <fieldset className="desk-choices">
        <legend>{t(deskTexts.what)}</legend>
        <Radio.Group
          aria-label={t(deskTexts.what)}
          value={chosen?.name}
          onChange={(event) => onChoose({ resource: event.target.value as string })}
          options={resources.map((item) => ({ value: item.name, label: t(item.title) }))}
        />
      </fieldset>
      <fieldset className="desk-choices">
        <legend>{t(deskTexts.mode)}</legend>
        <Radio.Group
          aria-label={t(deskTexts.mode)}
          value={mode}
          onChange={(event) => onChoose({ mode: event.target.value === 'verify' ? 'verify' : undefined })}
          options={[
            { value: 'read', label: t(deskTexts.modeRead) },
            { value: 'verify', label: t(deskTexts.modeVerify) },
          ]}
        />
      </fieldset>
    </>
  );
}

interface AskProps {
  readonly resource: DeclaredResource;
  readonly mode: 'read' | 'verify';
  readonly by: SearchKey | undefined;
  readonly lookUp: ReturnType<typeof useLookUp>;
}

function Ask({ resource, mode, by, lookUp }: AskProps) {
  const t = useText();
  const [round, setRound] = useState(0);
  const again = () => {
    lookUp.clear();
    setRound(round + 1);
  };
  return (
    <>
      <LookUpForm
        key={round}
        resource={resource}
        mode={mode}
        by={by}
        onSubmit={(key, values) => {
          const named = { resource: resource.title, key: key.title };
          const at = new Date(nowMs()).toISOString();
          return mode === 'read'
            ? lookUp.search(resource.name, named, values, at)
            : lookUp.verify(resource.name, named, values, at);
        }}
      />
      {lookUp.outcome && (
        <>
          <LookUpResult
            outcome={lookUp.outcome}
            resource={resource}
            onFurther={(step, cursor) => lookUp.further(step, new Date(nowMs()).toISOString(), cursor)}
          />
          <div className="desk-acts mq-no-print">
            <Button onClick={again}>{t(deskTexts.newLookUp)}</Button>
          </div>
        </>
      )}
    </>
  );
}
