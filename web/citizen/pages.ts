import type { CitizenPage } from './kit/page-definition.ts';

/** Every feature with pages for citizens: found by its place, so that adding one is adding its folder. */
const features = Object.values(
  import.meta.glob<{ readonly pages?: readonly CitizenPage[] }>('../../src/*/*/pages-citizen/index.tsx', {
    eager: true,
  }),
);

export const pages: readonly CitizenPage[] = features
  .flatMap((feature) => feature.pages ?? [])
  .sort((a, b) => (a.order ?? 100) - (b.order ?? 100));
