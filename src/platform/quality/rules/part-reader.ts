import { qualityParts } from '#standards/declarations/index.ts';
import { check } from '#standards/identifiers/index.ts';
import type { Kind, Reference } from '#standards/identifiers/index.ts';

/** Says what a part of an identifier is; null when the value is no valid identifier that has such a part. */
export type PartReader = (value: string, part: string, at: Date) => string | null;

/** Reads parts of identifiers by the rules of standards/identifiers, with this node's divisions. */
export function openPartReader(reference: Omit<Reference, 'at'>): PartReader {
  return (value, part, at) => {
    for (const [kind, parts] of Object.entries(qualityParts)) {
      if (!parts.includes(part)) continue;
      const result = check(kind as Kind, value, { ...reference, at });
      const found = (result.parts as Readonly<Record<string, unknown>> | undefined)?.[part];
      if (result.status === 'ok' && typeof found === 'string') return found;
    }
    return null;
  };
}
