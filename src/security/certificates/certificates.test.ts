import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomUUID, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { testDatabase } from '../../../test/support/database.ts';
import type { TestDatabase } from '../../../test/support/database.ts';
import { openDatabase } from '#infrastructure/sql/index.ts';
import type { Database } from '#infrastructure/sql/index.ts';
import { systemContext } from '#security/context/index.ts';
import type { Context } from '#security/context/index.ts';
import { configureLedger } from '#security/ledger/index.ts';
import {
  exportPkcs12,
  issueCertificate,
  openAuthority,
  openCertificates,
  revokeCertificate,
} from './index.ts';
import type { Certificates } from './index.ts';
import { keyIsKnown } from './sql.ts';

const config = { agency: '690100000000', host: '127.0.0.1', publicUrl: 'https://node.example:8443' } as const;
let database: TestDatabase;
let db: Database;
let certificates: Certificates;
let folder: string;

before(async () => {
  database = await testDatabase();
  db = database.open('app');
  configureLedger({ agency: config.agency, subjectKey: Buffer.alloc(32, 1), database: db });
  certificates = await openCertificates(db, database.secrets, config, { maxAgeMs: 0 });
  folder = mkdtempSync(join(tmpdir(), 'minqiao-pki-'));
  writeFileSync(join(folder, 'ca.pem'), certificates.authority.certificatePem);
});
after(async () => {
  await certificates.close();
  await database.drop();
  rmSync(folder, { recursive: true });
});

