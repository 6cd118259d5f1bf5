export { fillNode } from './fill-node.ts';
export { prepareDatabase, reachDatabase, startEmbedded } from './prepare-node.ts';
export type { NodeBase } from './prepare-node.ts';
export { ledgerOrigin, openCatalogue, openServices, prepareLedger, recordTables } from './open-services.ts';
export type { Services } from './open-services.ts';
export { serveNode } from './serve-node.ts';
export type { Serving } from './serve-node.ts';
