/** Signature suites by name; a new key gets the first unless another is chosen. */
export const signatureSuites = ['p-256', 'ed25519', 'sm2'] as const;
export type SignatureSuite = (typeof signatureSuites)[number];

/** Every suite's signature: two numbers of 32 bytes, r || s (Ed25519: R || S). */
export const signatureBytes = 64;

/** What the caller brings: standards run in the browser too. */
export interface SuiteCrypto {
  sha256(bytes: Uint8Array): Uint8Array;
  /** GB/T 32905-2016. */
  sm3(bytes: Uint8Array): Uint8Array;
  /** Whether a signature of 64 bytes holds: ECDSA on P-256 with SHA-256, Ed25519, or SM2 with SM3. Never throws. */
  verify(
    suite: SignatureSuite,
    publicKey: Uint8Array,
    bytes: Uint8Array,
    signature: Uint8Array,
  ): boolean | Promise<boolean>;
}

/** Orders of the groups: FIPS 186-5 (P-256), RFC 8032 section 5.1 (Ed25519), GB/T 32918.5-2017 (SM2). */
const orders: Readonly<Record<SignatureSuite, bigint>> = {
  'p-256': 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
  ed25519: 0x1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3edn,
  sm2: 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n,
};

/**
 * Whether a signature is in its one spelling: 64 bytes, numbers within the group's order, and of the two ECDSA signatures that
 * anybody can turn into one another the one with the lower s. So nobody presents one signed text as two.
 */
export function isCanonicalSignature(suite: SignatureSuite, signature: Uint8Array): boolean {
  if (signature.length !== signatureBytes) return false;
  const order = orders[suite];
  if (suite === 'ed25519') return numberOf(signature.subarray(32).toReversed()) < order;
  const [r, s] = [numberOf(signature.subarray(0, 32)), numberOf(signature.subarray(32))];
  if (r === 0n || r >= order || s === 0n) return false;
  return suite === 'p-256' ? s <= order / 2n : s < order;
}

/** An ECDSA signature on P-256 with the lower s: of (r, s) and (r, n − s), both of which hold, the one that we accept. */
export function withLowerS(signature: Uint8Array): Uint8Array {
  const s = numberOf(signature.subarray(32));
  if (s <= orders['p-256'] / 2n) return signature;
  return Uint8Array.of(...signature.subarray(0, 32), ...bytesOf(orders['p-256'] - s));
}

/** A number from its bytes, the most significant first. */
function numberOf(bytes: Uint8Array): bigint {
  let hex = '0x0';
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0');
  return BigInt(hex);
}

/** 32 bytes of a number, the most significant first. */
function bytesOf(value: bigint): Uint8Array {
  const hex = value.toString(16).padStart(64, '0');
  return Uint8Array.from({ length: 32 }, (_, at) => Number.parseInt(hex.slice(2 * at, 2 * at + 2), 16));
}
