import { useCallback, useState } from 'react';
import {
  api,
  problemFrom,
  usePurpose,
  useSession,
  type ApiProblem,
  type PurposeReference,
  type Text,
  type Values,
} from '#web/kit/index.ts';
import type { DoorAnswer } from '../desk-data.ts';
import type { FurtherLookUp } from './further.ts';
import { useRecentLookUps, type RecentLookUp } from './recent.ts';

/** What a look-up came to. `typed`: what was searched by, for further look-ups of the same person. */
export type LookUpOutcome =
  | { readonly kind: 'answer'; readonly answer: DoorAnswer; readonly typed: Readonly<Record<string, string>> }
  | { readonly kind: 'verdict'; readonly result: 'match' | 'no-match' | 'not-held'; readonly receipt: string }
  | { readonly kind: 'problem'; readonly problem: ApiProblem };

interface Named {
  readonly resource: Text;
  readonly key: Text;
}

/** Looks up, verifies and goes further under the purpose in force; keeps the session's list without personal data. */
export function useLookUp() {
  const { actor } = useSession();
  const { reference } = usePurpose();
  const [recent, add] = useRecentLookUps(actor.id);
  const [outcome, setOutcome] = useState<LookUpOutcome | undefined>();

  const note = useCallback(
    (named: Named, what: Pick<RecentLookUp, 'outcome' | 'count' | 'receipt'>, at: string) =>
      add({ ...named, ...what, at, purpose: reference?.reference ?? null }),
    [add, reference],
  );

  /** Runs one call; its refusal is an outcome, but wrong input goes back to the form's fields. */
  async function run(named: Named, at: string, work: () => Promise<LookUpOutcome>): Promise<LookUpOutcome> {
    try {
      const done = await work();
      note(named, summaryOf(done), at);
      return done;
    } catch (thrown) {
      const problem = problemFrom(thrown);
      if (problem.status === 422 || problem.status === 400) throw problem;
      note(named, { outcome: problem.refused ? 'refused' : 'failed' }, at);
      return { kind: 'problem', problem };
    }
  }

  return {
    recent,
    outcome,
    clear: useCallback(() => setOutcome(undefined), []),
    async search(resource: string, named: Named, values: Values, at: string): Promise<void> {
      const by = stringsOf(values);
      setOutcome(
        await run(named, at, async () => ({
          kind: 'answer',
          answer: await post(resource, 'search', { by }, reference),
          typed: by,
        })),
      );
    },
    async verify(resource: string, named: Named, values: Values, at: string): Promise<void> {
      const body = { claims: stringsOf(values), purpose: reference };
      setOutcome(
        await run(named, at, async () => ({
          kind: 'verdict',
          ...(await api.post<{ result: 'match'; receipt: string }>(
            `/api/v1/resources/${resource}/verify`,
            body,
          )),
        })),
      );
    },
    /** `cursor`: where a list goes on. */
    further: (step: FurtherLookUp, at: string, cursor?: string): Promise<LookUpOutcome> =>
      run({ resource: step.resource.title, key: step.title }, at, async () => ({
        kind: 'answer',
        answer: await ask(step, reference, cursor),
        typed: {},
      })).catch((problem: unknown) => ({ kind: 'problem', problem: problemFrom(problem) })),
  };
}

async function ask(
  step: FurtherLookUp,
  purpose: PurposeReference | null,
  cursor: string | undefined,
): Promise<DoorAnswer> {
  const { ask: asked, resource } = step;
  if (asked.how !== 'record')
    return post(resource.name, asked.how, { by: asked.by, ...(cursor ? { cursor } : {}) }, purpose);
  const path = `/api/v1/resources/${resource.name}/records/${asked.id}`;
  const { record, ...rest } = await api.get<
    Omit<DoorAnswer, 'records'> & { record: DoorAnswer['records'][number] }
  >(path, { purpose });
  return { ...rest, records: [record] };
}

function post(
  resource: string,
  act: 'search' | 'list',
  body: { by: Readonly<Record<string, string>>; cursor?: string },
  purpose: PurposeReference | null,
): Promise<DoorAnswer> {
  return api.post<DoorAnswer>(`/api/v1/resources/${resource}/${act}`, { ...body, purpose });
}

function summaryOf(outcome: LookUpOutcome): Pick<RecentLookUp, 'outcome' | 'count' | 'receipt'> {
  if (outcome.kind === 'verdict') return { outcome: outcome.result, receipt: outcome.receipt };
  if (outcome.kind === 'problem') return { outcome: 'failed' };
  const count = outcome.answer.records.length;
  return { outcome: count > 0 ? 'found' : 'nothing', count, receipt: outcome.answer.receipt };
}

/** The door takes texts; what is left empty is not asked. */
export function stringsOf(values: Values): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      value === undefined || value === null || value === ''
        ? []
        : [[name, typeof value === 'string' ? value : JSON.stringify(value)]],
    ),
  );
}
