import * as pkijs from 'pkijs';
import { createHash, randomBytes, randomInt } from 'node:crypto';

/** OWASP's figure for PBKDF2-HMAC-SHA256 is 600,000; the password here has 100 random bits, so far fewer would do. */
const iterations = 100_000;
const macIterations = 10_000; // NSS refuses files with very high counts here; the MAC guards integrity only
const aes = { name: 'AES-CBC', length: 256 } as const; // the strongest that openssl, NSS, Windows and macOS all import
const hash = 'SHA-256';

export interface Pkcs12 {
  readonly file: Buffer;
  /** Random, shown once to whoever hands the file over. */
  readonly password: string;
}

export interface Pkcs12Content {
  /** PKCS#8. */
  readonly privateKey: Buffer;
  readonly certificate: Buffer;
  readonly authority: Buffer;
  readonly friendlyName: string;
}

/**
 * Packs key, certificate and the authority's certificate (RFC 7292) with PBES2 AES-256-CBC and an HMAC-SHA256 MAC.
 * Importable by openssl, NSS (Firefox, Chromium on Linux), Windows and macOS.
 */
export async function exportPkcs12(content: Pkcs12Content): Promise<Pkcs12> {
  const crypto = new pkijs.CryptoEngine({ name: 'node', crypto: globalThis.crypto });
  const password = makePassword();
  const secret = toArrayBuffer(Buffer.from(password, 'ascii'));
  const encryption = {
    password: secret,
    contentEncryptionAlgorithm: { ...aes, iv: toArrayBuffer(randomBytes(16)) },
    hmacHashAlgorithm: hash,
    iterationCount: iterations,
  };
  const keys = await keyBag(content, encryption, crypto);
  const certificates = certificateBags(content);
  const safe = new pkijs.AuthenticatedSafe({
    parsedValue: {
      safeContents: [
        { privacyMode: 0, value: new pkijs.SafeContents({ safeBags: [keys] }) },
        { privacyMode: 1, value: new pkijs.SafeContents({ safeBags: certificates }) },
      ],
    },
  });
  await safe.makeInternalValues({ safeContents: [{}, encryption] }, crypto);
  const pfx = new pkijs.PFX({ parsedValue: { integrityMode: 0, authenticatedSafe: safe } });
  await pfx.makeInternalValues(
    { password: secret, iterations: macIterations, pbkdf2HashAlgorithm: hash, hmacHashAlgorithm: hash },
    crypto,
  );
  return { file: Buffer.from(pfx.toSchema().toBER(false)), password };
}

type Encryption = Parameters<pkijs.PKCS8ShroudedKeyBag['makeInternalValues']>[0];

async function keyBag(
  content: Pkcs12Content,
  encryption: Encryption,
  crypto: pkijs.ICryptoEngine,
): Promise<pkijs.SafeBag> {
  const key = new pkijs.PKCS8ShroudedKeyBag({
    parsedValue: pkijs.PrivateKeyInfo.fromBER(toArrayBuffer(content.privateKey)),
  });
  await key.makeInternalValues(encryption, crypto);
  return new pkijs.SafeBag({
    bagId: '1.2.840.113549.1.12.10.1.2',
    bagValue: key,
    bagAttributes: attributesOf(content),
  });
}

function certificateBags(content: Pkcs12Content): pkijs.SafeBag[] {
  const bag = (der: Buffer, bagAttributes: pkijs.Attribute[]): pkijs.SafeBag =>
    new pkijs.SafeBag({
      bagId: '1.2.840.113549.1.12.10.1.3',
      bagValue: new pkijs.CertBag({ parsedValue: pkijs.Certificate.fromBER(toArrayBuffer(der)) }),
      ...(bagAttributes.length > 0 ? { bagAttributes } : {}),
    });
  return [bag(content.certificate, attributesOf(content)), bag(content.authority, [])];
}

/** friendlyName is what a browser's list shows; localKeyId ties the certificate to its key. */
function attributesOf(content: Pkcs12Content): pkijs.Attribute[] {
  const name = Buffer.from(content.friendlyName, 'utf16le').swap16();
  const keyId = createHash('sha1').update(content.certificate).digest(); // an identifier, by custom SHA-1
  return [
    attribute([0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x14], 0x1e, name),
    attribute([0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x15], 0x04, keyId),
  ];
}

/** Attribute ::= SEQUENCE { OID, SET { value } }, all shorter than 128 bytes. */
function attribute(oid: readonly number[], tag: number, value: Buffer): pkijs.Attribute {
  const tlv = (type: number, body: Uint8Array): Buffer => {
    if (body.length > 127) throw new Error('a PKCS#12 attribute of ours is short');
    return Buffer.concat([Buffer.of(type, body.length), body]);
  };
  const sequence = Buffer.concat([tlv(0x06, Buffer.from(oid)), tlv(0x31, tlv(tag, value))]);
  return pkijs.Attribute.fromBER(toArrayBuffer(tlv(0x30, sequence)));
}

/** No letter or digit that could be taken for another: somebody will type this. */
const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789';
const passwordLength = 20; // 100 bits

function makePassword(): string {
  return Array.from({ length: passwordLength }, () => alphabet[randomInt(alphabet.length)]).join('');
}

function toArrayBuffer(bytes: Uint8Array): ArrayBuffer {
  return Uint8Array.from(bytes).buffer;
}
