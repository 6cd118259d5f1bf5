import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import type { IdentityKeys } from '../keys.ts';
import { fault } from '../errors.ts';

/** What is kept of a PIN or an activation code. */
export interface HashedSecret {
  readonly salt: Buffer;
  readonly hash: Buffer;
}

/**
 * 16 MB and about 40 ms each. No cost makes a short PIN safe against guessing offline; the pepper, which is not in the
 * database, does that, and five wrong ones lock the account online.
 */
const cost = { N: 16_384, r: 8, p: 1, maxmem: 32 * 1024 * 1024 };
const saltBytes = 16;
const hashBytes = 32;
/** 64 × 40 ms on four threads is under a second of waiting; more at once are sent away rather than kept in memory. */
const maxUnderWay = 64;

let underWay = 0;

/** Hashes a PIN or code of that account. @throws Fault identity.busy */
export async function hashSecret(keys: IdentityKeys, account: string, secret: string): Promise<HashedSecret> {
  const salt = randomBytes(saltBytes);
  return { salt, hash: await derive(keys, account, secret, salt) };
}

/** Takes the same time whether there is anything to compare with or not. */
export async function secretMatches(
  keys: IdentityKeys,
  account: string,
  secret: string,
  kept: HashedSecret | undefined,
): Promise<boolean> {
  const hash = await derive(keys, account, secret, kept?.salt ?? Buffer.alloc(saltBytes));
  return timingSafeEqual(hash, kept?.hash ?? Buffer.alloc(hashBytes)) && kept !== undefined;
}

/** scrypt runs on libuv's threads; the event loop stays free. */
function derive(keys: IdentityKeys, account: string, secret: string, salt: Buffer): Promise<Buffer> {
  if (underWay >= maxUnderWay) return Promise.reject(fault('busy'));
  underWay++;
  const input = keys.pepper(secret.normalize('NFC'), account);
  return new Promise((resolve, reject) => {
    scrypt(input, salt, hashBytes, cost, (error, hash) => {
      underWay--;
      if (error) reject(error);
      else resolve(hash);
    });
  });
}

/** @throws Fault identity.weak-pin */
export function requireStrongPin(pin: string, policeNumber: string | null): void {
  const { length } = Array.from(pin);
  if (length < 6 || length > 64 || pin === policeNumber || isRun(pin))
    throw fault('weak-pin', {}, { pointer: '/pin' });
}

/** 111111, 123456, 98765432: each step between neighbours is the same, and small. */
function isRun(pin: string): boolean {
  const codes = Array.from(pin, (character) => character.codePointAt(0) as number);
  const step = (codes[1] as number) - (codes[0] as number);
  return (
    Math.abs(step) <= 1 && codes.every((code, at) => at === 0 || code - (codes[at - 1] as number) === step)
  );
}
