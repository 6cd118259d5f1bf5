import { readJson } from '#infrastructure/json/index.ts';
import { fault } from './errors.ts';

/**
 * The JSON of a request, read strictly. The text is hostile.
 * @throws Fault http.not-json, http.duplicate-key, http.too-deep, http.forbidden-text
 */
export function parseJson(text: string): unknown {
  const read = readJson(text);
  if (read.ok) return read.value;
  const { flaw } = read;
  if (flaw.kind === 'not-json') throw fault('not-json', placeOf(flaw.position));
  if (flaw.kind === 'duplicate-key')
    throw fault('duplicate-key', { key: flaw.key, position: flaw.position + 1 });
  if (flaw.kind === 'too-deep') throw fault('too-deep', { limit: flaw.limit });
  throw fault('forbidden-text', { position: flaw.position + 1 });
}

/** People count from one; of a short text JavaScript does not say where. */
function placeOf(position: number | null): { place: string; placeZh: string } {
  if (position === null) return { place: '', placeZh: '' };
  return { place: ` (at character ${position + 1})`, placeZh: `（第 ${position + 1} 个字符处）` };
}
