import { randomInt, randomUUID, X509Certificate, createPrivateKey } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { Agent, request as httpsRequest } from 'node:https';
import type { RequestOptions } from 'node:https';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { nowMs, setClock } from '#infrastructure/clock/index.ts';
import { buildApp } from '#infrastructure/http/index.ts';
import type { Database } from '#infrastructure/sql/index.ts';
import { systemContext } from '#security/context/index.ts';
import { certificateListener, issueCertificate, openCertificates } from '#security/certificates/index.ts';
import type { Certificates } from '#security/certificates/index.ts';
import { foundNode, importAccounts, openIdentity, routes } from '#security/identity/index.ts';
import type { Identity, IdentityConfig, ImportedAccount } from '#security/identity/index.ts';
import { configureLedger } from '#security/ledger/index.ts';
import { testDatabase } from './database.ts';
import type { TestDatabase } from './database.ts';

const agency = '690100000000';
export const testPin = 'r7-kX2-mq';

/** An officer with certificate and PIN. */
export interface TestOfficer {
  readonly id: string;
  readonly policeNumber: string;
  readonly serial: string;
  /** Key and certificate as Node's TLS takes them. */
  readonly tls:
    { readonly key: string; readonly cert: string } | { readonly pfx: Buffer; readonly passphrase: string };
}

export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
  /** The session cookie that the answer set: `name=value`, or undefined. */
  readonly cookie: string | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** A node with identity only: the pages' application and the listener with mutual TLS, on a database of its own. */
