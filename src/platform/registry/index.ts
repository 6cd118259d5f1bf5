export { bundleCrypto, newPackKey, packSigner } from './pack-crypto.ts';
export type { PackSigner } from './pack-crypto.ts';
export { openRegistry } from './registry.ts';
export type { Registry } from './registry.ts';
export { routes } from './routes.ts';
export { runPublisher } from './run-publisher.ts';
export type { Publisher, PublisherOptions } from './run-publisher.ts';
export { publishApproved } from './publish-approved.ts';
export type { Published } from './publish-approved.ts';
