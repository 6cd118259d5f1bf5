import { qualityPurpose } from './purpose-kind.ts';
import type { Quality } from './quality.ts';
import type { Purposes } from '#security/access/index.ts';

/** Opens the quality of this node, and makes its findings and corrections a purpose. */
export function openQuality(parts: Quality & { readonly purposes: Pick<Purposes, 'register'> }): Quality {
  parts.purposes.register(qualityPurpose(parts));
  return parts;
}
