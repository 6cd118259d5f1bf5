import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomBytes,
} from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { Secrets } from '#infrastructure/secrets/index.ts';
import { fault } from './errors.ts';

/** Encrypts sealed fields and makes the keyed hashes they are found by; the keys stay outside the database. */
export interface Sealer {
  /** AES-256-GCM; `place` (resource.field) and record are bound in, so a ciphertext that was moved does not open. */
  seal(place: string, record: string, plaintext: string | Buffer): Buffer;
  /** @throws Fault records.sealed-damaged */
  unseal(place: string, record: string, sealed: Buffer): string;
  /** The same for what is no text. @throws Fault records.sealed-damaged */
  unsealBytes(place: string, record: string, sealed: Buffer): Buffer;
  /** HMAC-SHA-256 of the value in its place: equal values of one field have equal tags, nothing else is learnt. */
  tag(place: string, value: string): Buffer;
}

const formatByte = 1; // first byte of a sealed value: which key and algorithm; a rotation takes the next number
const nonceBytes = 12; // GCM
const authBytes = 16;
const keyBytes = 32; // AES-256

/** Opens the sealer with the node's key `sealed-fields` (made at the first start). */
export function openSealer(secrets: Secrets): Sealer {
  const master = secrets.bytes('sealed-fields', keyBytes);
  const encryptionKey = derive(master, 'minqiao sealed field encryption');
  const tagKey = derive(master, 'minqiao sealed field tag');
  const unsealBytes: Sealer['unsealBytes'] = (place, record, sealed) => {
    try {
      return open(encryptionKey, bound(place, record), sealed);
    } catch (cause) {
      throw fault('sealed-damaged', {}, { cause });
    }
  };
  return {
    seal(place, record, plaintext) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', encryptionKey, nonce);
      cipher.setAAD(bound(place, record));
      const body = Buffer.concat([cipher.update(bytesOf(plaintext)), cipher.final()]);
      return Buffer.concat([Buffer.of(formatByte), nonce, cipher.getAuthTag(), body]);
    },
    unseal: (place, record, sealed) => unsealBytes(place, record, sealed).toString('utf8'),
    unsealBytes,
    tag: (place, value) => createHmac('sha256', tagKey).update(`${place}\0${value}`).digest(),
  };
}

/** A key object, because setting one up from raw bytes at each use costs five times the encryption. */
function derive(master: Buffer, use: string): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', master, '', use, keyBytes)));
}

function bound(place: string, record: string): Buffer {
  return Buffer.from(`${place}\0${record}`);
}

function bytesOf(plaintext: string | Buffer): Buffer {
  return typeof plaintext === 'string' ? Buffer.from(plaintext, 'utf8') : plaintext;
}

function open(key: KeyObject, associated: Buffer, sealed: Buffer): Buffer {
  if (sealed[0] !== formatByte || sealed.length < 1 + nonceBytes + authBytes)
    throw new Error('unknown format');
  const nonce = sealed.subarray(1, 1 + nonceBytes);
  const auth = sealed.subarray(1 + nonceBytes, 1 + nonceBytes + authBytes);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: authBytes });
  decipher.setAAD(associated);
  decipher.setAuthTag(auth);
  const body = sealed.subarray(1 + nonceBytes + authBytes);
  return Buffer.concat([decipher.update(body), decipher.final()]);
}
