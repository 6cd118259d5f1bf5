export { openDoor } from './door.ts';
export type { Door } from './door.ts';
export type { DoorParts } from './door-parts.ts';
export { openPopulation } from './population.ts';
export { recordTable, recordTables } from './record-table.ts';
export type { RecordTable } from './record-table.ts';
export { openSealer } from './seal.ts';
export type { Sealer } from './seal.ts';
export type { Answer, DisclosedRecord, Purpose, Verification } from './request.ts';
export type { Written } from './writing/request.ts';
export { exportFile } from './export-file.ts';
export { routes } from './routes.ts';
export { purpose } from './schema.ts';
export { refuseFictionalRecords } from './fictional.ts';
export { openInspector, sealedValue } from './inspecting/inspect-records.ts';
export type {
  InspectedRecord,
  Inspection,
  Inspector,
  OwnRecord,
  Related,
} from './inspecting/inspect-records.ts';
export { measureVolumes } from './measure-volumes.ts';
export type { Volume } from './measure-volumes.ts';
