import { Button } from 'antd';
import { useState } from 'react';
import { Notice, PageLink, ProblemView, api, useLanguage, useText } from '#web/kit/index.ts';
import type { Text } from '#web/kit/index.ts';
import type { DisclosureWire, EntryDetailWire } from '../schema.ts';
import { checkEntry } from './entry-proof.ts';
import type { EntryCheck } from './entry-proof.ts';
import { fetchKeys } from './oversight-data.ts';
import { texts } from './texts.ts';

type State =
  | { readonly status: 'idle' | 'busy' }
  | { readonly status: 'done'; readonly check: EntryCheck }
  | { readonly status: 'failed'; readonly problem: unknown };

/** Proves the entry in this browser, step by step. */
export function EntryProof({ detail }: { detail: EntryDetailWire }) {
  const t = useText();
  const [state, setState] = useState<State>({ status: 'idle' });
  const verify = async () => {
    setState({ status: 'busy' });
    try {
      const [proof, keys] = await Promise.all([
        api.get<DisclosureWire>(`/api/v1/ledger/entries/${detail.seq}/proof`),
        fetchKeys(),
      ]);
      setState({ status: 'done', check: await checkEntry(detail, proof, keys) });
    } catch (problem) {
      setState({ status: 'failed', problem });
    }
  };
  return (
    <section className="mq-gap">
      <Button type="primary" loading={state.status === 'busy'} onClick={() => void verify()}>
        {t(texts.verifyHere)}
      </Button>
      {state.status === 'failed' && <ProblemView problem={state.problem} />}
      {state.status === 'done' && <Steps check={state.check} />}
    </section>
  );
}

interface Step {
  readonly ok: boolean;
  readonly title: Text;
  readonly hashes: readonly string[];
}

function Steps({ check }: { check: EntryCheck }) {
  const t = useText();
  const language = useLanguage();
  const { closed, leaf, path, result } = check;
  const size = result.checkpoint?.size ?? 0;
  const signed = result.checkpoint !== undefined;
  const steps: readonly Step[] = [
    { ok: closed.ok, title: texts.stepClosed, hashes: [closed.hash] },
    { ok: leaf.ok, title: texts.stepLeaf, hashes: [leaf.hash] },
    { ok: result.ok, title: texts.stepPath, hashes: path },
    { ok: signed, title: texts.stepSigned, hashes: [] },
  ];
  const findings = result.findings.map((finding) => finding[language]);
  const good = steps.every(({ ok }) => ok);
  return (
    <Notice tone={good ? 'good' : 'bad'} title={t(texts.proofSteps)} alert>
      <ol className="oversight-steps">
        {steps.map(({ ok, title, hashes }) => (
          <li key={title.en} className={ok ? 'mq-tone-good' : 'mq-tone-bad'}>
            <span aria-hidden="true" className="oversight-mark">
              {ok ? '✓' : '✕'}
            </span>
            <div>
              {!ok && `${t(texts.stepFailed)}: `}
              {t(title, { count: path.length, size })}
              {hashes.map((hash) => (
                <div key={hash} className="mq-mono oversight-hash">
                  {hash}
                </div>
              ))}
            </div>
          </li>
        ))}
      </ol>
      {findings.map((text) => (
        <p key={text}>{text}</p>
      ))}
      {signed && <PageLink to={`/audit/checkpoints?size=${size}`}>{t(texts.toCheckpoint)}</PageLink>}
    </Notice>
  );
}
