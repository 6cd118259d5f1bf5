/** Signature suites, and verification keys as one line. Pure. */
export { isCanonicalSignature, signatureBytes, signatureSuites, withLowerS } from './suites.ts';
export type { SignatureSuite, SuiteCrypto } from './suites.ts';
export { formatSuiteKey, parseSuiteKey, suiteKeyId } from './keys.ts';
export type { SuiteKey } from './keys.ts';
