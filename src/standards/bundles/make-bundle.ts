import { parsePack } from '../declarations/index.ts';
import type { PackFile } from '../declarations/index.ts';
import { digestOfText, encodeBundle } from './encode.ts';
import type { Bundle, BundleCrypto, BundleProblem } from './model.ts';
import { readBundle } from './read-bundle.ts';
import type { BundleChoice, ReadBundle } from './read-bundle.ts';
import { shape } from './paths.ts';

/**
 * Makes an unsigned bundle of one pack's files, whose paths begin with the pack's folder. Name and version are those of its
 * `pack.yaml`. What the format refuses is refused here, so that nobody signs what nobody could take. Never throws.
 */
export function makeBundle(
  files: readonly PackFile[],
  choice: BundleChoice,
  crypto: BundleCrypto,
): ReadBundle {
  const below = files.map(({ path, text }) => [path.slice(path.indexOf('/') + 1), text] as const);
  const head = headOf(Object.fromEntries(below));
  if (head === null) return { ok: false, problems: [noHeader()] };
  const bundle: Bundle = {
    header: {
      ...choice,
      ...head,
      digests: Object.fromEntries(below.map(([path, text]) => [path, digestOfText(text, crypto)])),
    },
    files: Object.fromEntries(below),
    note: null,
  };
  if (below.some(([, text]) => !text.isWellFormed()))
    return { ok: false, problems: [shape('files', '完整的 UTF-8 文本', 'whole UTF-8 text')] };
  return readBundle(encodeBundle(bundle));
}

/** Name and version as the files' own `pack.yaml` states them; null when there is no sound one. */
export function headOf(files: Readonly<Record<string, string>>): { name: string; version: string } | null {
  const text = files['pack.yaml'];
  const head = text === undefined ? undefined : parsePack([{ path: 'x/pack.yaml', text }]).pack?.headers[0];
  return head === undefined ? null : { name: head.name, version: head.version };
}

function noHeader(): BundleProblem {
  return shape('pack.yaml', '写明 name 与 version 的 pack.yaml', 'a pack.yaml with name and version');
}
