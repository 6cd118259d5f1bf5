import assert from 'node:assert/strict';
import { hash, randomBytes, ECDH } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { newSigningKey, nodeCrypto, suiteSigner } from '#infrastructure/signatures/index.ts';
import {
  formatSuiteKey,
  isCanonicalSignature,
  parseSuiteKey,
  signatureSuites,
  suiteKeyId,
  withLowerS,
} from './index.ts';
import type { SuiteKey } from './index.ts';

const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex');
const numberOf = (data: Uint8Array): bigint => BigInt(`0x${Buffer.from(data).toString('hex')}`);

/** GB/T 32918.5-2017 appendix A (GM/T 0003.5-2012 appendix A): the signature of "message digest". */
const x = bytes('09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020');
const y = bytes('CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13');
const example = {
  point: Buffer.concat([Buffer.of(3), x]), // y is odd
  signature: bytes(
    'F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3' +
      'B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA',
  ),
  message: Buffer.from('message digest'),
  digest: 'f0b43e94ba45accaace692ed534382eb17e6ab5a19ce7b31f4486fdfc0d28640',
};

test('SM3 and SM2 give the answers printed in their standards', () => {
  const abc = '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0'; // GB/T 32905-2016, A.1
  assert.equal(Buffer.from(nodeCrypto.sm3(Buffer.from('abc'))).toString('hex'), abc);
  assert.equal(sm2Digest(x, y, example.message).toString('hex'), example.digest);
  assert.ok(nodeCrypto.verify('sm2', example.point, example.message, example.signature));
  assert.ok(holdsBySchoolbook([numberOf(x), numberOf(y)], bytes(example.digest), example.signature));
});

test('what this machine signs with SM2 holds by the standard’s own equations', () => {
  const signer = suiteSigner(newSigningKey('sm2'), 'x');
  const { publicKey } = parseSuiteKey(signer.key) as SuiteKey;
  const point = ECDH.convertKey(
    Buffer.from(publicKey),
    'SM2',
    undefined,
    undefined,
    'uncompressed',
  ) as Buffer;
  const [qx, qy] = [point.subarray(1, 33), point.subarray(33)];
  const holds = (text: string) =>
    holdsBySchoolbook([numberOf(qx), numberOf(qy)], sm2Digest(qx, qy, Buffer.from(text)), signature);
  const { signature } = signer.sign('核验');
  assert.ok(holds('核验'));
  assert.ok(!holds('核 验'));
});

test('planted bug: SM2 over the text alone, as Node’s one-shot functions do it, is not what the standard prints', () => {
  const bare = hash('sm3', example.message, 'buffer');
  assert.ok(!holdsBySchoolbook([numberOf(x), numberOf(y)], bare, example.signature));
});

for (const suite of signatureSuites)
  test(`${suite}: what is signed verifies, in its one spelling, and nothing else does`, () => {
    const signer = suiteSigner(newSigningKey(suite), '690100000000');
    const key = parseSuiteKey(signer.key);
    assert.ok(key);
    assert.equal(key.suite, suite);
    assert.equal(suiteKeyId(key, nodeCrypto), key.keyId);
    const text = `to be signed ${randomBytes(4).toString('hex')}`;
    const { signature } = signer.sign(text);
    const verifies = (made: Uint8Array, of: string, by = suite) =>
      nodeCrypto.verify(by, key.publicKey, Buffer.from(of), made);
    assert.ok(verifies(signature, text));
    assert.ok(isCanonicalSignature(suite, signature));
    assert.ok(!verifies(signature, `${text}.`));
    const altered = Uint8Array.from(signature, (byte, at) => (at === 9 ? byte ^ 1 : byte));
    assert.ok(!verifies(altered, text));
    for (const other of signatureSuites) if (other !== suite) assert.ok(!verifies(signature, text, other));
    for (const wrong of [signature.slice(1), Uint8Array.of(...signature, 0), new Uint8Array(64).fill(255)])
      assert.ok(!isCanonicalSignature(suite, wrong));
  });

