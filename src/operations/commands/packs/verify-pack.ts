import { nodeCrypto } from '#infrastructure/signatures/index.ts';
import { digestOf, verifyBundle } from '#standards/bundles/index.ts';
import type { Bundle, Taken } from '#standards/bundles/index.ts';
import { printLine, printProblems } from '../output.ts';
import type { Language } from '../output.ts';
import { openBundle, readKeys } from './bundle-files.ts';

/**
 * Verifies a bundle with keys that come from elsewhere; `after` are the bundles that are here already.
 * @returns whether nothing speaks against it
 */
export function verifyPack(
  file: string,
  { key, after = [] }: { readonly key: readonly string[]; readonly after?: readonly string[] },
  language: Language,
): boolean {
  const keys = readKeys(key);
  const bundle = openBundle(file, language);
  const here = after.map((one) => openBundle(one, language));
  if (bundle === null || here.includes(null)) return false;
  const taken = here.flatMap((one) => (one === null ? [] : [takenOf(one)]));
  const problems = verifyBundle(bundle, { keys, taken }, nodeCrypto);
  printProblems(problems, language);
  const { name, version, issuer, issued } = bundle.header;
  if (problems.length === 0)
    printLine(`${name} ${version}, ${issuer}, ${issued}, sha256 ${digestOf(bundle, nodeCrypto)}: sound`);
  return problems.length === 0;
}

/** What is remembered of a bundle that was taken. */
export function takenOf(bundle: Bundle): Taken {
  const { name, version, issuer } = bundle.header;
  return { name, version, issuer, digest: digestOf(bundle, nodeCrypto) };
}