export interface TestNode {
  readonly database: TestDatabase;
  readonly db: Database;
  readonly certificates: Certificates;
  readonly identity: Identity;
  readonly pages: FastifyInstance;
  readonly gate: FastifyInstance;
  readonly gatePort: number;
  officer(options?: { roles?: readonly string[]; demo?: boolean }): Promise<TestOfficer>;
  /** Certificate and PIN over mutual TLS, notice acknowledged; returns the cookie. */
  signIn(officer: TestOfficer, pin?: string): Promise<string>;
  /** An officer with these roles, signed in: the cookie and who it is. */
  actor(...roles: string[]): Promise<{ officer: TestOfficer; cookie: string }>;
  /** A call to the pages' application. */
  call(method: Method, url: string, cookie?: string, body?: unknown): Promise<Answer>;
  /** A call over mutual TLS on a connection of its own, unless an agent is given. */
  callGate(officer: TestOfficer, method: Method, url: string, options?: GateOptions): Promise<Answer>;
  /** Moves the node's clock forward. */
  advance(ms: number): void;
  /** Ledger entries of an act, newest last: what the auditor would see. */
  entries(act: string): Promise<{ outcome: string; reason: string | null; detail: unknown }[]>;
  close(): Promise<void>;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
interface GateOptions {
  readonly cookie?: string | undefined;
  readonly body?: unknown;
  readonly agent?: Agent;
  readonly tls?: RequestOptions;
}

/** Starts a node for tests. `maxAgeMs: 0` = no caches, so that each request sees the database as it is. */
export async function testNode(
  options: { profile?: 'demo' | 'production'; maxAgeMs?: number; database?: TestDatabase } = {},
): Promise<TestNode> {
  const database = options.database ?? (await testDatabase());
  const db = database.open('app', 8);
  const config = configOf(options.profile);
  configureLedger({ agency, subjectKey: database.secrets.bytes('subject-key', 32), database: db });
  const ages = options.maxAgeMs === undefined ? {} : { maxAgeMs: options.maxAgeMs };
  const certificates = await openCertificates(db, database.secrets, config, ages);
  const identity = await openIdentity({ db, secrets: database.secrets, certificates, config }, ages);
  const logger = pino({ level: 'silent' });
  const pages = await appWith(identity, await buildApp({ logger }), false);
  const https = certificateListener(certificates.serverKey, certificates.authority);
  const gate = await appWith(identity, await buildApp({ logger, https }), true);
  await gate.listen({ host: '127.0.0.1', port: 0 });
  const gatePort = (gate.server.address() as AddressInfo).port;
  let offsetMs = 0;
  // A second process on the same database lives in the same time as the first, whose clock this is.
  const restoreClock = options.database ? () => undefined : setClock(() => Date.now() + offsetMs);
  const node: TestNode = {
    database,
    db,
    certificates,
    identity,
    pages,
    gate,
    gatePort,
    officer: (given = {}) => makeOfficer(node, given),
    signIn: (officer, pin = testPin) => signIn(node, officer, pin),
    async actor(...roles) {
      const officer = await node.officer({ roles });
      return { officer, cookie: await node.signIn(officer) };
    },
    call: (method, url, cookie, body) => inject(pages, method, url, cookie, body),
    callGate: (officer, method, url, given = {}) => callGate(node, officer, method, url, given),
    advance: (ms) => void (offsetMs += ms),
    entries: (act) =>
      database
        .open('superuser', 1)
        .query(`select outcome, reason, detail from ledger.entry where act = $1 order by at, id`, [act]),
    async close() {
      restoreClock();
      gate.server.closeAllConnections();
      await Promise.all([pages.close(), gate.close()]);
      await identity.close();
      await certificates.close();
      if (!options.database) await database.drop();
    },
  };
  return node;
}

function configOf(profile: IdentityConfig['profile'] = 'production'): IdentityConfig {
  return {
    profile,
    agency,
    agencyNameZh: '示例市公安局',
    agencyNameEn: 'Demo City Public Security Bureau',
    host: '127.0.0.1',
    port: 8080,
    publicUrl: undefined,
    idleLockMs: 900_000,
    sessionMs: 12 * 3_600_000,
  };
}

/** The module's routes, and one of each kind of admission to try them on. */
async function appWith(
  identity: Identity,
  app: FastifyInstance,
  certificates: boolean,
): Promise<FastifyInstance> {
  routes(app, identity, { certificates });
  app.get('/api/v1/test/whoami', (request) => ({
    id: request.context.actor.id,
    name: request.context.actor.name,
  }));
  app.post('/api/v1/test/write', (request) => ({ id: request.context.actor.id }));
  app.get('/api/v1/test/client', { config: { admits: 'client' } }, (request) => ({
    kind: request.context.actor.kind,
  }));
  await app.ready();
  return app;
}

async function makeOfficer(
  node: TestNode,
  options: { roles?: readonly string[]; demo?: boolean },
): Promise<TestOfficer> {
  const { identity } = node;
  const steward = await stewardOf(node);
  const id = randomUUID();
  const policeNumber = randomDigits(6);
  const context = systemContext(agency, 'test', new Date());
  const account: ImportedAccount = {
    id,
    kind: 'officer',
    name: '测试员',
    policeNumber,
    organisation: agency,
    branch: 'system',
    post: null,
    roles: options.roles ?? ['patrol'],
    citizenNumber: `110101${randomDigits(12)}`,
    castRank: 1,
  };
  const issued = await identity.db.transaction(async (tx) => {
    await importAccounts(tx, identity, context, [account], {
      demo: options.demo ?? false,
      certificates: false,
    });
    return issueCertificate(tx, identity.certificates.authority, context, { kind: 'officer', holder: id });
  });
  const officer = { id, policeNumber, serial: issued.serial, tls: pemOf(issued) };
  const { body } = await node.call('POST', `/api/v1/accounts/${id}/activation-code`, steward);
  const begun = await node.callGate(officer, 'POST', '/api/v1/sign-in/challenge');
  const activation = { ...pick(begun.body), code: body['code'], pin: testPin };
  const { status } = await node.callGate(officer, 'POST', '/api/v1/sign-in/pin', { body: activation });
  if (status !== 204) throw new Error(`no PIN could be set: ${JSON.stringify([body, begun.body])}`);
  return officer;
}

interface Steward {
  readonly officer: TestOfficer;
  cookie: string;
  signedInMs: number;
}
const stewards = new WeakMap<TestNode, Promise<Steward>>();

/** The node's founder, a system administrator, signed in a short while ago: hands out activation codes. */
async function stewardOf(node: TestNode): Promise<string> {
  let promise = stewards.get(node);
  if (!promise) stewards.set(node, (promise = found(node)));
  const steward = await promise;
  if (nowMs() - steward.signedInMs > 10 * 60_000) {
    steward.signedInMs = nowMs();
    steward.cookie = await signIn(node, steward.officer, testPin);
  }
  return steward.cookie;
}

async function found(node: TestNode): Promise<Steward> {
  const founder = {
    role: 'system-administrator',
    name: '创始人',
    policeNumber: '999999',
    pin: testPin,
  } as const;
  const [account] = await foundNode(node.identity, [{ ...founder, citizenNumber: '110101197001010000' }]);
  if (!account) throw new Error('the node was not founded');
  const { serial, file = '', password = '' } = account.certificate;
  const tls = { pfx: Buffer.from(file, 'base64'), passphrase: password };
  const officer = { id: account.id, policeNumber: account.policeNumber, serial, tls };
  return { officer, cookie: await signIn(node, officer, testPin), signedInMs: nowMs() };
}

function randomDigits(count: number): string {
  return String(randomInt(10 ** count)).padStart(count, '0');
}

/** Key and certificate as Node's TLS takes them. */
export function pemOf(issued: { der: Buffer; privateKey: Buffer | null }): { key: string; cert: string } {
  const key = createPrivateKey({ key: issued.privateKey as Buffer, format: 'der', type: 'pkcs8' });
  return {
    key: key.export({ format: 'pem', type: 'pkcs8' }).toString(),
    cert: new X509Certificate(issued.der).toString(),
  };
}

async function signIn(node: TestNode, officer: TestOfficer, pin: string): Promise<string> {
  const begun = await node.callGate(officer, 'POST', '/api/v1/sign-in/challenge');
  const done = await node.callGate(officer, 'POST', '/api/v1/sign-in', {
    body: { ...pick(begun.body), pin },
  });
  if (!done.cookie) throw new Error(`sign-in failed: ${JSON.stringify([begun.body, done.body])}`);
  await node.call('POST', '/api/v1/session/notice', done.cookie);
  return done.cookie;
}

function pick(body: Record<string, unknown>): { challenge: unknown } {
  return { challenge: body['challenge'] };
}

async function inject(
  app: FastifyInstance,
  method: Method,
  url: string,
  cookie: string | undefined,
  body: unknown,
): Promise<Answer> {
  const headers = { 'x-minqiao': '1', ...(cookie ? { cookie } : {}) };
  const answer = await app.inject({
    method,
    url,
    headers,
    ...(body === undefined ? {} : { payload: body as object }),
  });
  return {
    status: answer.statusCode,
    body: (answer.body === '' ? {} : parse(answer.body)) as Record<string, unknown>,
    cookie: cookieOf(answer.headers['set-cookie']),
    headers: answer.headers as Answer['headers'],
  };
}

function callGate(
  node: TestNode,
  officer: TestOfficer,
  method: Method,
  path: string,
  options: GateOptions,
): Promise<Answer> {
  const text = options.body === undefined ? undefined : JSON.stringify(options.body);
  const headers: Record<string, string> = { 'x-minqiao': '1' };
  if (options.cookie) headers['cookie'] = options.cookie;
  if (text !== undefined) headers['content-type'] = 'application/json';
  return new Promise((resolve, reject) => {
    const request = httpsRequest(
      {
        host: '127.0.0.1',
        port: node.gatePort,
        method,
        path,
        headers,
        ca: node.certificates.authority.certificatePem,
        ...officer.tls,
        agent:
          options.agent ??
          new Agent({
            keepAlive: false,
            maxCachedSessions: 0,
          }),
        ...options.tls,
      },
      (response) => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (body += chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            body: (body === '' ? {} : parse(body)) as Record<string, unknown>,
            cookie: cookieOf(response.headers['set-cookie']),
            headers: response.headers,
          }),
        );
      },
    );
    request.on('error', reject);
    request.end(text);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return { text };
  }
}

function cookieOf(header: string | string[] | undefined): string | undefined {
  const [first] = Array.isArray(header) ? header : [header];
  return first?.split(';')[0];
}
