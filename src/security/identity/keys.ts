import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import type { Secrets } from '#infrastructure/secrets/index.ts';

/** The module's keys: files of the secrets folder, one for each use. None of them is ever in the database. */
export interface IdentityKeys {
  /** Keyed hash by which an identity number is found and kept unique. */
  tag(citizenNumber: string): Buffer;
  /** AES-256-GCM, bound to the account: a sealed number moved to another account does not open. */
  seal(citizenNumber: string, account: string): Buffer;
  open(sealed: Buffer, account: string): string;
  /**
   * Mixed into each PIN before scrypt: a stolen database alone allows no guessing of short PINs, and a hash copied to
   * another account's row fits no PIN there.
   */
  pepper(pin: string, account: string): Buffer;
}

const keyBytes = 32;
const nonceBytes = 12;
const macBytes = 16;

export function openIdentityKeys(secrets: Secrets): IdentityKeys {
  const tagKey = secrets.bytes('identity-tag', keyBytes);
  const sealKey = secrets.bytes('identity-seal', keyBytes);
  const pepperKey = secrets.bytes('identity-pepper', keyBytes);
  const hmac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text, 'utf8').digest();
  return {
    tag: (citizenNumber) => hmac(tagKey, citizenNumber),
    pepper: (pin, account) => hmac(pepperKey, `${account}\n${pin}`),
    seal(citizenNumber, account) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', sealKey, nonce).setAAD(Buffer.from(account));
      const text = Buffer.concat([cipher.update(citizenNumber, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, text, cipher.getAuthTag()]);
    },
    open(sealed, account) {
      const nonce = sealed.subarray(0, nonceBytes);
      const decipher = createDecipheriv('aes-256-gcm', sealKey, nonce, { authTagLength: macBytes });
      decipher.setAAD(Buffer.from(account)).setAuthTag(sealed.subarray(-macBytes));
      const text = sealed.subarray(nonceBytes, -macBytes);
      return decipher.update(text, undefined, 'utf8') + decipher.final('utf8');
    },
  };
}
