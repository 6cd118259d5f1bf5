/** Load for the kill rounds: officers who write and read through the real API, and a record of what was acknowledged. */
import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { makeCitizenNumber } from '#standards/identifiers/index.ts';
import type { TestAnswer, TestClient } from './node.ts';

export interface Purpose {
  readonly kind: string;
  readonly reference: string;
}

/** One line of the record: what a client was told, and may from then on rely on. */
export type Acknowledged =
  | {
      readonly act: 'create';
      readonly id: string;
      readonly version: number;
      readonly receipt: string;
      readonly number: string;
      readonly key: string;
    }
  | {
      readonly act: 'change';
      readonly id: string;
      readonly version: number;
      readonly receipt: string;
      readonly name: string;
    }
  | { readonly act: 'read'; readonly receipt: string };

/** The oracle outside the system: a file; a line counts once it is on disk. */
export interface Recorder {
  note(line: Acknowledged): void;
  /** Puts on disk what was noted, and answers the whole record, as read back. */
  read(): Acknowledged[];
  close(): void;
}

const flushMs = 20;

export function openRecorder(path: string): Recorder {
  const file = openSync(path, 'a');
  let waiting = '';
  const flush = (): void => {
    if (waiting === '') return;
    writeSync(file, waiting);
    waiting = '';
    fsyncSync(file);
  };
  const timer = setInterval(flush, flushMs);
  return {
    note: (line) => void (waiting += `${JSON.stringify(line)}\n`),
    read() {
      flush();
      return readFileSync(path, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Acknowledged);
    },
    close() {
      clearInterval(timer);
      flush();
      closeSync(file);
    },
  };
}

export interface Load {
  readonly registrar: TestClient;
  readonly verifier: TestClient;
  readonly request: Purpose;
  readonly visit: Purpose;
  readonly recorder: Recorder;
  /** Answers that none of the rules allow, such as 500 or a record older than acknowledged. */
  readonly faults: string[];
}

const longestAnswerMs = 30_000; // the node ends requests after this time; a connection to it that hangs longer is a fault
const path = '/api/v1/resources/person/records';
const firstDay = Date.UTC(2026, 0, 1);
const perDay = 200;
let made = 0;

/** A newborn whom nobody has registered yet. */
function nextPerson(): Record<string, string> {
  const day = new Date(firstDay + Math.floor(made / perDay) * 86_400_000).toISOString().slice(0, 10);
  const sequence = 501 + 2 * (made++ % perDay);
  const citizenNumber = makeCitizenNumber({ division: '690101', birthDate: day, sequence });
  return {
    citizenNumber,
    name: '新生儿',
    sex: '1',
    birthDate: day,
    status: '10',
    registeredOn: '2026-11-20',
  };
}

/** Creates a person and changes the name, again and again. A create without an answer is sent again with its key. */
export async function write(load: Load, signal: AbortSignal): Promise<void> {
  const { registrar, request: purpose, recorder } = load;
  while (!signal.aborted) {
    const values = nextPerson();
    const key = `kill-${values['citizenNumber']}`;
    const created = await untilAnswered(load, signal, () =>
      registrar.call('POST', path, { values, purpose }, { 'idempotency-key': key }),
    );
    if (created?.status !== 201) continue;
    const { id, version, receipt } = created.body;
    recorder.note({ act: 'create', id, version, receipt, number: values['citizenNumber'] ?? '', key });
    const name = `王${'甲乙丙丁戊己庚辛'[made % 8]}`;
    const changed = await once(load, () =>
      registrar.call('PATCH', `${path}/${id}`, { values: { name }, purpose }, { 'if-match': `"${version}"` }),
    );
    if (changed?.status === 200)
      recorder.note({
        act: 'change',
        id,
        version: changed.body.version,
        receipt: changed.body.receipt,
        name,
      });
  }
}

/** Reads what was acknowledged; it must be there. */
export async function read(load: Load, numbers: () => readonly string[], signal: AbortSignal): Promise<void> {
  const { verifier, visit: purpose, recorder } = load;
  for (let turn = 0; !signal.aborted; turn++) {
    const known = numbers();
    const citizenNumber = known[(turn * 7919) % Math.max(1, known.length)];
    if (citizenNumber === undefined) await wait(5);
    else {
      const answer = await once(load, () =>
        verifier.call('POST', '/api/v1/resources/person/search', { by: { citizenNumber }, purpose }),
      );
      if (answer?.status !== 200) continue;
      recorder.note({ act: 'read', receipt: answer.body.receipt });
      if (answer.body.records.length !== 1) load.faults.push(`an acknowledged person is not found: ${turn}`);
    }
  }
}

/** Sends once; undefined when the connection broke or the node said that it could not now. */
async function once(load: Load, send: () => Promise<TestAnswer>): Promise<TestAnswer | undefined> {
  const overdue = new AbortController();
  const hung = wait(longestAnswerMs, undefined, { signal: overdue.signal }).then(
    () => void load.faults.push('a request was neither answered nor closed'),
    () => undefined,
  );
  const answer = await Promise.race([send().catch(() => undefined), hung]);
  overdue.abort();
  if (answer === undefined || answer.status === 503) {
    await wait(20);
    return undefined;
  }
  if (answer.status >= 400) load.faults.push(`${answer.status} ${JSON.stringify(answer.body)}`);
  return answer;
}

/** Sends again until there is an answer or the round has ended. */
async function untilAnswered(
  load: Load,
  signal: AbortSignal,
  send: () => Promise<TestAnswer>,
): Promise<TestAnswer | undefined> {
  while (!signal.aborted) {
    const answer = await once(load, send);
    if (answer) return answer;
  }
  return undefined;
}

export async function firstPurpose(client: TestClient, kind: string): Promise<Purpose> {
  const { body } = await client.call('GET', '/api/v1/purposes');
  const found = body.items.find((one: { kind: string }) => one.kind === kind);
  return { kind, reference: found.reference };
}
