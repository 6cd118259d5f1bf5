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
import { formatSuiteKey, suiteKeyId, withLowerS } from '#standards/signatures/index.ts';
import type { SignatureSuite, SuiteCrypto } from '#standards/signatures/index.ts';
import type { NoteSignature } from '#standards/ledger/index.ts';
import { isSm2Key, sm2PublicKey, sm2Signer, sm2Verifier } from './sm2.ts';

const curve = 'prime256v1'; // P-256
const half = 33; // where the second coordinate of an uncompressed point begins

/** What rules that run without Node ask for; here it answers at once. */
export interface NodeCrypto extends SuiteCrypto {
  verify(suite: SignatureSuite, publicKey: Uint8Array, bytes: Uint8Array, signature: Uint8Array): boolean;
}

/** SHA-256, SM3, Ed25519, P-256 and SM2 of Node. */
export const nodeCrypto: NodeCrypto = {
  sha256: (bytes) => hash('sha256', bytes, 'buffer'),
  sm3: (bytes) => hash('sm3', bytes, 'buffer'),
  verify(suite, publicKey, bytes, signature) {
    try {
      return verifierOf(suite, publicKey)(bytes, signature);
    } catch {
      return false; // no point of the curve: a stranger's bytes
    }
  },
};

type Verifier = (bytes: Uint8Array, signature: Uint8Array) => boolean;

/** Keys that stay decoded: more than a country's nodes have. Decoding one costs more than verifying with it. */
const mostKept = 8192;
const kept = new Map<string, Verifier>();

function verifierOf(suite: SignatureSuite, publicKey: Uint8Array): Verifier {
  const name = `${suite} ${Buffer.from(publicKey).toString('latin1')}`;
  const found = kept.get(name);
  if (found !== undefined) return found;
  const made = openVerifier(suite, publicKey);
  if (kept.size >= mostKept) kept.clear();
  kept.set(name, made);
  return made;
}

/** @throws Error for no point of the curve */
function openVerifier(suite: SignatureSuite, publicKey: Uint8Array): Verifier {
  if (suite === 'sm2') return sm2Verifier(publicKey);
  if (suite === 'ed25519') {
    const key = edwardsKey(publicKey);
    return (bytes, signature) => verify(null, bytes, key, signature);
  }
  const key = pointKey(publicKey);
  return (bytes, signature) => verify('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' }, signature);
}

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

/** Signs texts as signed notes carry it. */
export interface SuiteSigner {
  readonly suite: SignatureSuite;
  /** The verification key as one line, for whoever verifies. */
  readonly key: string;
  sign(text: string): NoteSignature;
}

/** A new signing key, PKCS#8. */
export function newSigningKey(suite: SignatureSuite): string {
  const namedCurve = suite === 'sm2' ? 'SM2' : curve;
  const pair =
    suite === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve });
  return pair.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
}

/** A signer from a PKCS#8 PEM; the suite is that of the key. @throws Error for a key of no suite */
export function suiteSigner(pem: string, name: string): SuiteSigner {
  const { suite, publicKey, signature } = handOf(createPrivateKey(pem));
  const keyId = suiteKeyId({ name, suite, publicKey }, nodeCrypto);
  return {
    suite,
    key: formatSuiteKey({ name, keyId, suite, publicKey }),
    sign: (text) => ({ name, keyId, signature: signature(Buffer.from(text)) }),
  };
}

interface Hand {
  readonly suite: SignatureSuite;
  readonly publicKey: Uint8Array;
  readonly signature: (bytes: Buffer) => Uint8Array;
}

function handOf(key: KeyObject): Hand {
  if (key.asymmetricKeyType === 'ed25519') {
    const { x = '' } = createPublicKey(key).export({ format: 'jwk' });
    const publicKey = Buffer.from(x, 'base64url');
    return { suite: 'ed25519', publicKey, signature: (bytes) => sign(null, bytes, key) };
  }
  if (isSm2Key(key)) {
    const publicKey = sm2PublicKey(key);
    return { suite: 'sm2', publicKey, signature: sm2Signer(key, publicKey) };
  }
  if (key.asymmetricKeyDetails?.namedCurve !== curve)
    throw new Error('the key is neither P-256 nor Ed25519 nor SM2');
  const { x = '', y = '' } = createPublicKey(key).export({ format: 'jwk' });
  const signature = (bytes: Buffer) => withLowerS(sign('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' }));
  return { suite: 'p-256', publicKey: compressed(x, y), signature };
}

/** The compressed point: the sign of the second coordinate, and the first. */
function compressed(x: string, y: string): Buffer {
  const isOdd = (Buffer.from(y, 'base64url').at(-1) ?? 0) % 2 === 1;
  return Buffer.concat([Buffer.of(isOdd ? 3 : 2), Buffer.from(x, 'base64url')]);
}
