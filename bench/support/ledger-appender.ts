/** One appending process of the ledger bench: reads its task from stdin, prints what it acknowledged. */
import { randomBytes } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { openDatabase } from '#infrastructure/sql/index.ts';
import { configureLedger, ledger, type EntryInput } from '#security/ledger/index.ts';
import type { Appended } from '../ledger.ts';
import { measureLoop } from './loop.ts';

interface Task {
  readonly url: string;
  readonly agency: string;
  readonly seconds: number;
}

/** Enough waiting callers to fill two groups of the ledger's group commit. */
const callers = 4096;
const subjects = 100_000;
const sampleEvery = 5000;

const { url, agency, seconds } = JSON.parse(await text(process.stdin)) as Task;
const database = openDatabase({ url, maxConnections: 3, applicationName: 'bench-appender' });
configureLedger({ agency, subjectKey: randomBytes(32), database });
const tags = Array.from({ length: subjects }, () => randomBytes(32));
const sample: { id: string; tag: string }[] = [];
let count = 0;

const begun = performance.now();
const figures = await measureLoop({
  callers,
  seconds,
  warmUpSeconds: 0,
  async call(_, n) {
    const tag = tags[n % subjects] as Buffer;
    const { id } = await ledger.append(entryOf(tag, n));
    count += 1;
    if (n % sampleEvery === 0) sample.push({ id, tag: tag.toString('base64') });
  },
});
const result: Appended = { count, seconds: (performance.now() - begun) / 1000, figures, sample };
await database.close();
console.log(JSON.stringify(result));

function entryOf(tag: Buffer, n: number): EntryInput {
  return {
    act: 'read',
    outcome: 'permitted',
    actor: {
      kind: 'officer',
      id: '0190a3c8-7b1e-7c3a-9d7e-0123456789ab',
      organisation: '690101020000',
      branch: 'registration',
      role: 'registrar',
    },
    session: 'bench',
    purpose: { kind: 'verification', reference: 'VD-20261103-0007' },
    resource: 'person',
    record: '0190a3c8-7b1e-7c3a-9d7e-ba9876543210',
    fields: ['name', 'birthDate', 'status'],
    count: 1,
    subjects: [tag],
    policy: 'bench-1',
    requestId: `bench-${n}`,
    address: '10.0.0.7',
  };
}
