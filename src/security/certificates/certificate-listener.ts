import * as x509 from '@peculiar/x509';
import { constants } from 'node:crypto';
import type { SecureServerOptions } from 'node:http2';
import { hostname } from 'node:os';
import type { TLSSocket } from 'node:tls';
import type { Config } from '#infrastructure/config/index.ts';
import { now } from '#infrastructure/clock/index.ts';
import { systemContext } from '#security/context/index.ts';
import type { Secrets } from '#infrastructure/secrets/index.ts';
import type { Database } from '#infrastructure/sql/index.ts';
import type { Authority } from './authority.ts';
import { fault } from './errors.ts';
import { issueCertificate } from './issue-certificate.ts';

export interface ServerKey {
  readonly keyPem: string;
  readonly certificatePem: string;
}

const renewDays = 180; // less than half of the certificate's validity, so one renewal may be missed
const dayMs = 86_400_000;

/**
 * The node's own TLS key and certificate, the same for all its processes: a file of the secrets folder, made anew for
 * each half-year that the node is started in.
 */
export async function openServerKey(
  db: Database,
  authority: Authority,
  secrets: Secrets,
  config: Pick<Config, 'agency' | 'host' | 'publicUrl'>,
): Promise<ServerKey> {
  const period = Math.floor(now().getTime() / (renewDays * dayMs));
  const name = `listener-${period}.pem`;
  const bundle = secrets.find(name) ?? (await makeServerKey(db, authority, config));
  const parts = secrets
    .text(name, () => bundle)
    .match(/-----BEGIN [A-Z ]+-----[^-]+-----END [A-Z ]+-----\n?/g);
  const [keyPem, certificatePem] = parts ?? [];
  if (!keyPem || !certificatePem) throw new Error(`${name} does not hold a key and a certificate`);
  return { keyPem, certificatePem };
}

async function makeServerKey(
  db: Database,
  authority: Authority,
  config: Pick<Config, 'agency' | 'host' | 'publicUrl'>,
): Promise<string> {
  const context = systemContext(config.agency, 'listener-certificate', now());
  const issued = await db.transaction((tx) =>
    issueCertificate(tx, authority, context, { kind: 'server', holder: null, names: namesOf(config) }),
  );
  const key = x509.PemConverter.encode(Uint8Array.from(issued.privateKey as Buffer), 'PRIVATE KEY');
  return `${key}\n${x509.PemConverter.encode(Uint8Array.from(issued.der), 'CERTIFICATE')}\n`;
}

function namesOf(config: Pick<Config, 'host' | 'publicUrl'>): string[] {
  const own = config.host === '0.0.0.0' || config.host === '::' ? [] : [config.host];
  const known = config.publicUrl ? [new URL(config.publicUrl).hostname.replace(/^\[|\]$/g, '')] : [];
  return [...new Set(['localhost', '127.0.0.1', '::1', hostname().toLowerCase(), ...own, ...known])];
}

/** Forward secrecy always (control 40); the suites of TLS 1.3 are all of that kind. */
const tls12Ciphers =
  'ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-CHACHA20-POLY1305';

/**
 * Options of the listener that takes certificates: mutual TLS with the node's own authority only, TLS 1.2 or 1.3, and
 * no resumption (control 5): tickets are off, Node keeps no session cache unless somebody answers `resumeSession`, and
 * TLS 1.2 cannot renegotiate into another certificate. Revocation is checked at each request, by serial.
 */
export function certificateListener(server: ServerKey, authority: Authority): SecureServerOptions {
  return {
    key: server.keyPem,
    cert: server.certificatePem,
    ca: authority.certificatePem,
    requestCert: true,
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2',
    ciphers: `TLS_AES_256_GCM_SHA384:TLS_AES_128_GCM_SHA256:TLS_CHACHA20_POLY1305_SHA256:${tls12Ciphers}`,
    honorCipherOrder: true,
    secureOptions: constants.SSL_OP_NO_TICKET | constants.SSL_OP_NO_RENEGOTIATION,
    handshakeTimeout: 10_000, // slow handshakes (S1)
  };
}

const serials = new WeakMap<TLSSocket, string>(); // a connection's certificate cannot change: no renegotiation

/**
 * Serial of the certificate that this connection proved to own.
 * @throws Fault certificates.missing when there is none, or when the connection was resumed in spite of everything
 */
export function peerSerial(socket: TLSSocket): string {
  const known = serials.get(socket);
  if (known) return known;
  if (!socket.encrypted || !socket.authorized || socket.isSessionReused()) throw fault('missing');
  const { serialNumber } = socket.getPeerCertificate();
  if (!/^[0-9A-Fa-f]{1,40}$/.test(serialNumber ?? '')) throw fault('missing');
  const serial = serialNumber.toLowerCase().padStart(32, '0');
  serials.set(socket, serial);
  return serial;
}
