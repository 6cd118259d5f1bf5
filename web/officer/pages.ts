import type { PageDefinition, PurposeOpener, Reminder } from '../kit/page-definition.ts';

/** What a feature's `pages/index.tsx` may export. */
interface FeaturePages {
  readonly pages?: readonly PageDefinition[];
  readonly purposeOpeners?: readonly PurposeOpener[];
  readonly reminders?: readonly Reminder[];
}

/** Every feature with pages for officers: found by its place, so that adding one is adding its folder. */
const features = Object.values(
  import.meta.glob<FeaturePages>('../../src/*/*/pages/index.tsx', { eager: true }),
);

export const pages: readonly PageDefinition[] = features
  .flatMap((feature) => feature.pages ?? [])
  .slice()
  .sort((a, b) => (a.order ?? 100) - (b.order ?? 100));

export const purposeOpeners: readonly PurposeOpener[] = features.flatMap(
  (feature) => feature.purposeOpeners ?? [],
);

export const reminders: readonly Reminder[] = features.flatMap((feature) => feature.reminders ?? []);

/** Whether someone with these roles sees a page. The server decides for itself; this only spares vain clicks. */
export function sees(roles: readonly string[], page: { readonly roles?: readonly string[] }): boolean {
  return !page.roles || page.roles.some((role) => roles.includes(role));
}

/** The pages above a page, outermost first. */
export function parentsOf(
  page: PageDefinition,
  all: readonly PageDefinition[] = pages,
): readonly PageDefinition[] {
  const parent = all.find((candidate) => candidate.path === page.parent);
  return parent ? [...parentsOf(parent, all), parent] : [];
}