test('of the two ECDSA signatures that turn into one another, one is accepted', () => {
  const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
  const signer = suiteSigner(newSigningKey('p-256'), 'x');
  const key = parseSuiteKey(signer.key) as SuiteKey;
  const low = signer.sign('text').signature;
  const s = BigInt(`0x${Buffer.from(low.subarray(32)).toString('hex')}`);
  const high = Buffer.concat([low.subarray(0, 32), bytes((order - s).toString(16).padStart(64, '0'))]);
  assert.ok(nodeCrypto.verify('p-256', key.publicKey, Buffer.from('text'), high), 'mathematics accepts both');
  assert.ok(!isCanonicalSignature('p-256', high));
  assert.deepEqual(Buffer.from(withLowerS(high)), Buffer.from(low));
});

test('a key line is read as it was written, or not at all', () => {
  const name = fc.stringMatching(/^[a-z0-9./]{1,40}$/);
  const point = fc.uint8Array({ minLength: 32, maxLength: 32 });
  fc.assert(
    fc.property(name, point, fc.constantFrom(...signatureSuites), (owner, value, suite) => {
      const publicKey = suite === 'ed25519' ? value : Uint8Array.of(2, ...value);
      const keyId = suiteKeyId({ name: owner, suite, publicKey }, nodeCrypto);
      const line = formatSuiteKey({ name: owner, keyId, suite, publicKey });
      assert.deepEqual(parseSuiteKey(line), { name: owner, keyId, suite, publicKey });
      assert.equal(nodeCrypto.verify(suite, publicKey, value, new Uint8Array(64)), false);
    }),
  );
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 120 }), (text) => {
      const key = parseSuiteKey(text);
      if (key) assert.equal(formatSuiteKey(key), text);
    }),
  );
});

const curve = {
  p: 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn,
  n: 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n,
  a: 0xfffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffcn,
  b: 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n,
  base: [
    0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n,
    0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n,
  ],
} as const;
type Point = readonly [bigint, bigint];

/** SM3(Z || text), GB/T 32918.2-2016 5.5 and 6.1. */
function sm2Digest(qx: Buffer, qy: Buffer, text: Buffer): Buffer {
  const { a, b, base } = curve;
  const numbers = [a, b, ...base].map((one) => bytes(one.toString(16).padStart(64, '0')));
  const z = hash('sm3', Buffer.concat([Buffer.of(0, 128), Buffer.from('1234567812345678'), ...numbers, qx, qy]), 'buffer');
  return hash('sm3', Buffer.concat([z, text]), 'buffer');
} // prettier-ignore

/** GB/T 32918.2-2016, 7.1, by the schoolbook: a second hand beside OpenSSL's. */
function holdsBySchoolbook(key: Point, digest: Buffer, signature: Uint8Array): boolean {
  const { n, base } = curve;
  const [r, s] = [numberOf(signature.subarray(0, 32)), numberOf(signature.subarray(32))];
  const sum = add(times(s, base), times((r + s) % n, key));
  return sum !== null && (numberOf(digest) + sum[0]) % n === r;
}

const modulo = (value: bigint): bigint => ((value % curve.p) + curve.p) % curve.p;

function inverse(value: bigint): bigint {
  let [a, b, u, v]: [bigint, bigint, bigint, bigint] = [modulo(value), curve.p, 1n, 0n];
  while (a > 1n) [a, b, u, v] = [b % a, a, v - (b / a) * u, u];
  return modulo(u);
}

function add(a: Point | null, b: Point | null): Point | null {
  if (a === null || b === null) return a ?? b;
  if (a[0] === b[0] && modulo(a[1] + b[1]) === 0n) return null;
  const slope =
    a[0] === b[0] ? (3n * a[0] * a[0] + curve.a) * inverse(2n * a[1]) : (b[1] - a[1]) * inverse(b[0] - a[0]);
  const sumX = modulo(slope * slope - a[0] - b[0]);
  return [sumX, modulo(slope * (a[0] - sumX) - a[1])];
}

function times(factor: bigint, point: Point): Point | null {
  let sum: Point | null = null;
  let power: Point | null = point;
  for (let left = factor; left > 0n; left >>= 1n) {
    if (left & 1n) sum = add(sum, power);
    power = add(power, power);
  }
  return sum;
}
