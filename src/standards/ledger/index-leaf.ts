/**
 * The index leaf, format 'minqiao-index/1': the ledger's own statement, inside the tree, of the root of the subject
 * index over all leaves before it. A checkpoint has no place for such a root that monitors could audit (C2SP advises
 * against extension lines), a leaf has. It also carries the time: at least one a minute shows that the ledger lives.
 *
 * The subject index: 65,536 buckets by the first two bytes of a subject's tag; a bucket is the ascending list of
 * (label, commitment), one per subject; a binary tree of 16 levels stands on top.
 */
export const INDEX_FORMAT = 'minqiao-index/1';

/** Number of buckets = 2 ** INDEX_DEPTH; a proof has INDEX_DEPTH siblings. */
export const INDEX_DEPTH = 16;
export const BUCKETS = 2 ** INDEX_DEPTH;
/** Bytes of a subject's label in a bucket: SHA-256(LABEL || tag) cut to 16. Labels hide tags from bucket neighbours. */
export const LABEL_BYTES = 16;

/** First byte of each kind of hash, so that no value of one kind can pass as another (RFC 6962 owns 0x00 and 0x01). */
export const prefixes = {
  leaf: 0x00,
  node: 0x01,
  bucket: 0x02,
  indexNode: 0x03,
  chain: 0x04,
  nonce: 0x05,
  label: 0x06,
  commitment: 0x07,
} as const;

export interface IndexLeaf {
  /** UTC, milliseconds. */
  at: string;
  /** base64url(SHA-256(notes, joined)) of the checkpoints since the last index leaf, so that none can vanish later. */
  checkpoints: string;
  /** base64url of the 32-byte root of the subject index. */
  root: string;
  /** Position of this leaf; the index covers every entry with a smaller one, unless it is under seal at `at`. */
  seq: number;
}

/** Canonical JSON of the index leaf. */
export function encodeIndexLeaf(leaf: IndexLeaf): string {
  const { at, checkpoints, root, seq } = leaf;
  const texts = [at, checkpoints, root].map((text) => JSON.stringify(text));
  return `{"at":${texts[0]},"checkpoints":${texts[1]},"format":"${INDEX_FORMAT}","root":${texts[2]},"seq":${seq}}`;
}
