import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hash,
  sign,
  verify,
  ECDH,
} from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { formatPackKey, packKeyId } from '#standards/bundles/index.ts';
import type { BundleCrypto, PackSuite } from '#standards/bundles/index.ts';
import type { NoteSignature } from '#standards/ledger/index.ts';

const curve = 'prime256v1'; // P-256
const half = 33; // where the second coordinate of an uncompressed point begins

/** SHA-256, Ed25519 and P-256 of Node, for rules that run without it. */
export const bundleCrypto: BundleCrypto = {
  sha256: (bytes) => hash('sha256', bytes, 'buffer'),
  verify(suite, publicKey, bytes, signature) {
    try {
      return suite === 'ed25519'
        ? verify(null, bytes, edwardsKey(publicKey), signature)
        : verify('sha256', bytes, { key: pointKey(publicKey), dsaEncoding: 'ieee-p1363' }, signature);
    } catch {
      return false; // no point of the curve: a stranger's bytes
    }
  },
};

function edwardsKey(publicKey: Uint8Array): KeyObject {
  const key = { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey).toString('base64url') };
  return createPublicKey({ key, format: 'jwk' });
}

function pointKey(publicKey: Uint8Array): KeyObject {
  const point = ECDH.convertKey(
    Buffer.from(publicKey),
    curve,
    undefined,
    undefined,
    'uncompressed',
  ) as Buffer;
  const x = point.subarray(1, half).toString('base64url');
  const y = point.subarray(half).toString('base64url');
  return createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
}

export interface PackSigner {
  /** The verification key as one line, for whoever takes the packs. */
  readonly key: string;
  sign(text: string): NoteSignature;
}

/** A new signing key, PKCS#8. */
export function newPackKey(suite: PackSuite): string {
  const options = { format: 'pem', type: 'pkcs8' } as const;
  const pair =
    suite === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: curve });
  return pair.privateKey.export(options).toString();
}

/** A signer of packs from a PKCS#8 PEM; the suite is that of the key. @throws Error for a key of no suite */
export function packSigner(pem: string, name: string): PackSigner {
  const privateKey = createPrivateKey(pem);
  const { kty, crv, x = '', y = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
  const suite: PackSuite | undefined =
    crv === 'Ed25519' ? 'ed25519' : kty === 'EC' && crv === 'P-256' ? 'p-256' : undefined;
  if (suite === undefined) throw new Error('the key is neither P-256 nor Ed25519');
  const publicKey = suite === 'ed25519' ? Buffer.from(x, 'base64url') : compressed(x, y);
  const keyId = packKeyId({ name, suite, publicKey }, bundleCrypto);
  return {
    key: formatPackKey({ name, keyId, suite, publicKey }),
    sign(text) {
      const bytes = Buffer.from(text);
      const signature =
        suite === 'ed25519'
          ? sign(null, bytes, privateKey)
          : sign('sha256', bytes, { key: privateKey, dsaEncoding: 'ieee-p1363' });
      return { name, keyId, signature };
    },
  };
}

/** The compressed point: the sign of the second coordinate, and the first. */
function compressed(x: string, y: string): Buffer {
  const isOdd = (Buffer.from(y, 'base64url').at(-1) ?? 0) % 2 === 1;
  return Buffer.concat([Buffer.of(isOdd ? 3 : 2), Buffer.from(x, 'base64url')]);
}
