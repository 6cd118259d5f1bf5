import { createHash } from 'node:crypto';

/** One file of policies as published. */
export interface PolicySource {
  readonly file: string;
  readonly text: string;
}

/** A published set: the decision point's whole input, under a version that each ledger entry names. */
export interface PolicySet {
  readonly version: string;
  readonly sources: readonly PolicySource[];
}

/** Same files, same digest, whatever their order. SHA-256, hex. */
export function digestOf(sources: readonly PolicySource[]): string {
  const sorted = [...sources].sort((a, b) => (a.file < b.file ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify(sorted.map(({ file, text }) => [file, text])))
    .digest('hex');
}
