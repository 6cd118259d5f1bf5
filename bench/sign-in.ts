/**
 * Officers' sign-ins per second: a new connection with mutual TLS, challenge, PIN, session, ledger entry, all durable.
 * Bare: the same handshake and one scrypt of the same cost, and nothing kept.
 */
import type { AddressInfo } from 'node:net';
import { createSecureContext } from 'node:tls';
import type { SecureContext } from 'node:tls';
import { pino } from 'pino';
import { buildApp } from '#infrastructure/http/index.ts';
import type { Database } from '#infrastructure/sql/index.ts';
import { certificateListener, openCertificates } from '#security/certificates/index.ts';
import type { Certificates } from '#security/certificates/index.ts';
import { foundNode, openIdentity, routes } from '#security/identity/index.ts';
import type { Identity } from '#security/identity/index.ts';
import { configureLedger } from '#security/ledger/index.ts';
import { measureBareSignIns } from './bare/sign-in.ts';
import { defineBench } from './support/bench.ts';
import type { BenchContext, Measured } from './support/bench.ts';
import { openBenchDatabase } from './support/database.ts';
import type { BenchDatabase } from './support/database.ts';
import { HttpConnection } from './support/http-connection.ts';
import { measureLoop } from './support/loop.ts';

const agency = '690100000000';
const pin = 'bench-pin-7';
const officerCount = 32;
const defaultCallers = 8; // twice libuv's threads, so that they never wait

interface Officer {
  readonly id: string;
  readonly secureContext: SecureContext;
}

interface World {
  readonly database: BenchDatabase;
  readonly db: Database;
  readonly certificates: Certificates;
  readonly identity: Identity;
  readonly officers: readonly Officer[];
  readonly callers: number;
}

export const bench = defineBench<World>({
  name: 'sign-in',
  what: 'sign-ins with certificate and PIN on new connections; bare: mutual TLS handshake and one scrypt',
  headline: 'perSecond',
  better: 'more',
  prepare,
  product: measureProduct,
  bare: ({ certificates, officers, callers }, { seconds }) =>
    measureBareSignIns({
      listener: certificateListener(certificates.serverKey, certificates.authority),
      contexts: officers.map((officer) => officer.secureContext),
      callers,
      seconds,
    }),
  config: ({ callers }) => ({ callers, officers: officerCount, scrypt: 'N=16384 r=8 p=1', processes: 1 }),
  versions: async ({ database }) => ({ postgresql: database.version }),
  async close({ database, identity, certificates }) {
    await identity.close();
    await certificates.close();
    await database.close();
  },
});

async function prepare({ options }: BenchContext): Promise<World> {
  const database = await openBenchDatabase();
  const db = database.open('app', 8);
  configureLedger({ agency, subjectKey: database.secrets.bytes('subject', 32), database: db });
  const config = {
    profile: 'production',
    agency,
    agencyNameZh: '示例市公安局',
    agencyNameEn: 'Demo City Public Security Bureau',
    host: '127.0.0.1',
    port: 8080,
    publicUrl: undefined,
    idleLockMs: 900_000,
    sessionMs: 43_200_000,
  } as const;
  const certificates = await openCertificates(db, database.secrets, config);
  const identity = await openIdentity({ db, secrets: database.secrets, certificates, config });
  const founders = Array.from({ length: officerCount }, (_, at) => ({
    ...({ role: 'auditor', name: `${at}`, pin } as const),
    policeNumber: String(at).padStart(6, '0'),
    citizenNumber: `11010119900101${String(at).padStart(4, '0')}`,
  }));
  const officers = (await foundNode(identity, founders)).map(({ id, certificate }) => ({
    id,
    secureContext: createSecureContext({
      pfx: Buffer.from(certificate.file ?? '', 'base64'),
      passphrase: certificate.password ?? '',
      ca: certificates.authority.certificatePem,
    }),
  }));
  const callers = Number(options['callers'] ?? defaultCallers);
  return { database, db, certificates, identity, officers, callers };
}

async function measureProduct(world: World, { seconds }: BenchContext): Promise<Measured> {
  const { certificates, identity, officers, callers, db } = world;
  const https = certificateListener(certificates.serverKey, certificates.authority);
  const app = await buildApp({ logger: pino({ level: 'silent' }), https });
  routes(app, identity, { certificates: true });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  let done = 0;
  const figures = await measureLoop({
    callers,
    seconds,
    async call(_, n) {
      await signIn(port, officers[n % officers.length] as Officer);
      done++;
    },
  });
  app.server.closeAllConnections();
  await app.close();
  const [sessions] = await db.query<{ count: number }>(`select count(*)::int as count from identity.session`);
  const [entries] = await db.query<{ count: number }>(
    `select count(*)::int as count from ledger.entry where act = 'sign-in' and outcome = 'permitted'`,
  );
  const detail = `${done} signed in, ${sessions?.count} sessions, ${entries?.count} entries`;
  const ok = sessions?.count === done && entries?.count === done;
  return { figures, checks: [{ name: 'each sign-in has its session and its ledger entry', ok, detail }] };
}

async function signIn(port: number, { secureContext }: Officer): Promise<void> {
  const tls = { secureContext, servername: 'localhost' };
  const connection = await HttpConnection.open({ host: '127.0.0.1', port, tls });
  try {
    const begun = await connection.send('POST', '/api/v1/sign-in/challenge', { 'x-minqiao': '1' });
    const { challenge } = JSON.parse(begun.body.toString()) as { challenge: string };
    const headers = { 'x-minqiao': '1', 'content-type': 'application/json' };
    const done = await connection.send(
      'POST',
      '/api/v1/sign-in',
      headers,
      JSON.stringify({ challenge, pin }),
    );
    if (done.status !== 200)
      throw new Error(`A sign-in was answered with ${done.status}: ${done.body.toString()}`);
  } finally {
    connection.close();
  }
}
