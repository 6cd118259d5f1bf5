import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { loadConfig, projectRoot } from '#infrastructure/config/index.ts';
import type { Config } from '#infrastructure/config/index.ts';
import { createLogger } from '#infrastructure/telemetry/index.ts';
import { openSecrets } from '#infrastructure/secrets/index.ts';
import { castAccounts, demoCast, makeWorld, readDemoPack } from '#operations/demo/index.ts';
import type { CastKey } from '#operations/demo/index.ts';
import { fillNode, serveNode, startPublisher } from '#node/index.ts';
import type { NodeBase, Services } from '#node/index.ts';
import { filledTemplate, testDatabase } from './database.ts';
import type { TestDatabase } from './database.ts';
import { freePorts } from './ports.ts';

const nodesFolder = join(projectRoot, '.cache', 'test-nodes');

/** A whole node in this process, on a database of its own with a small demonstration population. */
export interface TestNode {
  readonly url: string;
  readonly certificateUrl: string;
  readonly config: Config;
  readonly base: NodeBase;
  readonly services: Services;
  readonly database: TestDatabase;
  /** A signed-in browserless client for a character of the cast, with the notice acknowledged. */
  signIn(who: CastKey): Promise<TestClient>;
  stop(): Promise<void>;
}

export interface TestClient {
  /** `name=value`, for a browser context or a header. */
  readonly cookie: string;
  /** Sends JSON, answers status, headers and parsed body. */
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<TestAnswer>;
}

export interface TestAnswer {
  readonly status: number;
  readonly headers: Headers;
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into bodies of many shapes
  readonly body: any;
}

export interface TestNodeOptions {
  readonly people?: number;
  readonly profile?: 'demo' | 'production';
  readonly flags?: Record<string, string | number>;
  /** Whether the schemas of all routes are compiled at once, so that a broken one fails the start; not by default. */
  readonly schemas?: 'at-start';
}

/** Starts a node; takes a few seconds, so do it once in a file's `before`. */
export async function testNode({ schemas, ...options }: TestNodeOptions = {}): Promise<TestNode> {
  const run = Object.keys(options).length === 0 ? process.env['TEST_RUN'] : undefined;
  const filled = run === undefined ? undefined : await filledOnce(run);
  const database = await testDatabase(filled?.template);
  const dataFolder = join(nodesFolder, randomBytes(6).toString('hex'));
  if (filled) cpSync(filled.dataFolder, dataFolder, { recursive: true });
  const [port, certificatePort] = await freePorts(2);
  const base = baseOf(database, { dataFolder, port, certificatePort }, options);
  const { config } = base;
  if (!filled) await fillNode(base, () => undefined);
  const publisher = await startPublisher(base, createLogger(config));
  const serving = await serveNode(base, schemas ? { schemas } : {});
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    certificateUrl: `https://localhost:${certificatePort}`,
    config,
    base,
    services: serving.services,
    database,
    signIn: (who) => signInAt(url, accountOf(who, config.people)),
    async stop() {
      await publisher.stop();
      await serving.stop();
      await database.drop();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

function baseOf(
  database: TestDatabase,
  place: Record<string, string | number>,
  options: TestNodeOptions = {},
): NodeBase {
  const people = options.people ?? 1000;
  const flags = { ...place, people, logLevel: 'error', profile: options.profile ?? 'demo', ...options.flags };
  const config = loadConfig({ env: {}, flags });
  mkdirSync(config.dataFolder, { recursive: true });
  return {
    config,
    secrets: openSecrets(join(config.dataFolder, 'secrets')),
    urls: database.urls,
    postgres: null,
  };
}

/** What every node of a run begins with, filled once: its database, and its folder with keys and generated pack. */
async function filledOnce(run: string): Promise<{ template: string; dataFolder: string }> {
  const dataFolder = join(nodesFolder, `filled-${run}`);
  const template = await filledTemplate(run, (database) =>
    fillNode(baseOf(database, { dataFolder }), () => undefined),
  );
  return { template, dataFolder };
}

/** The account id of a character in a population of that size. */
export function accountOf(who: CastKey, people: number): string {
  const { citizenNumber } = demoCast[who];
  const account = [...castAccounts(makeWorld(readDemoPack(), { people }))].find(
    (one) => one.citizenNumber === citizenNumber,
  );
  if (!account) throw new Error(`${who} has no account`);
  return account.id;
}

/** Signs in at a demonstration node, and acknowledges the notice. */
export async function signInAt(url: string, account: string): Promise<TestClient> {
  const answer = await send(url, 'POST', '/api/v1/demo/sign-in', { account }, {});
  const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  if (answer.status >= 400) throw new Error(`sign-in failed: ${JSON.stringify(answer.body)}`);
  const client: TestClient = {
    cookie,
    call: (method, path, body, headers = {}) => send(url, method, path, body, { cookie, ...headers }),
  };
  await client.call('POST', '/api/v1/session/notice', {});
  return client;
}

async function send(
  url: string,
  method: string,
  path: string,
  body: unknown,
  headers: Record<string, string>,
): Promise<TestAnswer> {
  const answer = await fetch(url + path, {
    method,
    headers: {
      'x-minqiao': '1',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  const isJson = (answer.headers.get('content-type') ?? '').includes('json');
  return {
    status: answer.status,
    headers: answer.headers,
    body: isJson && text !== '' ? JSON.parse(text) : text,
  };
}
