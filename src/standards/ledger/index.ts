export { fromBase64, fromBase64Url, toBase64, toBase64Url } from './base64.ts';
export {
  ENTRY_FORMAT,
  actorKinds,
  acts,
  closedKeys,
  encodeClosed,
  encodeEntry,
  encodeOpen,
  openKeys,
  outcomes,
} from './entry.ts';
export type { Act, ActorKind, ClosedPart, OpenPart, Outcome } from './entry.ts';
export { BUCKETS, INDEX_DEPTH, INDEX_FORMAT, LABEL_BYTES, encodeIndexLeaf, prefixes } from './index-leaf.ts';
export type { IndexLeaf } from './index-leaf.ts';
export {
  ED25519, MAX_NOTE_LENGTH, formatCheckpoint, formatNote, formatNoteKey, keyIdInput, parseCheckpoint, parseNote, parseNoteKey,
  readUint32,
} from './note.ts'; // prettier-ignore
export type { Checkpoint, Note, NoteKey, NoteSignature } from './note.ts';
export {
  DISCLOSURE_FORMAT, EXPORT_FORMAT, MAX_BUCKET_ROWS, MAX_FIELDS, MAX_PROOF_HASHES, MAX_SUBJECT_LEAVES, MAX_SUBJECTS,
  SUBJECT_PROOF_FORMAT, parseDisclosure, parseExportHead, parseExportLine, parseSubjectProof,
} from './proofs.ts'; // prettier-ignore
export type { Disclosure, ExportHead, ExportLine, SubjectProof } from './proofs.ts';
export {
  MAX_TILE_LEVEL,
  TILE_WIDTH,
  formatTilePath,
  hashesAtLevel,
  parseTilePath,
  tileWidth,
} from './tiles.ts';
export type { TileAddress } from './tiles.ts';
export { leafHashOf, treeRoot } from './tree.ts';
