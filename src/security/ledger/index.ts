export { appendComposed, appendEntries, composeEntries, ledger } from './append-entries.ts';
export type { AppendedEntry, ComposedEntries } from './append-entries.ts';
export { entryFor } from './compose-entry.ts';
export type { Detail, EntryInput } from './compose-entry.ts';
export type { LedgerEntry } from './entry-view.ts';
export { recordRefusal } from './record-refusal.ts';
export type { Attempt } from './record-refusal.ts';
export { exportEntries, exportLedger } from './export-entries.ts';
export { MAX_PAGE, findEntries, getEntry, getEntryById, listSubjectEntries } from './find-entries.ts';
export type { EntryFilters, EntryPage, PageRequest } from './find-entries.ts';
export {
  awaitCheckpoint,
  consistencyProof,
  discloseToSubject,
  inclusionProof,
  latestCheckpoint,
  subjectProof,
} from './prove.ts';
export { readTile } from './read-hashes.ts';
export { recordExport } from './record-export.ts';
export { routes } from './routes.ts';
export { exportRows, serveList } from './serve-list.ts';
export type { Exported, Listed, ServedList } from './serve-list.ts';
export type { LedgerRoutes } from './routes.ts';
export { runSequencer } from './run-sequencer.ts';
export type { LoopIntervals, SequencerOptions, SequencerReport } from './run-sequencer.ts';
export { configureLedger } from './settings.ts';
export type { LedgerSettings } from './settings.ts';
export { openSigners, signerOf } from './signers.ts';
export type { Signer } from './signers.ts';
export type { LatestCheckpoint } from './sql-read.ts';
export { subjectTag } from './tags.ts';
export { MAX_SURVEY_DAYS, listCheckpoints, surveyEntries } from './survey-entries.ts';
export type { CheckpointPage, Survey } from './survey-entries.ts';
export { getLedgerHealth } from './sql-health.ts';
export type { LedgerHealth } from './sql-health.ts';
export { FEWEST_ACTORS, surveyUse } from './survey-use.ts';
export type { ResourceUse, UseBy } from './survey-use.ts';
