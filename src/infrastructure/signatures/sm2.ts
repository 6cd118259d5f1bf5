import { createPublicKey, createSign, createVerify, hash, ECDH } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/**
 * SM2 signatures (GB/T 32918.2-2016) by OpenSSL, held to the example of GB/T 32918.5-2017 in `signatures.test.ts`. Node's one-shot
 * `sign` and `verify` hash the text alone, and a key that Node itself generated signs ECDSA. What remains: a key decoded from its
 * DER is an SM2 key, and `createSign` signs the hash of what it was given: Z and the text.
 */
const curve = 'SM2';

/** The curve of GB/T 32918.5-2017: a, b, and the base point. */
const parameters = Buffer.from(
  'fffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffc' +
    '28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93' +
    '32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7' +
    'bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0',
  'hex',
);
/** The signer's identifier that everybody uses who was told no other (GM/T 0009-2012), after its length in bits. */
const signerId = Buffer.concat([Buffer.of(0, 128), Buffer.from('1234567812345678')]);

/** SubjectPublicKeyInfo up to the uncompressed point: id-ecPublicKey, 1.2.156.10197.1.301. */
const spki = Buffer.from('3059301306072a8648ce3d020106082a811ccf5501822d034200', 'hex');
/** The object identifier of the curve, as it stands in PKCS#8. */
const curveIdentifier = Buffer.from('06082a811ccf5501822d', 'hex');

/** Whether a private key is one of SM2. */
export function isSm2Key(key: KeyObject): boolean {
  if (key.asymmetricKeyType !== undefined && key.asymmetricKeyType !== 'ec') return false;
  return key.export({ format: 'der', type: 'pkcs8' }).includes(curveIdentifier);
}

/** The compressed point of an SM2 private key. */
export function sm2PublicKey(key: KeyObject): Buffer {
  const point = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(spki.length);
  return ECDH.convertKey(point, curve, undefined, undefined, 'compressed') as Buffer;
}

/** The key for a compressed point, and Z: the hash that binds identifier, curve and key (GB/T 32918.2-2016, 5.5). @throws Error for no point of the curve */
function opened(publicKey: Uint8Array): { readonly key: KeyObject; readonly z: Buffer } {
  const from = Buffer.from(publicKey);
  const point = ECDH.convertKey(from, curve, undefined, undefined, 'uncompressed') as Buffer;
  const key = createPublicKey({ key: Buffer.concat([spki, point]), format: 'der', type: 'spki' });
  return { key, z: hash('sm3', Buffer.concat([signerId, parameters, point.subarray(1)]), 'buffer') };
}

/** Tells whether r || s is the signature of bytes by this key, a compressed point. @throws Error for no point of the curve */
export function sm2Verifier(publicKey: Uint8Array): (bytes: Uint8Array, signature: Uint8Array) => boolean {
  const { key, z } = opened(publicKey);
  return (bytes, signature) => createVerify('sm3').update(z).update(bytes).verify(key, derOf(signature));
}

/** Signs with an SM2 key decoded from its DER or PEM: r || s. */
export function sm2Signer(key: KeyObject, publicKey: Uint8Array): (bytes: Uint8Array) => Buffer {
  const { z } = opened(publicKey);
  return (bytes) => numbersOf(createSign('sm3').update(z).update(bytes).sign(key));
}

/** Two numbers of 32 bytes as a DER sequence of integers, and back: the forms of Node and of our notes. */
function derOf(signature: Uint8Array): Buffer {
  const body = [signature.subarray(0, 32), signature.subarray(32)].flatMap((number) => {
    const first = number.findIndex((byte) => byte !== 0);
    const digits = [...number.subarray(first < 0 ? -1 : first)];
    if ((digits[0] ?? 0) > 127) digits.unshift(0);
    return [2, digits.length, ...digits];
  });
  return Buffer.from([0x30, body.length, ...body]);
}

function numbersOf(der: Buffer): Buffer {
  const numbers = Buffer.alloc(64);
  let at = 2;
  for (const end of [32, 64]) {
    const length = der[at + 1] ?? 0;
    const digits = der.subarray(at + 2, at + 2 + length).subarray(-32);
    digits.copy(numbers, end - digits.length);
    at += 2 + length;
  }
  return numbers;
}
