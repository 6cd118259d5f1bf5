/** SHA-256, SM3 and the signature suites, carried out by this machine; and keys that sign. */
export { newSigningKey, nodeCrypto, suiteSigner } from './node-crypto.ts';
export type { NodeCrypto, SuiteSigner } from './node-crypto.ts';
