import { Button, Input } from 'antd';
import { useId, useState, type ReactNode } from 'react';
import {
  api,
  Notice,
  OrganisationSelect,
  ProblemView,
  useText,
  type Text,
  Labelled,
} from '#web/kit/index.ts';
import type { OrganisationDetail } from '../schema.ts';
import { path, useRegistryAct } from './data.ts';
import { DayInput } from './Parts.tsx';
import { texts } from './texts.ts';
import './organisations.css';

export type ActName = 'rename' | 'move' | 'merge' | 'split' | 'abolish';
type Values = Readonly<Record<string, string | readonly string[] | null>>;

/** The day and the basis, which every change has; the buttons; what went wrong. */
export function GroundForm(props: {
  readonly children?: ReactNode;
  readonly why?: Text;
  readonly ready: boolean;
  readonly send: (ground: { effectiveOn: string; basis: string }) => Promise<unknown>;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}) {
  const t = useText();
  const id = useId();
  const { run, problem, busy } = useRegistryAct();
  const [effectiveOn, setOn] = useState('');
  const [basis, setBasis] = useState('');
  return (
    <form
      className="mq-gap"
      onSubmit={(event) => {
        event.preventDefault();
        void run(() => props.send({ effectiveOn, basis }), texts.done).then((done) => done && props.onDone());
      }}
    >
      {problem && <ProblemView problem={problem} />}
      {props.why && <Notice tone="warn" title={t(props.why)} />}
      {props.children}
      <Labelled id={`${id}-on`} label={texts.effectiveOn}>
        <DayInput id={`${id}-on`} value={effectiveOn} onChange={setOn} />
      </Labelled>
      <Labelled id={`${id}-basis`} label={texts.basis}>
        <Input
          id={`${id}-basis`}
          maxLength={200}
          value={basis}
          autoComplete="off"
          onChange={(event) => setBasis(event.target.value)}
        />
      </Labelled>
      <div className="org-acts">
        <Button
          type="primary"
          htmlType="submit"
          loading={busy}
          disabled={!props.ready || effectiveOn === '' || basis.trim() === ''}
        >
          {t(texts.confirm)}
        </Button>
        <Button onClick={props.onCancel}>{t(texts.cancel)}</Button>
      </div>
    </form>
  );
}

/** The form of one act on one organisation. */
export function ActForm(props: {
  readonly act: ActName;
  readonly of: OrganisationDetail;
  readonly onEnd: () => void;
}) {
  const { act, of, onEnd } = props;
  const id = useId();
  const [values, setValues] = useState<Values>(initialOf(act, of));
  const set = (name: string) => (value: string | readonly string[] | null) =>
    setValues((old) => ({ ...old, [name]: value }));
  const text = (name: string, label: Text) => (
    <Labelled id={`${id}-${name}`} label={label}>
      <Input
        id={`${id}-${name}`}
        value={String(values[name] ?? '')}
        autoComplete="off"
        onChange={(event) => set(name)(event.target.value)}
      />
    </Labelled>
  );
  const ready =
    act === 'merge'
      ? typeof values['into'] === 'string'
      : act !== 'split' || (values['into']?.length ?? 0) > 1;
  return (
    <GroundForm
      ready={ready}
      send={(ground) => api.post(`${path}/${of.code}/${act}`, { ...values, ...ground })}
      onDone={onEnd}
      onCancel={onEnd}
      {...(act === 'merge'
        ? { why: texts.mergeWhy }
        : act === 'abolish' || act === 'split'
          ? { why: texts.abolishWhy }
          : {})}
    >
      {act === 'rename' && (
        <>
          {text('nameZh', texts.nameZh)}
          {text('nameEn', texts.nameEn)}
          {text('shortName', texts.shortName)}
        </>
      )}
      {act === 'move' && (
        <Labelled id={`${id}-parent`} label={texts.parent} note={texts.noParent}>
          <OrganisationSelect id={`${id}-parent`} onChange={(code) => set('parent')(code ?? null)} />
        </Labelled>
      )}
      {act === 'merge' && (
        <Labelled id={`${id}-into`} label={texts.into}>
          <OrganisationSelect id={`${id}-into`} onChange={(code) => set('into')(code ?? null)} />
        </Labelled>
      )}
      {act === 'split' && (
        <Labelled id={`${id}-into`} label={texts.intoMany}>
          <OrganisationSelect id={`${id}-into`} many onChange={set('into')} />
        </Labelled>
      )}
    </GroundForm>
  );
}

function initialOf(act: ActName, of: OrganisationDetail): Values {
  if (act === 'rename') return { nameZh: of.name.zh, nameEn: of.name.en, shortName: of.shortName };
  if (act === 'move') return { parent: null };
  return {};
}
