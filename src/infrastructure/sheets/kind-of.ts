import { fault } from './errors.ts';
import type { SheetKind } from './limits.ts';

const zipSignature = Buffer.from([0x50, 0x4b, 0x03, 0x04]);
const otherSignatures = [
  Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), // .xls and other OLE files
  Buffer.from('%PDF'),
  Buffer.from([0x1f, 0x8b]), // gzip
];

/**
 * Tells the kind of file from its first bytes; its name says nothing.
 * @throws Fault sheets.unknown-type
 */
export function kindOf(start: Buffer): SheetKind {
  const begins = (signature: Buffer): boolean => start.subarray(0, signature.length).equals(signature);
  if (begins(zipSignature)) return 'xlsx';
  if (start.length === 0 || otherSignatures.some(begins) || start.includes(0)) throw fault('unknown-type');
  return 'csv';
}
