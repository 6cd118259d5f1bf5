/** Signed bundles for tests: made from the shipped packs or from a few lines, by an issuer made up on the spot. */
import { newSigningKey, nodeCrypto, suiteSigner } from '#infrastructure/signatures/index.ts';
import { digestOf, encodeBundle, makeBundle, noteText } from '#standards/bundles/index.ts';
import type { SignatureSuite } from '#standards/signatures/index.ts';
import type { PackFile } from '#standards/declarations/index.ts';
import { formatNote } from '#standards/ledger/index.ts';

export interface TestIssuer {
  readonly name: string;
  /** The line that others verify with. */
  readonly key: string;
  /** The text of a signed bundle, and its digest for the next one. */
  bundle(
    files: readonly PackFile[],
    previous?: string | null,
  ): { readonly text: string; readonly digest: string };
}

export function testIssuer(name: string, suite: SignatureSuite = 'p-256'): TestIssuer {
  const signer = suiteSigner(newSigningKey(suite), name);
  return {
    name,
    key: signer.key,
    bundle(files, previous = null) {
      const choice = { issuer: name, previous, issued: '2026-11-28', requires: [] };
      const made = makeBundle(files, choice, nodeCrypto);
      if (!made.ok) throw new Error(JSON.stringify(made.problems));
      const digest = digestOf(made.bundle, nodeCrypto);
      const text = noteText(made.bundle, digest);
      const note = formatNote({ text, signatures: [signer.sign(text)] });
      return { text: encodeBundle({ ...made.bundle, note }), digest };
    },
  };
}

/** Files of a pack with a higher version, and edits by path without the pack's folder: null takes a file out. */
export function nextVersion(
  files: readonly PackFile[],
  version: string,
  edits: Readonly<Record<string, string | null | ((text: string) => string)>> = {},
): PackFile[] {
  const folder = files[0]?.path.split('/')[0] ?? '';
  const texts = new Map(files.map(({ path, text }) => [path.slice(folder.length + 1), text]));
  texts.set('pack.yaml', (texts.get('pack.yaml') ?? '').replace(/version: .*/, `version: ${version}`));
  for (const [path, edit] of Object.entries(edits)) {
    const text = typeof edit === 'function' ? edit(texts.get(path) ?? '') : edit;
    if (text === null) texts.delete(path);
    else texts.set(path, text);
  }
  return [...texts].map(([path, text]) => ({ path: `${folder}/${path}`, text }));
}
