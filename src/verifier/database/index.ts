export { verifyLedger } from './verify-ledger.ts';
export type { VerifyLedgerOptions } from './verify-ledger.ts';
