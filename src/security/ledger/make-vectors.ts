/**
 * Writes the test vectors of docs/ledger.md with the writer's code: `node src/security/ledger/make-vectors.ts`.
 * `make-vectors.test.ts` holds them to this program, the verifier's `vectors.test.ts` to the verifier's code.
 */
import { createPrivateKey, hash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  encodeClosed, encodeEntry, encodeIndexLeaf, formatCheckpoint, formatNote, formatTilePath,
} from '#standards/ledger/index.ts'; // prettier-ignore
import type { ClosedPart, OpenPart } from '#standards/ledger/index.ts';
import {
  bucketHash, chainHead, leafHash, stateCommitment, subjectCommitment, subjectLabel, subjectNonce,
} from './hashes.ts'; // prettier-ignore
import { Tree, consistencyPath, inclusionPath } from './merkle.ts';
import { signerOf } from './signers.ts';
import { BucketTree, bucketOf } from './subject-index.ts';

const url = (bytes: Uint8Array | string): string =>
  Buffer.from(bytes as string, typeof bytes === 'string' ? 'latin1' : undefined).toString('base64url');
const seeded = (name: string, length: number): Buffer => hash('sha256', name, 'buffer').subarray(0, length);

/** Ed25519 from a published seed: for vectors only. */
const vectorSeed = seeded('minqiao ledger test vector key', 32);
const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), vectorSeed]);
const pem = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' })
  .export({ format: 'pem', type: 'pkcs8' })
  .toString();
const origin = 'minqiao.example/690100000000';

function entryVector(
  number: number,
  people: number,
  more: { open?: Partial<OpenPart>; closed?: Partial<ClosedPart> },
): object {
  const salt = seeded(`salt ${number}`, 16);
  const tags = Array.from({ length: people }, (_, at) => seeded(`person ${at}`, 32));
  const nonces = tags.map((_, at) => subjectNonce(salt, at));
  const subjects = tags.map((tag, at) => subjectCommitment(nonces[at] as string, tag));
  const open: OpenPart = {
    act: 'read', actorKind: 'officer', agency: '690100000000', at: '2026-11-03T06:02:11.042Z', branch: 'traffic', count: people,
    fields: ['classes', 'status', 'validTo'], id: `0190a3c8-7b1e-7c3a-9d7e-00000000000${number}`, organisation: '690103040000',
    outcome: 'permitted', purposeKind: 'verification', reason: null, resource: 'driving-licence', role: 'patrol', ...more.open,
    subjects,
  }; // prettier-ignore
  const closed: ClosedPart = {
    actor: '0190a3c8-0000-7c3a-9d7e-0123456789ab', address: '10.0.0.7', bytes: 512, detail: '{"form":"desk"}', durationMs: 3,
    policy: 'demo-1', purposeReference: 'VD-20261103-0007', record: '0190a3c8-1111-7c3a-9d7e-ba9876543210', requestId: 'r-1',
    sealApprover: null, sealedUntil: null, session: 's-1', ...more.closed, salt: url(salt),
  }; // prettier-ignore
  const encodedClosed = encodeClosed(closed);
  const closedHash = hash('sha256', encodedClosed, 'base64url');
  const data = encodeEntry(open, closedHash);
  return {
    tags: tags.map(url),
    nonces: nonces.map(url),
    open,
    closed,
    encodedClosed,
    closedHash,
    data,
    leaf: url(leafHash(data)),
  };
}

const entries = [
  entryVector(1, 1, {}),
  entryVector(2, 0, { open: { act: 'sign-in', resource: null, purposeKind: null, count: null, fields: [] }, closed: { purposeReference: null, record: null, bytes: null, durationMs: null, detail: null } }),
  entryVector(3, 3, { open: { reason: '无有效目的 "x"\\\n\u0001', role: '民警😀' }, closed: { detail: null, address: '::1' } }),
  entryVector(4, 1, { closed: { sealedUntil: '2027-01-01T00:00:00.000Z', sealApprover: '0190a3c8-2222-7c3a-9d7e-0123456789ab' } }),
]; // prettier-ignore

