import { parseCheckpoint, parseNote, toBase64 } from '#standards/ledger/index.ts';
import type { Context } from '#security/context/index.ts';
import { MAX_SURVEY_DAYS, listCheckpoints, surveyEntries } from '#security/ledger/index.ts';
import { listFaults } from '#infrastructure/faults/index.ts';
import { readWholePeriod } from './filters.ts';
import { recordReading, requireAuditor } from './oversight.ts';
import type { Oversight } from './oversight.ts';
import type {
  CheckpointPageWire,
  CheckpointQuery,
  CheckpointWire,
  SurveyQuery,
  SurveyWire,
} from './schema.ts';

/**
 * How many acts of each kind in a period, never whose.
 * @throws Fault oversight.auditors-only, oversight.invalid-period
 */
export async function surveyLedger(
  oversight: Oversight,
  context: Context,
  asked: SurveyQuery,
): Promise<SurveyWire> {
  return recordReading(context, { view: 'survey', detail: { ...asked } }, async () => {
    requireAuditor(context);
    const { from, to } = readWholePeriod(asked.from, asked.to, MAX_SURVEY_DAYS);
    const found = await surveyEntries(oversight.reader, from, to);
    const titles = new Map(listFaults());
    const reasons = found.reasons.map((row) => {
      const words = titles.get(row.value);
      return { ...row, title: words ? { zh: words.zh, en: words.en } : null };
    });
    const answer = { days: [...found.days], branches: [...found.branches], acts: [...found.acts], reasons };
    return {
      answer,
      count: found.days.reduce((sum, row) => sum + row.permitted + row.refused + row.failed, 0),
    };
  });
}

/** Signed checkpoints, newest first. @throws Fault oversight.auditors-only, ledger.bad-cursor */
export async function listSignedCheckpoints(
  oversight: Oversight,
  context: Context,
  asked: CheckpointQuery,
): Promise<CheckpointPageWire> {
  return recordReading(context, { view: 'checkpoints' }, async () => {
    requireAuditor(context);
    const answer = await readCheckpoints(oversight, asked);
    return { answer, count: answer.items.length };
  });
}

/** A page of the checkpoints; whoever calls has checked who asks, and records the reading. */
export async function readCheckpoints(
  { reader }: Oversight,
  { sort: _sort, ...asked }: CheckpointQuery,
): Promise<CheckpointPageWire> {
  const page = await listCheckpoints(reader, asked);
  return { ...page, items: page.items.map(({ size, note }) => readCheckpoint(size, note)) };
}

/** A note that is none (somebody tampered with it) is shown as it is, without what cannot be read. */
function readCheckpoint(size: number, note: string): CheckpointWire {
  const parsed = parseNote(note);
  const signed = parsed && parseCheckpoint(parsed.text);
  const signatures = parsed?.signatures ?? [];
  return {
    size,
    origin: signed?.origin ?? '',
    root: signed ? toBase64(signed.root) : '',
    note,
    signatures: signatures.map(({ name, keyId }) => ({ name, keyId: keyId.toString(16).padStart(8, '0') })),
  };
}
