import { App, Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { problemFrom } from '../../core/api.ts';
import { useText } from '../../core/language.ts';
import type { ApiProblem } from '../../core/problem.ts';
import type { Text } from '../../core/text.ts';
import { usePresence } from '../Presence.tsx';
import { texts } from '../texts.ts';

/** One of several rows with which it could not be done. */
export interface Failed {
  readonly name: string;
  readonly problem: ApiProblem;
}

export interface BatchAct<Row> {
  readonly title: Text;
  readonly danger?: boolean;
  /** What is asked of the server for each row; the row's own entry in the ledger comes of it. */
  readonly each?: (row: Row, reason: string) => Promise<unknown>;
  /** Instead of `each`: all of them in one act, or none. */
  readonly together?: (rows: readonly Row[], reason: string) => Promise<unknown>;
  /** With which of the chosen rows; the button is for those alone. All when left out. */
  readonly fits?: (row: Row) => boolean;
}

interface BatchActsProps<Row> {
  readonly rows: readonly Row[];
  /** What a failure calls a row. */
  readonly nameOf: (row: Row) => string;
  readonly acts: readonly BatchAct<Row>[];
  /** Asks why, once for all of them; without it no reason is asked. */
  readonly reason?: { readonly label: Text; readonly hint: Text };
  readonly onDone: () => void;
}

const shortestReason = 2; // characters: what the server takes

/** The acts on chosen rows: one call a row, one after the other; what failed is named row by row. */
export function BatchActs<Row>({ rows, nameOf, acts, reason, onDone }: BatchActsProps<Row>) {
  const t = useText();
  const [why, setWhy] = useState('');
  const { busy, run } = useBatch(nameOf, onDone);
  const isUnsaid = reason !== undefined && why.trim().length < shortestReason;
  return (
    <>
      {reason && (
        <Input
          className="mq-table-reason"
          aria-label={t(reason.label)}
          placeholder={t(reason.hint)}
          maxLength={500}
          value={why}
          onChange={({ target }) => setWhy(target.value)}
        />
      )}
      {acts.map((act) => {
        const fitting = rows.filter(act.fits ?? (() => true));
        return (
          <Button
            key={act.title.en}
            type={act.danger ? 'default' : 'primary'}
            danger={act.danger ?? false}
            loading={busy === act.title.en}
            disabled={isUnsaid || fitting.length === 0 || busy !== undefined}
            onClick={() => void run(act, fitting, why.trim())}
          >
            {t(act.title)}
            {fitting.length < rows.length && ` (${fitting.length})`}
          </Button>
        );
      })}
    </>
  );
}

function useBatch<Row>(nameOf: (row: Row) => string, onDone: () => void) {
  const t = useText();
  const { message, modal } = App.useApp();
  const withPresence = usePresence();
  const [busy, setBusy] = useState<string>();
  const run = async (act: BatchAct<Row>, rows: readonly Row[], why: string) => {
    setBusy(act.title.en);
    const { done, failed } = await carryOut(act, rows, why, nameOf, withPresence);
    setBusy(undefined);
    if (done > 0) message.success(t(texts.batchDone, { n: done }));
    if (failed.length > 0)
      modal.error({
        title: t(texts.batchFailed, { n: failed.length }),
        content: <Failures failed={failed} />,
        okText: t(texts.close),
      });
    if (done > 0) onDone();
  };
  return { busy, run };
}

type WithPresence = ReturnType<typeof usePresence>;

async function carryOut<Row>(
  { each, together }: BatchAct<Row>,
  rows: readonly Row[],
  why: string,
  nameOf: (row: Row) => string,
  withPresence: WithPresence,
): Promise<{ readonly done: number; readonly failed: readonly Failed[] }> {
  const failed: Failed[] = [];
  let done = 0;
  const attempt = async (names: string, count: number, act: () => Promise<unknown>): Promise<boolean> => {
    try {
      if (!(await withPresence(async () => ({ value: await act() })))) return false; // gave up proving presence
      done += count;
    } catch (thrown) {
      failed.push({ name: names, problem: problemFrom(thrown) });
    }
    return true;
  };
  if (together) await attempt(rows.map(nameOf).join(' '), rows.length, () => together(rows, why));
  for (const row of each ? rows : [])
    if (!(await attempt(nameOf(row), 1, async () => each?.(row, why)))) break;
  return { done, failed };
}

function Failures({ failed }: { failed: readonly Failed[] }): ReactNode {
  return (
    <ul className="mq-table-failures">
      {failed.map(({ name, problem }) => (
        <li key={name}>
          <strong>{name}</strong> {problem.detail ?? problem.title} {problem.action}
        </li>
      ))}
    </ul>
  );
}
