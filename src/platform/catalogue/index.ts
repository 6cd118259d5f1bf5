export { loadCatalogue, packFolders } from './load-packs.ts';
export type { Catalogue, CataloguedResource } from './load-packs.ts';
export { publishResources } from './publish-resources.ts';
export { loadDivisions } from './load-divisions.ts';
export { valueCheck } from './value-check.ts';
export type { ValueCheck } from './value-check.ts';
export { routes } from './routes.ts';