const at = (): Context => systemContext(config.agency, 'test', new Date());
const openssl = (...args: string[]): string =>
  execFileSync('openssl', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
const issueFor = (holder: string, request?: string) =>
  db.transaction((tx) =>
    issueCertificate(tx, certificates.authority, at(), { kind: 'officer', holder, request }),
  );

/** A PKCS#10 request made by openssl: another hand than ours. */
function makeRequest(name: string, curve = 'prime256v1'): string {
  openssl('ecparam', '-name', curve, '-genkey', '-noout', '-out', `${name}.key`);
  return openssl('req', '-new', '-key', `${name}.key`, '-subj', '/CN=whoever');
}

test('openssl accepts the chain, the purpose and the names of what the authority issues', async () => {
  const holder = randomUUID();
  const issued = await issueFor(holder);
  const certificate = new X509Certificate(issued.der);
  writeFileSync(join(folder, 'officer.pem'), certificate.toString());
  writeFileSync(join(folder, 'server.pem'), certificates.serverKey.certificatePem);
  assert.match(openssl('verify', '-CAfile', 'ca.pem', '-purpose', 'sslclient', 'officer.pem'), /OK/);
  assert.match(openssl('verify', '-CAfile', 'ca.pem', '-purpose', 'sslserver', 'server.pem'), /OK/);
  assert.throws(() => openssl('verify', '-CAfile', 'ca.pem', '-purpose', 'sslserver', 'officer.pem'));
  assert.throws(() => openssl('verify', '-CAfile', 'ca.pem', '-purpose', 'sslclient', 'server.pem'));
  assert.equal(certificate.serialNumber.toLowerCase(), issued.serial);
  assert.match(certificate.subjectAltName ?? '', new RegExp(`URI:urn:uuid:${holder}`));
  assert.match(
    new X509Certificate(certificates.serverKey.certificatePem).subjectAltName ?? '',
    /DNS:node\.example/,
  );
});

test('eight processes that start at once have one authority and one server key', async () => {
  const opened = await Promise.all(
    Array.from({ length: 8 }, () => openAuthority(database.secrets, config.agency, new Date())),
  );
  assert.equal(new Set(opened.map((one) => one.certificatePem)).size, 1);
  const again = await openCertificates(db, database.secrets, config);
  assert.equal(again.serverKey.certificatePem, certificates.serverKey.certificatePem);
  await again.close();
});

test('openssl opens the PKCS#12 file with its password and with no other', async () => {
  const issued = await issueFor(randomUUID());
  const pack = await exportPkcs12({
    privateKey: issued.privateKey as Buffer,
    certificate: issued.der,
    authority: certificates.authority.certificateDer,
    friendlyName: 'Minqiao 林晓',
  });
  writeFileSync(join(folder, 'officer.p12'), pack.file);
  const info = execFileSync(
    'openssl',
    ['pkcs12', '-in', 'officer.p12', '-info', '-nodes', '-passin', `pass:${pack.password}`],
    { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
  );
  assert.match(info, /BEGIN PRIVATE KEY/);
  assert.equal(info.match(/BEGIN CERTIFICATE/g)?.length, 2);
  writeFileSync(join(folder, 'unpacked.pem'), info);
  const modulus = (...args: string[]): string => openssl(...args, '-in', 'unpacked.pem');
  assert.equal(modulus('pkey', '-pubout'), modulus('x509', '-pubkey', '-noout'));
  assert.throws(() =>
    execFileSync('openssl', ['pkcs12', '-in', 'officer.p12', '-nodes', '-passin', 'pass:wrong'], {
      cwd: folder,
      stdio: 'ignore',
    }),
  );
  assert.match(pack.password, /^[a-z2-9]{20}$/);
});

test('a holder has one certificate in force, also when two administrators issue at once', async () => {
  const holder = randomUUID();
  const results = await Promise.allSettled(Array.from({ length: 4 }, () => issueFor(holder)));
  assert.equal(results.filter((one) => one.status === 'fulfilled').length, 1);
  await assert.rejects(issueFor(holder), { code: 'certificates.already-held' });
});

test('a key is enrolled once, under whatever name, also after it was revoked', async () => {
  const request = makeRequest('mine');
  const issued = await issueFor(randomUUID(), request);
  assert.equal(issued.privateKey, null);
  await assert.rejects(issueFor(randomUUID(), request), { code: 'certificates.key-known' });
  await db.transaction((tx) => revokeCertificate(tx, at(), { serial: issued.serial, reason: 'superseded' }));
  await assert.rejects(issueFor(randomUUID(), request), { code: 'certificates.key-known' });
});

test('twin: without the look in the register the database itself still refuses the key', async () => {
  const request = makeRequest('twin');
  await issueFor(randomUUID(), request);
  const [row] = await db.query<{ digest: Buffer }>(
    `select key_digest as digest from certificates.certificate order by issued_at desc limit 1`,
  );
  assert.ok(await db.transaction((tx) => keyIsKnown(tx, row?.digest as Buffer)));
  await assert.rejects(
    db.query(
      `insert into certificates.certificate (serial, kind, holder, subject, key_digest, der, not_before, not_after, issued_by, issued_at)
       values ($1, 'officer', $2, 'x', $3, '', now(), now(), $2, now())`,
      ['a'.repeat(32), randomUUID(), row?.digest],
    ),
    { code: '23505' },
  );
});

test('a request with a forged signature, another curve or other content is refused', async () => {
  const [good, weak] = [makeRequest('good'), makeRequest('weak', 'secp384r1')];
  await assert.rejects(issueFor(randomUUID(), weak), { code: 'certificates.weak-key' });
  const der = Buffer.from(good.replace(/-----[A-Z ]+-----|\s/g, ''), 'base64');
  der[der.length - 1] = (der.at(-1) as number) ^ 1;
  const forged = `-----BEGIN CERTIFICATE REQUEST-----\n${der.toString('base64')}\n-----END CERTIFICATE REQUEST-----`;
  await assert.rejects(issueFor(randomUUID(), forged), { code: 'certificates.invalid-request' });
});

test('no text at all makes the reader of requests fail in another way than by refusing', async () => {
  const good = makeRequest('base');
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 300 }),
        fc
          .tuple(fc.nat(good.length - 1), fc.string({ maxLength: 3 }))
          .map(([place, text]) => good.slice(0, place) + text + good.slice(place + 1)),
      ),
      async (text) => {
        const outcome = await issueFor(randomUUID(), text).then(
          () => 'issued',
          (error: { code?: string }) => error.code,
        );
        assert.ok(
          [
            'issued',
            'certificates.invalid-request',
            'certificates.weak-key',
            'certificates.key-known',
          ].includes(outcome as string),
          String(outcome),
        );
      },
    ),
    { numRuns: 150 },
  );
});

