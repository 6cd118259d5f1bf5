/** The machine that measures, and whether it has the quiet to do so. */
import { cpus, loadavg, platform, release, totalmem } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import packageFile from '../../package.json' with { type: 'json' };

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly system: string;
  /** Share of the cores that others used just before, 0 to 1. */
  readonly busyBefore: number;
  readonly loadAverage: number;
}

/** Above this share of busy cores before the start, figures say more of the neighbours than of us. */
export const busyLimit = 0.2;
const sampleMs = 1000;

/** Describes the machine; samples for one second how busy it is. */
export async function describeMachine(): Promise<Machine> {
  const before = busyTimes();
  await wait(sampleMs);
  const after = busyTimes();
  const total = after.total - before.total;
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release()}`,
    busyBefore: total === 0 ? 0 : Math.round(((after.busy - before.busy) / total) * 100) / 100,
    loadAverage: Math.round((loadavg()[0] ?? 0) * 100) / 100,
  };
}

function busyTimes(): { busy: number; total: number } {
  let [busy, total] = [0, 0];
  for (const { times } of cpus()) {
    const all = times.user + times.nice + times.sys + times.idle + times.irq;
    busy += all - times.idle;
    total += all;
  }
  return { busy, total };
}

/** Versions of what runs here; a bench adds its own, such as PostgreSQL's. */
export function describeVersions(): Record<string, string> {
  return {
    minqiao: packageFile.version,
    node: process.versions.node,
    v8: process.versions.v8,
    openssl: process.versions.openssl,
  };
}
