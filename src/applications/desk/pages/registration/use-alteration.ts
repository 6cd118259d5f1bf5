import { useState } from 'react';
import {
  api,
  ApiProblem,
  draftKey,
  dropDraft,
  problemFrom,
  useSession,
  type PurposeReference,
  type Text,
  type Values,
} from '#web/kit/index.ts';
import type { DeclaredResource } from '../desk-data.ts';
import { deskTexts } from '../texts.ts';
import { changedValues } from './changes.ts';
import type { ReadRecord } from './RecordPage.tsx';
import { startingValues } from './record-plan.ts';

export interface AlterationOptions {
  readonly act: 'change' | 'correct';
  readonly resource: DeclaredResource;
  readonly read: ReadRecord;
  readonly purpose: PurposeReference;
  readonly onChanged: (next: ReadRecord) => void;
}

export interface Written {
  readonly version: number;
  readonly receipt: string;
}

/** Somebody else was quicker: what was altered here, and the record as it is recorded now. */
export interface Clash {
  readonly mine: Values;
  readonly now: ReadRecord;
}

const leastReason = 2; // characters; the server asks the same

/** Sends what was altered of a record, with the version it was based on; keeps everything when it clashes. */
export function useAlteration(options: AlterationOptions) {
  const { act, resource, read, purpose, onChanged } = options;
  const { actor } = useSession();
  const [reason, setReason] = useState('');
  const [reasonMissing, setReasonMissing] = useState(false);
  const [clash, setClash] = useState<Clash | undefined>();
  const [written, setWritten] = useState<Written | undefined>();
  const { record } = read;
  const form = `registration.${resource.name}.${act}.${record.id}`;
  const initial = startingValues(resource.plans, record);

  const send = async (values: Values, base: ReadRecord): Promise<void> => {
    const path = pathOf(options);
    const version = { ifMatch: `"${base.record.version ?? 1}"` };
    const done =
      act === 'change'
        ? await api.patch<Written>(path, { values, purpose }, version)
        : await api.post<Written>(`${path}/correct`, { values, reason: reason.trim(), purpose }, version);
    const changed = { ...base.record.values, ...unmasked(values, record.masked) };
    setWritten(done);
    setClash(undefined);
    setReason('');
    onChanged({ ...base, record: { ...base.record, version: done.version, values: changed } });
  };

  const submit = async (values: Values): Promise<void> => {
    setWritten(undefined);
    const mine = changedValues(initial, values);
    const silent = act === 'correct' && reason.trim().length < leastReason;
    setReasonMissing(silent);
    if (Object.keys(mine).length === 0) throw notSent(deskTexts.nothingChanged);
    if (silent) throw notSent(deskTexts.reasonNeeded);
    try {
      await send(mine, read);
    } catch (thrown) {
      if (problemFrom(thrown).code === 'records.version-conflict')
        setClash({ mine, now: await api.get<ReadRecord>(pathOf(options), { purpose }) }); // an access of its own
      throw thrown;
    }
  };

  const saveMerged = async (values: Values): Promise<void> => {
    if (!clash) return;
    await send(values, clash.now);
    dropDraft(draftKey(actor.id, form));
  };

  return { form, initial, reason, setReason, reasonMissing, clash, written, submit, saveMerged };
}

function pathOf({ resource, read }: AlterationOptions): string {
  return `/api/v1/resources/${resource.name}/records/${read.record.id}`;
}

/** A form that goes nowhere: said above it, nothing sent, nothing lost. */
function notSent({ zh, en }: Text): ApiProblem {
  return new ApiProblem({
    code: 'desk.not-sent',
    status: 0,
    title: zh,
    texts: { zh: { detail: zh }, en: { detail: en } },
  });
}

/** What a masked field was set to is not shown back: the next read masks it again. */
function unmasked(values: Values, masked: readonly string[]): Values {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !masked.includes(name)));
}