/** Trees over the leaf hashes SHA-256(0x00 || "leaf <n>"). */
async function treeVectors(): Promise<object> {
  const leaves = Array.from({ length: 700 }, (_, at) => leafHash(`leaf ${at}`));
  const tiles: { level: number; index: number; root: Buffer }[] = [];
  const read = async (level: number, first: number, count: number): Promise<Buffer> =>
    Buffer.concat((level === 0 ? leaves : tiles.filter((tile) => tile.level === level - 1).map(({ root }) => root)).slice(first, first + count));
  const tree = await Tree.load(0, read);
  const roots: Record<string, string> = {};
  for (const [at, leaf] of leaves.entries()) {
    tree.append(leaf, tiles);
    if ([1, 2, 3, 7, 8, 255, 256, 257, 512, 700].includes(at + 1)) roots[at + 1] = url(tree.root());
  }
  const inclusion = [];
  for (const [seq, size] of [[0, 1], [0, 2], [6, 7], [255, 257], [256, 257], [699, 700]] as const)
    inclusion.push({ seq, size, proof: (await inclusionPath(read, seq, size)).map(url) });
  const consistency = [];
  for (const [older, newer] of [[1, 2], [3, 7], [7, 7], [8, 256], [255, 700], [256, 512]] as const)
    consistency.push({ older, newer, proof: (await consistencyPath(read, older, newer)).map(url) });
  return { roots, inclusion, consistency };
} // prettier-ignore

function noteVectors(): object {
  const signer = signerOf(pem, origin);
  const text = formatCheckpoint({ origin, size: 700, root: seeded('root', 32), extensions: [] });
  return {
    key: signer.key,
    seed: url(vectorSeed),
    text,
    note: formatNote({ text, signatures: [signer.sign(text)] }),
  };
}

/** Two people in one bucket with three and one entries; everything else empty. */
function indexVectors(): object {
  const people = [3, 1].map((count, at) => {
    const tag = Buffer.concat([Buffer.from([0x12, 0x34]), seeded(`tag ${at}`, 30)]);
    const leaves = Array.from({ length: count }, (_, entry) => leafHash(`entry ${at}.${entry}`));
    let head = '\0'.repeat(32);
    for (const leaf of leaves) head = chainHead(head, leaf.toString('latin1'));
    const key = tag.toString('latin1');
    const label = subjectLabel(key);
    const commitment = stateCommitment(key, count, head);
    return { key, row: label + commitment, vector: { tag: url(tag), leaves: leaves.map(url), head: url(head), label: url(label), commitment: url(commitment) } };
  });
  const rows = people.map(({ row }) => row).sort();
  const tree = new BucketTree();
  const empty = url(tree.root());
  const number = bucketOf('\u0012\u0034');
  tree.set(new Map([[number, Buffer.from(bucketHash(rows), 'latin1')]]));
  const root = url(tree.root());
  const leaf = { at: '2026-11-03T06:02:15.000Z', checkpoints: hash('sha256', '', 'base64url'), root, seq: 0 };
  const data = encodeIndexLeaf(leaf);
  const signer = signerOf(pem, origin);
  const text = formatCheckpoint({ origin, size: 1, root: leafHash(data), extensions: [] }); // the leaf is the whole tree
  const checkpoint = formatNote({ text, signatures: [signer.sign(text)] });
  return {
    emptyBucket: url(bucketHash([])), emptyRoot: empty, people: people.map(({ vector }) => vector), bucket: number,
    bucketHash: url(bucketHash(rows)), siblings: tree.siblings(number).map(url), root, leaf, data, leafHash: url(leafHash(data)), checkpoint,
  }; // prettier-ignore
} // prettier-ignore

const paths = [
  { level: 0, index: 0, width: 256 },
  { level: 0, index: 273, width: 112 },
  { level: 2, index: 0, width: 1 },
  { level: 1, index: 1_234_067, width: 256 },
].map((address) => ({ ...address, path: formatTilePath(address) }));

/** Each file with its content. */
export async function vectors(): Promise<Record<string, unknown>> {
  return { entries, tree: await treeVectors(), note: noteVectors(), index: indexVectors(), paths };
}

/** Where a file of vectors lies. */
export const vectorFile = (name: string): string =>
  join(import.meta.dirname, '../../../test/vectors/ledger', `${name}.json`);

if (import.meta.main) {
  for (const [name, content] of Object.entries(await vectors()))
    writeFileSync(vectorFile(name), `${JSON.stringify(content, undefined, 2)}\n`);
}