test('status: unknown, revoked, expired and other kinds are refused', async () => {
  const issued = await issueFor(randomUUID());
  const { status } = certificates;
  const now = new Date();
  assert.equal((await status.require(issued.serial, ['officer'], now)).kind, 'officer');
  await assert.rejects(status.require('f'.repeat(32), ['officer'], now), { code: 'certificates.unknown' });
  await assert.rejects(status.require(issued.serial, ['client'], now), { code: 'certificates.wrong-kind' });
  const later = new Date(now.getTime() + 366 * 86_400_000);
  await assert.rejects(status.require(issued.serial, ['officer'], later), { code: 'certificates.expired' });
  await db.transaction((tx) =>
    revokeCertificate(tx, at(), { serial: issued.serial, reason: 'key-compromise' }),
  );
  await assert.rejects(status.require(issued.serial, ['officer'], now), { code: 'certificates.revoked' });
  await assert.rejects(
    db.transaction((tx) => revokeCertificate(tx, at(), { serial: issued.serial, reason: 'superseded' })),
    { code: 'certificates.already-revoked' },
  );
});

test('a register that cannot be read is a refusal, not a pass', async () => {
  const issued = await issueFor(randomUUID());
  const gone = openDatabase({ url: database.urls.app, maxConnections: 2, applicationName: 'test' });
  const other = await openCertificates(gone, database.secrets, config, { maxAgeMs: 0 });
  await other.status.require(issued.serial, ['officer'], new Date());
  await other.close();
  await gone.close();
  await assert.rejects(other.status.require(issued.serial, ['officer'], new Date()), {
    code: 'certificates.status-stale',
  });
});

test('a process that remembers a status hears of the revocation from another one', async () => {
  const issued = await issueFor(randomUUID());
  const remembering = await openCertificates(database.open('app'), database.secrets, config, {
    maxAgeMs: 3_600_000,
  });
  const check = () => remembering.status.require(issued.serial, ['officer'], new Date());
  await check();
  await db.transaction((tx) =>
    revokeCertificate(tx, at(), { serial: issued.serial, reason: 'key-compromise' }),
  );
  const started = Date.now();
  while (
    (await check().then(
      () => true,
      () => false,
    )) &&
    Date.now() - started < 30_000 // a bound for a loaded machine; what remembers for an hour never gets there
  )
    await new Promise(setImmediate);
  await assert.rejects(check(), { code: 'certificates.revoked' });
  await remembering.close();
});

test('openssl refuses a revoked certificate by the signed list', async () => {
  const [good, bad] = [await issueFor(randomUUID()), await issueFor(randomUUID())];
  await db.transaction((tx) =>
    revokeCertificate(tx, at(), { serial: bad.serial, reason: 'affiliation-changed' }),
  );
  const fresh = await openCertificates(db, database.secrets, config);
  writeFileSync(join(folder, 'list.der'), await fresh.revocationList());
  await fresh.close();
  openssl('crl', '-inform', 'DER', '-in', 'list.der', '-out', 'list.pem', '-CAfile', 'ca.pem', '-verify');
  writeFileSync(join(folder, 'g.pem'), new X509Certificate(good.der).toString());
  writeFileSync(join(folder, 'b.pem'), new X509Certificate(bad.der).toString());
  const verify = (file: string): string =>
    execFileSync('openssl', ['verify', '-CAfile', 'ca.pem', '-CRLfile', 'list.pem', '-crl_check', file], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  assert.match(verify('g.pem'), /OK/);
  assert.throws(() => verify('b.pem'), /certificate revoked/);
});
