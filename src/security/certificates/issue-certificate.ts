import * as x509 from '@peculiar/x509';
import { createHash } from 'node:crypto';
import type { Context } from '#security/context/index.ts';
import { appendEntries, entryFor } from '#security/ledger/index.ts';
import { isUniqueViolation } from '#infrastructure/sql/index.ts';
import type { Tx } from '#infrastructure/sql/index.ts';
import { clockSkewMs, keyAlgorithm } from './authority.ts';
import type { Authority, CertificateKind } from './authority.ts';
import { fault } from './errors.ts';
import { findInForce, insertCertificates, keyIsKnown, updateRevoked } from './sql.ts';
import type { NewCertificate } from './sql.ts';

const dayMs = 86_400_000;
/** Days that a certificate is valid. Officers and clients change theirs every year; browsers cap servers at 398. */
const validityDays: Readonly<Record<CertificateKind, number>> = {
  officer: 365,
  client: 365,
  node: 365,
  server: 397,
};
const maxRequestLength = 8_000; // a PKCS#10 with a P-256 key has about 500 characters

export interface IssueRequest {
  readonly kind: CertificateKind;
  readonly holder: string | null;
  /** PKCS#10 in PEM, whose signature proves possession of its key; without it a key is made here. */
  readonly request?: string | undefined;
  readonly names?: readonly string[];
}

export interface IssuedCertificate {
  readonly serial: string;
  readonly der: Buffer;
  readonly notAfter: Date;
  /** PKCS#8 of a key made here: the only copy. */
  readonly privateKey: Buffer | null;
}

/**
 * Issues a certificate and enters it in register and ledger. One holder has one in force (control 1).
 * @throws Fault certificates.already-held, key-known, invalid-request, weak-key
 */
export async function issueCertificate(
  tx: Tx,
  authority: Authority,
  context: Context,
  request: IssueRequest,
): Promise<IssuedCertificate> {
  const key = request.request === undefined ? await makeKey() : await readRequest(request.request);
  if (await keyIsKnown(tx, key.digest)) throw fault('key-known');
  if (request.holder) await makeRoom(tx, context, request.holder);
  const row = await signRow(authority, context, request, key);
  await insertOnce(tx, row);
  await appendEntries(tx, [
    entryFor(context, {
      act: 'certificate-issue',
      outcome: 'permitted',
      resource: 'certificate',
      record: request.holder,
      detail: { serial: row.serial, kind: request.kind },
    }),
  ]);
  return { serial: row.serial, der: row.der, notAfter: row.notAfter, privateKey: key.privateKey };
}

/**
 * Certificates for many new holders at once, whose keys nobody keeps: the demonstration's register looks like a real
 * one, and nobody can sign in with it.
 */
export async function issueWithoutKeys(
  tx: Tx,
  authority: Authority,
  context: Context,
  requests: readonly { readonly kind: CertificateKind; readonly holder: string }[],
): Promise<void> {
  const rows: NewCertificate[] = [];
  for (const request of requests) rows.push(await signRow(authority, context, request, await makeKey()));
  await insertCertificates(tx, rows);
}

interface EnrolledKey {
  readonly publicKey: x509.PublicKey;
  readonly digest: Buffer;
  readonly privateKey: Buffer | null;
}

async function makeKey(): Promise<EnrolledKey> {
  const keys = await crypto.subtle.generateKey(keyAlgorithm, true, ['sign', 'verify']);
  const spki = await crypto.subtle.exportKey('spki', keys.publicKey);
  const pkcs8 = await crypto.subtle.exportKey('pkcs8', keys.privateKey);
  return { publicKey: new x509.PublicKey(spki), digest: digestOf(spki), privateKey: Buffer.from(pkcs8) };
}

function digestOf(spki: ArrayBuffer): Buffer {
  return createHash('sha256').update(Buffer.from(spki)).digest();
}

/** The text is hostile: anything but a well-formed, self-signed P-256 request is refused. */
async function readRequest(pem: string): Promise<EnrolledKey> {
  let request: x509.Pkcs10CertificateRequest;
  let proven: boolean;
  try {
    if (pem.length > maxRequestLength) throw new Error('too long');
    request = new x509.Pkcs10CertificateRequest(pem);
    proven = await request.verify();
  } catch (cause) {
    throw fault('invalid-request', {}, { pointer: '/request', cause });
  }
  if (!proven) throw fault('invalid-request', {}, { pointer: '/request' });
  const { name, namedCurve } = request.publicKey.algorithm as { name: string; namedCurve?: string };
  if (name !== keyAlgorithm.name || namedCurve !== keyAlgorithm.namedCurve)
    throw fault('weak-key', {}, { pointer: '/request' });
  return { publicKey: request.publicKey, digest: digestOf(request.publicKey.rawData), privateKey: null };
}

/** An expired certificate makes room for its successor; one in force must be revoked by a person first. */
async function makeRoom(tx: Tx, context: Context, holder: string): Promise<void> {
  const held = await findInForce(tx, holder);
  if (!held) return;
  if (held.notAfter > context.at) throw fault('already-held');
  await updateRevoked(tx, held.serial, context.actor.id, context.at, 'superseded');
}

async function signRow(
  authority: Authority,
  context: Context,
  request: IssueRequest,
  key: EnrolledKey,
): Promise<NewCertificate> {
  const notBefore = new Date(context.at.getTime() - clockSkewMs);
  const notAfter = new Date(context.at.getTime() + validityDays[request.kind] * dayMs);
  const signed = await authority.sign({ ...request, publicKey: key.publicKey, notBefore, notAfter });
  return {
    ...signed,
    kind: request.kind,
    holder: request.holder,
    keyDigest: key.digest,
    notBefore,
    notAfter,
    issuedBy: context.actor.id,
    issuedAt: context.at,
  };
}

/** Two administrators at once: the indexes decide, and the second gets the same answer as if they had come later. */
async function insertOnce(tx: Tx, row: NewCertificate): Promise<void> {
  try {
    await insertCertificates(tx, [row]);
  } catch (error) {
    if (isUniqueViolation(error, 'certificate_one_in_force'))
      throw fault('already-held', {}, { cause: error });
    if (isUniqueViolation(error)) throw fault('key-known', {}, { cause: error });
    throw error;
  }
}
