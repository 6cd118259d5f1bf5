export { loadCatalogue, packFolders, readPacks } from './load-packs.ts';
export { openCatalogue } from './catalogue.ts';
export type { Catalogue } from './catalogue.ts';
export { compileSnapshot, snapshotOf } from './snapshot.ts';
export type { CataloguedResource, Snapshot } from './snapshot.ts';
export { followReleases } from './follow-releases.ts';
export type { CatalogueInForce } from './follow-releases.ts';
export { compileCurrent, publishRelease, releaseIn } from './publish-release.ts';
export type { Released, Releasing } from './publish-release.ts';
export { changedFiles, isLocal, localPack, packOf, versionIn, withLocal } from './local-files.ts';
export type { LocalChange } from './local-files.ts';
export { publishResources } from './publish-resources.ts';
export type { Published, TableMigrations } from './publish-resources.ts';
export {
  TooManyWaiting,
  beginMigration,
  convertAll,
  finishMigration,
  undoMigration,
} from './migrating/migrate-table.ts';
export type { MigratedBatch, Migrating, RefusedRow } from './migrating/migrate-table.ts';
export { fieldsMigratedSince } from './fields-migrated.ts';
export type { MigratedFields } from './snapshot.ts';
export { countWaiting, fenceWriters } from './migrating/sql.ts';
export { insertMigrated, selectFileVersions, selectState } from './sql.ts';
export type { FileVersionRow } from './sql.ts';
export { checkPolicies } from './check-policies.ts';
export { openCitations } from './regulations/library.ts';
export type { Cite } from './regulations/library.ts';
export { reviewReasons } from './regulations/to-review.ts';
export { loadDivisions } from './load-divisions.ts';
export { valueCheck } from './value-check.ts';
export type { ValueCheck } from './value-check.ts';
export { keepQuality } from './resource-quality.ts';
export type { ResourceQuality } from './schema.ts';
export { countStates } from './resource-state.ts';
export { routes, stateRoutes } from './routes.ts';
export { branchTitled, titled } from './titled.ts';
export type { Titled } from './titled.ts';
