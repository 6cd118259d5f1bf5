import { newSigningKey, nodeCrypto, suiteSigner } from '#infrastructure/signatures/index.ts';
import { writeFileSync } from 'node:fs';
import { digestOf, encodeBundle, noteText } from '#standards/bundles/index.ts';
import type { SignatureSuite } from '#standards/signatures/index.ts';
import { formatNote, parseNote } from '#standards/ledger/index.ts';
import { printLine } from '../output.ts';
import type { Language } from '../output.ts';
import { openBundle, readText } from './bundle-files.ts';

/** Makes a key that signs packs, readable by its owner alone, and prints the line that others verify with. */
export function makePackKey(file: string, issuer: string, suite: SignatureSuite): void {
  const pem = newSigningKey(suite);
  writeFileSync(file, pem, { flag: 'wx', mode: 0o600 });
  printLine(suiteSigner(pem, issuer).key);
}

/**
 * Signs a bundle in the name of its issuer, or, where `as` is given, of another who stands beside.
 * @returns whether it was signed
 */
export function signPack(file: string, keyFile: string, as: string | undefined, language: Language): boolean {
  const bundle = openBundle(file, language);
  if (bundle === null) return false;
  const signer = suiteSigner(readText(keyFile), as ?? bundle.header.issuer);
  const text = noteText(bundle, digestOf(bundle, nodeCrypto));
  const signature = signer.sign(text);
  const before = bundle.note === null ? [] : (parseNote(bundle.note)?.signatures ?? []);
  const others = before.filter(({ name, keyId }) => name !== signature.name || keyId !== signature.keyId);
  writeFileSync(file, encodeBundle({ ...bundle, note: formatNote({ text, signatures: [...others, signature] }) }));
  printLine(signer.key);
  return true;
}
