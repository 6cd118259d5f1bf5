import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Fault } from '#infrastructure/faults/index.ts';
import { fault } from './errors.ts';
import { copyWhole } from './whole-copy.ts';

/** One transaction on one connection. Values are bound parameters, never text put together. */
export interface Tx {
  /** `name` makes it a prepared statement of that name on this connection. int8 and numeric arrive as strings. */
  query<R = Record<string, unknown>>(text: string, values?: readonly unknown[], name?: string): Promise<R[]>;
  /** COPY … FROM STDIN with the given statement: a buffer in one round trip, chunks streamed with back-pressure. */
  copyIn(
    text: string,
    data: Buffer | Iterable<Buffer | string> | AsyncIterable<Buffer | string>,
  ): Promise<void>;
}

/** A pool of connections that all log in as one role, which is one power. */
export interface Database {
  readonly role: string;
  /** Runs `work` in one transaction: committed when it returns, rolled back when it throws. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** One statement, its own transaction. */
  query: Tx['query'];
  /**
   * Listens on a channel until the returned function is called, over lost connections too: after one, `heard('')` is
   * called, because notices may have been missed.
   */
  listen(channel: string, heard: (payload: string) => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  readonly url: string;
  /** Connections of this pool; a process has a few pools, so keep it small. */
  readonly maxConnections: number;
  readonly applicationName: string;
  /** A statement that runs longer is ended by the server. 0 = no limit (migrations, loading). */
  readonly statementTimeoutMs?: number;
}

const connectTimeoutMs = 10_000; // longer than a failover of PostgreSQL on one machine takes
const defaultStatementTimeoutMs = 15_000; // no page or batch of ours may hold a connection longer
const idleTimeoutMs = 60_000;

/** Opens a pool. Nothing is connected until the first use. */
export function openDatabase(options: DatabaseOptions): Database {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.maxConnections,
    application_name: options.applicationName,
    connectionTimeoutMillis: connectTimeoutMs,
    idleTimeoutMillis: idleTimeoutMs,
    statement_timeout: options.statementTimeoutMs ?? defaultStatementTimeoutMs,
    keepAlive: true,
  });
  pool.on('error', () => undefined); // an idle connection was lost; the next use opens another
  return {
    role: new URL(options.url).username,
    transaction: (work) => inTransaction(pool, work),
    query: (text, values, name) => usingClient(pool, (client) => txOn(client).query(text, values, name)),
    listen: (channel, heard) => listen(pool, channel, heard),
    close: () => pool.end(),
  };
}

async function inTransaction<T>(pool: pg.Pool, work: (tx: Tx) => Promise<T>): Promise<T> {
  return usingClient(pool, async (client) => {
    await client.query('begin');
    let result: T;
    try {
      result = await work(txOn(client));
    } catch (error) {
      // Where the connection is lost the server rolls back by itself, and the first error says more than this one.
      await client.query('rollback').catch(() => undefined);
      throw error;
    }
    await commit(client);
    return result;
  });
}

/**
 * A connection lost here leaves open whether the server committed: saying "nothing was done" could be a lie.
 * @throws Fault sql.outcome-unknown
 */
async function commit(client: pg.PoolClient): Promise<void> {
  try {
    await client.query('commit');
  } catch (error) {
    throw isConnectionLoss(error) ? fault('outcome-unknown', {}, { cause: error }) : error;
  }
}

/** Takes a client, gives it back; a client whose connection broke is destroyed rather than handed to the next. */
async function usingClient<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  let client: pg.PoolClient;
  try {
    client = await pool.connect();
  } catch (cause) {
    throw fault('unavailable', {}, { cause });
  }
  let broken = false;
  // A connection lost between two statements is an event of the client, which would end the process if nobody listened.
  const lost = (): void => {
    broken = true;
  };
  client.on('error', lost);
  try {
    return await work(client);
  } catch (error) {
    broken ||= isConnectionLoss(error) || (error instanceof Fault && error.code === 'sql.outcome-unknown');
    throw broken && !(error instanceof Fault) ? fault('unavailable', {}, { cause: error }) : error;
  } finally {
    client.off('error', lost);
    client.release(broken);
  }
}

function txOn(client: pg.PoolClient): Tx {
  return {
    async query<R>(text: string, values: readonly unknown[] = [], name?: string): Promise<R[]> {
      const result = await client.query(
        name ? { name, text, values: [...values] } : { text, values: [...values] },
      );
      return result.rows as R[];
    },
    async copyIn(text, data) {
      if (Buffer.isBuffer(data)) await copyWhole(client, text, data);
      else await pipeline(Readable.from(data), client.query(copyFrom(text)));
    },
  };
}

const listenAgainMs = 1_000;

/** Follows one channel over any number of connections; whoever listens hears '' when something may have been missed. */
async function listen(
  pool: pg.Pool,
  channel: string,
  heard: (payload: string) => void,
): Promise<() => Promise<void>> {
  let ended = false;
  let drop: () => boolean = () => false;
  let timer: NodeJS.Timeout | undefined;

  async function connect(): Promise<void> {
    const client = await pool.connect();
    let dropped = false;
    /** Gives the connection up, once: both of a lost query and of the event of its loss may say so. */
    const dropThis = (): boolean => {
      if (dropped) return false;
      dropped = true;
      client.release(true);
      return true;
    };
    const lost = (): void => {
      if (dropThis()) again();
    };
    client.on('error', lost);
    client.on('end', lost);
    client.on('notification', (message) => heard(message.payload ?? ''));
    drop = dropThis;
    try {
      await client.query(`listen ${pg.escapeIdentifier(channel)}`);
    } catch (error) {
      if (dropThis()) throw error; // otherwise it is being connected again already
    }
    if (ended) dropThis();
  }

  function again(): void {
    if (ended) return;
    timer = setTimeout(() => void connect().then(() => heard(''), again), listenAgainMs);
    timer.unref();
  }

  await connect();
  return async () => {
    ended = true;
    clearTimeout(timer);
    drop();
    await Promise.resolve();
  };
}

const connectionLossCodes = new Set(['57P01', '57P02', '57P03', '08000', '08003', '08006', '08001', '08004']);
const connectionLossErrnos = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOENT', 'ETIMEDOUT']);

/** Whether the error means that the connection, not the statement, failed. */
export function isConnectionLoss(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = (error as { code?: unknown }).code;
  if (typeof code === 'string' && (connectionLossCodes.has(code) || connectionLossErrnos.has(code)))
    return true;
  return /Connection terminated|not queryable|Client has encountered a connection error/i.test(error.message);
}

/** Whether the statement names a column that is not there (any more). */
export function isUndefinedColumn(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === '42703';
}

/** Whether the statement failed because a unique key exists already; with `constraint`, that one. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  const it = error as { code?: unknown; constraint?: unknown } | null;
  return it?.code === '23505' && (constraint === undefined || it.constraint === constraint);
}
