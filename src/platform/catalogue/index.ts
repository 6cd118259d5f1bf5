export { loadCatalogue } from './load-packs.ts';
export type { Catalogue, CataloguedResource } from './load-packs.ts';
export { publishResources } from './publish-resources.ts';
