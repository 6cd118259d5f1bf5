import 'reflect-metadata'; // @peculiar/x509 throws without it
import * as x509 from '@peculiar/x509';
import { randomBytes } from 'node:crypto';
import type { Secrets } from '#infrastructure/secrets/index.ts';

export type CertificateKind = 'officer' | 'client' | 'node' | 'server';

/** What a certificate is to say; the authority adds what is the same for all. */
export interface CertificateDraft {
  readonly kind: CertificateKind;
  /** Account or node: the only link from a certificate to somebody, and a pseudonym outside this node. */
  readonly holder: string | null;
  readonly publicKey: x509.PublicKeyType;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** DNS names and addresses of a server certificate. */
  readonly names?: readonly string[];
}

export interface SignedCertificate {
  readonly serial: string;
  readonly subject: string;
  readonly der: Buffer;
}

export interface RevokedSerial {
  readonly serial: string;
  readonly at: Date;
  readonly reason: x509.X509CrlReason;
}

/** The node's own certificate authority. Its key is a file of the secrets folder and never leaves this object. */
export interface Authority {
  readonly certificatePem: string;
  readonly certificateDer: Buffer;
  sign(draft: CertificateDraft): Promise<SignedCertificate>;
  signRevocationList(revoked: readonly RevokedSerial[], thisUpdate: Date, nextUpdate: Date): Promise<Buffer>;
}

/** ECDSA P-256: 1.6 × faster to verify than Ed25519 here (performance.md) and accepted by every browser. */
export const keyAlgorithm = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const signatureAlgorithm = { name: 'ECDSA', hash: 'SHA-256' } as const;
const secretName = 'certificate-authority.pem';
const authorityYears = 10; // longer than any certificate below it; renewing it is a ceremony of its own

/**
 * Opens the node's authority, making it at first use; processes that start at once end up with the same one.
 * `at` is when it becomes valid if it is made now.
 */
export async function openAuthority(secrets: Secrets, agency: string, at: Date): Promise<Authority> {
  x509.cryptoProvider.set(crypto);
  const found = secrets.find(secretName) ?? (await makeAuthority(agency, at));
  const [keyPem, certificatePem] = splitPem(secrets.text(secretName, () => found));
  const certificate = new x509.X509Certificate(certificatePem);
  const key = await crypto.subtle.importKey(
    'pkcs8',
    x509.PemConverter.decodeFirst(keyPem),
    keyAlgorithm,
    false,
    ['sign'],
  );
  return {
    certificatePem,
    certificateDer: Buffer.from(certificate.rawData),
    sign: (draft) => signCertificate(certificate, key, draft),
    signRevocationList: (revoked, thisUpdate, nextUpdate) =>
      signList(certificate, key, revoked, thisUpdate, nextUpdate),
  };
}

async function makeAuthority(agency: string, at: Date): Promise<string> {
  const keys = await crypto.subtle.generateKey(keyAlgorithm, true, ['sign', 'verify']);
  const notAfter = new Date(at);
  notAfter.setUTCFullYear(notAfter.getUTCFullYear() + authorityYears);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: randomSerial(),
    name: [{ CN: ['Minqiao node CA'] }, { O: [agency] }],
    notBefore: new Date(at.getTime() - clockSkewMs),
    notAfter,
    keys,
    signingAlgorithm: signatureAlgorithm,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  const pkcs8 = await crypto.subtle.exportKey('pkcs8', keys.privateKey);
  return `${x509.PemConverter.encode(pkcs8, 'PRIVATE KEY')}\n${certificate.toString('pem')}\n`;
}

/** Clocks of other machines may be a little behind ours when they first see a certificate. */
export const clockSkewMs = 5 * 60_000;

function splitPem(bundle: string): [key: string, certificate: string] {
  const [key, certificate] = bundle.match(/-----BEGIN [A-Z ]+-----[^-]+-----END [A-Z ]+-----/g) ?? [];
  if (!key || !certificate) throw new Error(`${secretName} does not hold a key and a certificate`);
  return [key, certificate];
}

/** 126 random bits, the highest two fixed so that every serial has 32 hex digits and is positive in DER. */
function randomSerial(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] as number) & 0x3f) | 0x40;
  return bytes.toString('hex');
}

async function signCertificate(
  issuer: x509.X509Certificate,
  signingKey: CryptoKey,
  draft: CertificateDraft,
): Promise<SignedCertificate> {
  const serial = randomSerial();
  // The common name says nothing about the person: certificates are shown in clear in the TLS 1.2 handshake.
  const commonName = draft.kind === 'server' ? 'Minqiao node' : `${draft.kind}-${draft.holder?.slice(0, 8)}`;
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serial,
    subject: [{ CN: [commonName] }],
    issuer: issuer.subjectName,
    notBefore: draft.notBefore,
    notAfter: draft.notAfter,
    publicKey: draft.publicKey,
    signingKey: signingKey,
    signingAlgorithm: signatureAlgorithm,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension(usagesOf(draft.kind)),
      new x509.SubjectAlternativeNameExtension(alternativeNames(draft)),
      await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey),
    ],
  });
  return { serial, subject: commonName, der: Buffer.from(certificate.rawData) };
}

/** A server's certificate cannot sign in and an officer's cannot serve. A node does both. */
function usagesOf(kind: CertificateKind): x509.ExtendedKeyUsageType[] {
  const { clientAuth, serverAuth } = x509.ExtendedKeyUsage;
  if (kind === 'node') return [clientAuth, serverAuth];
  return [kind === 'server' ? serverAuth : clientAuth];
}

function alternativeNames(draft: CertificateDraft): x509.JsonGeneralNames {
  const names = (draft.names ?? []).map(
    (name) => ({ type: isAddress(name) ? 'ip' : 'dns', value: name }) as const,
  );
  return draft.holder ? [{ type: 'url', value: `urn:uuid:${draft.holder}` }, ...names] : names;
}

function isAddress(name: string): boolean {
  return name.includes(':') || /^[0-9.]+$/.test(name);
}

async function signList(
  issuer: x509.X509Certificate,
  signingKey: CryptoKey,
  revoked: readonly RevokedSerial[],
  thisUpdate: Date,
  nextUpdate: Date,
): Promise<Buffer> {
  const list = await x509.X509CrlGenerator.create({
    issuer: issuer.subjectName,
    thisUpdate,
    nextUpdate,
    signingKey: signingKey,
    signingAlgorithm: signatureAlgorithm,
    entries: revoked.map((one) => ({ serialNumber: one.serial, revocationDate: one.at, reason: one.reason })),
    extensions: [
      await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey),
      new x509.Extension(crlNumberOid, false, derInteger(BigInt(thisUpdate.getTime()))),
    ],
  });
  return Buffer.from(list.rawData);
}

/** RFC 5280 5.2.3: strictly growing; the instant of signing in milliseconds grows without a shared counter. */
const crlNumberOid = '2.5.29.20';

function derInteger(value: bigint): Uint8Array<ArrayBuffer> {
  const hex = value.toString(16);
  const body = Buffer.from(hex.padStart(hex.length + (hex.length % 2) + 2, '0'), 'hex'); // one zero byte keeps it positive
  const trimmed = (body[1] as number) & 0x80 ? body : body.subarray(1);
  return Uint8Array.from([0x02, trimmed.length, ...trimmed]);
}
