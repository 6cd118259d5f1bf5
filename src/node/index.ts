export { fillNode } from './fill-node.ts';
export { prepareDatabase, reachDatabase, startEmbedded } from './prepare-node.ts';
export type { NodeBase } from './prepare-node.ts';
export {
  ledgerOrigin,
  openCatalogue,
  openServices,
  nodePackFolders,
  prepareLedger,
} from './open-services.ts';
export type { Services } from './open-services.ts';
export { startPublisher } from './start-publisher.ts';
export { serveNode } from './serve-node.ts';
export type { Serving } from './serve-node.ts';
