import type { Organisation } from './model.ts';
import type { OrganisationItem } from './schema.ts';

export function toWire({ nameZh, nameEn, ...rest }: Organisation): OrganisationItem {
  return { ...rest, name: { zh: nameZh, en: nameEn } };
}
