import { pino } from 'pino';
import type { Logger } from 'pino';
import { AggregatorRegistry, Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { Config } from '#infrastructure/config/index.ts';

export type { Logger } from 'pino';

/** Fields that may carry personal data or secrets and are cut from every log line, wherever they stand. */
const secretFields = ['pin', 'password', 'cookie', 'authorization', 'by', 'values', 'claims'];
const redactedPaths = secretFields.flatMap((field) => [
  field,
  `*.${field}`,
  `*.*.${field}`,
  `*.*.*.${field}`,
]);

/** Structured log on standard output: one JSON object a line, so hostile text cannot forge a line (control 36). */
export function createLogger(config: Pick<Config, 'logLevel'>): Logger {
  return pino({
    level: config.logLevel,
    redact: { paths: redactedPaths, censor: '[cut]' },
    serializers: { err: errorForLog },
    timestamp: pino.stdTimeFunctions.isoTime,
  });
}

interface LoggedError {
  readonly type: string;
  readonly code?: string;
  readonly message: string;
  readonly stack: string;
  readonly cause?: LoggedError;
}

const deepestCause = 4;

/**
 * What a log may say of an error. PostgreSQL quotes values in its messages and details (`Key (…)=(…) already exists`),
 * so of its errors only the code, the place and the name of the constraint are kept (controls 35, 51).
 */
function errorForLog(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: 'not an error', stack: '' };
  const { code, severity, constraint, routine } = error as Error & Partial<Record<string, string>>;
  const isDatabases = typeof severity === 'string' && typeof code === 'string';
  const message = isDatabases ? `PostgreSQL ${code} ${constraint ?? routine ?? ''}` : error.message;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^ {4}at /.test(line));
  return {
    type: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    message: message.trim(),
    stack: frames.join('\n'),
    ...(error.cause instanceof Error && depth < deepestCause
      ? { cause: errorForLog(error.cause, depth + 1) }
      : {}),
  };
}

const registry = new Registry();
collectDefaultMetrics({ register: registry });

const latencyBucketsSeconds = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5];

/** What every process counts. Labels are closed sets: never a number, a name or a reference of anybody. */
export const metrics = {
  requests: new Histogram({
    name: 'minqiao_http_request_seconds',
    help: 'HTTP requests by route, method and status class',
    labelNames: ['route', 'method', 'status'],
    buckets: latencyBucketsSeconds,
    registers: [registry],
  }),
  accesses: new Counter({
    name: 'minqiao_accesses_total',
    help: 'Accesses that the door decided, by act, resource and outcome',
    labelNames: ['act', 'resource', 'outcome'],
    registers: [registry],
  }),
  ledgerBacklog: new Gauge({
    name: 'minqiao_ledger_backlog_entries',
    help: 'Durable ledger entries that wait for their sequence number',
    aggregator: 'max', // each process looks, or one does: the sum would say nothing
    registers: [registry],
  }),
  ledgerSize: new Gauge({
    name: 'minqiao_ledger_size_entries',
    help: 'Size of the tree of the latest signed checkpoint',
    aggregator: 'max',
    registers: [registry],
  }),
  checkpointAge: new Gauge({
    name: 'minqiao_ledger_checkpoint_age_seconds',
    help: 'Age of the latest signed checkpoint',
    aggregator: 'max',
    registers: [registry],
  }),
  alarms: new Counter({
    name: 'minqiao_alarms_total',
    help: 'Conditions a person must look at, by kind',
    labelNames: ['kind'],
    registers: [registry],
  }),
} as const;

/** What one process counts, as it may be sent to another. */
export type Counts = readonly object[];

/** What this process has counted since it began, and what it measures now. */
export async function countHere(): Promise<Counts> {
  return registry.getMetricsAsJSON();
}

/** The counts of several processes as one, in Prometheus' text format; without an argument those of this process. */
export async function renderMetrics(
  counts?: readonly Counts[],
): Promise<{ contentType: string; body: string }> {
  const all = AggregatorRegistry.aggregate([...(counts ?? [await countHere()])]);
  return { contentType: registry.contentType, body: await all.metrics() };
}
