/** The thread that reads and checks a file, so that the process goes on serving meanwhile. */
import { parentPort, workerData } from 'node:worker_threads';
import { Fault } from '#infrastructure/faults/index.ts';
import { openDatabase } from '#infrastructure/sql/index.ts';
import type { Profile } from '#standards/identifiers/index.ts';
import { codeChecker } from '../code-check.ts';
import type { Rules } from '../organisations.ts';
import { checkImport } from './check-import.ts';
import type { CheckCounts, Problem } from './import-sql.ts';

/** What the thread is given. */
export interface CheckThreadTask {
  readonly url: string;
  readonly id: string;
  readonly effectiveOn: string;
  readonly profile: Profile;
  readonly rules: Rules;
  readonly atMs: number;
}

/** What it found: what the rows would do, or why the file as a whole is refused. */
export type CheckResult = { readonly counts: CheckCounts } | { readonly problem: Problem };

const connections = 2; // one for the rows, one for the refusals

if (parentPort) {
  const port = parentPort;
  const task = workerData as CheckThreadTask;
  port.postMessage({ result: await check(task, (progress) => port.postMessage({ progress })) });
}

async function check(task: CheckThreadTask, progress: (rows: number) => void): Promise<CheckResult> {
  const { url, id, effectiveOn, profile, rules, atMs } = task;
  const db = openDatabase({
    url,
    maxConnections: connections,
    applicationName: 'minqiao-import',
    statementTimeoutMs: 0,
  });
  try {
    const wrongCode = codeChecker(profile, new Date(atMs));
    return { counts: await checkImport(db, { id, rules: { ...rules, effectiveOn, wrongCode }, progress }) };
  } catch (error) {
    if (!(error instanceof Fault) || error.status >= 500) throw error;
    const words = (language: 'zh' | 'en'): string => `${error.text(language)}${error.action(language) ?? ''}`;
    return { problem: { zh: words('zh'), en: words('en') } };
  } finally {
    await db.close();
  }
}
