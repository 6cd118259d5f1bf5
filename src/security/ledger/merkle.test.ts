/* oxlint-disable typescript/no-non-null-assertion -- a missing value fails the test anyway */
import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { GrowingTree, sha256, verifyConsistency, verifyInclusion } from '#verifier/index.ts';
import { Tree, consistencyPath, inclusionPath, rootOf } from './merkle.ts';
import type { ReadHashes } from './merkle.ts';
import type { TileRow } from './sql.ts';

const native = (data: Uint8Array): Uint8Array => hash('sha256', data, 'buffer');

/** The trees of the Certificate Transparency test data (RFC 6962). */
const ctLeaves = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const ctRoots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

/** A tree in memory that answers reads of hashes as the tables do. */
async function treeOf(
  size: number,
): Promise<{ tree: Tree; leaves: Buffer[]; read: ReadHashes; tiles: TileRow[] }> {
  const tiles: TileRow[] = [];
  const leaves = Array.from({ length: size }, (_, at) => hash('sha256', `leaf ${at}`, 'buffer'));
  const read: ReadHashes = async (level, first, count) => {
    const own =
      level === 0 ? leaves : tiles.filter((tile) => tile.level === level - 1).map(({ root }) => root);
    return Buffer.concat(own.slice(first, first + count));
  };
  const tree = await Tree.load(0, read);
  tree.append(Buffer.concat(leaves), tiles);
  return { tree, leaves, read, tiles };
}

test('writer and verifier give the known roots of RFC 6962', async () => {
  const verifierTree = new GrowingTree(sha256);
  const hashes = ctLeaves.map((data) => native(Buffer.from(`00${data}`, 'hex')));
  assert.equal(
    rootOf(Buffer.alloc(0)).toString('hex'),
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  );
  for (const [at, root] of ctRoots.entries()) {
    const tree = await Tree.load(0, () => Promise.resolve(Buffer.alloc(0)));
    tree.append(Buffer.concat(hashes.slice(0, at + 1)), []);
    assert.equal(tree.root().toString('hex'), root);
    verifierTree.add(hashes[at]!);
    assert.equal(Buffer.from(verifierTree.root()).toString('hex'), root);
  }
});

test('SHA-256 in plain TypeScript is SHA-256', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (data) =>
      assert.deepEqual(Buffer.from(sha256(data)), native(data)),
    ),
  );
});

test('inclusion proofs in all trees of 1 to 300 leaves verify (every place up to 40 leaves, each 13th beyond), and for no other place', async () => {
  for (let size = 1; size <= 300; size++) {
    const { tree, leaves, read } = await treeOf(size);
    const root = tree.root();
    for (let seq = size > 40 ? size % 7 : 0; seq < size; seq += size > 40 ? 13 : 1) {
      const proof = await inclusionPath(read, seq, size);
      assert.ok(verifyInclusion(native, leaves[seq]!, seq, size, proof, root), `${seq} of ${size}`);
      const other = (seq + 1) % size;
      if (size > 1) assert.ok(!verifyInclusion(native, leaves[seq]!, other, size, proof, root));
    }
  }
});

test('consistency proofs between trees of 1 to 300 leaves verify (every pair up to 40, each 7th beyond), and for no other root', async () => {
  const { leaves, read } = await treeOf(300);
  const roots: Buffer[] = [];
  const tree = await Tree.load(0, read);
  for (const leaf of leaves) {
    tree.append(leaf, []);
    roots.push(tree.root());
  }
  for (let newer = 1; newer <= 300; newer++)
    for (let older = 1; older <= newer; older += newer > 40 ? 7 : 1) {
      const proof = await consistencyPath(read, older, newer);
      const [a, b] = [roots[older - 1]!, roots[newer - 1]!];
      assert.ok(verifyConsistency(native, older, newer, proof, a, b), `${older} to ${newer}`);
      assert.ok(older === newer || !verifyConsistency(native, older, newer, proof, b, a));
    }
});

test('a tree of 70,000 leaves loads again from its tiles, and proves across levels', async () => {
  const { tree, leaves, read } = await treeOf(70_000);
  const again = await Tree.load(70_000, read);
  assert.deepEqual(again.root(), tree.root());
  for (const seq of [0, 255, 256, 65_535, 65_536, 69_888, 69_999])
    assert.ok(
      verifyInclusion(native, leaves[seq]!, seq, 70_000, await inclusionPath(read, seq, 70_000), tree.root()),
    );
});

test('nothing is proven of an empty tree: an empty leaf with an empty root is refused', () => {
  const empty = new Uint8Array();
  const emptyRoot = native(empty);
  assert.ok(!verifyInclusion(native, empty, 0, 0, [], empty));
  assert.ok(!verifyInclusion(native, emptyRoot, 0, 0, [], emptyRoot));
  assert.ok(!verifyInclusion(native, empty, 0, 1, [], empty));
  assert.ok(!verifyConsistency(native, 0, 5, [], emptyRoot, emptyRoot));
  assert.ok(!verifyConsistency(native, 0, 0, [], emptyRoot, emptyRoot));
  assert.ok(!verifyConsistency(native, 1, 1, [], empty, empty));
});

test('a proof with any byte changed, a hash added, removed or moved is refused', async () => {
  const { tree, leaves, read } = await treeOf(137);
  const root = tree.root();
  const nat = fc.nat({ max: 136 });
  await fc.assert(
    fc.asyncProperty(
      nat,
      fc.nat(),
      fc.nat({ max: 31 }),
      fc.integer({ min: 1, max: 255 }),
      async (seq, pick, byte, flip) => {
        const proof = await inclusionPath(read, seq, 137);
        const at = pick % proof.length;
        const changed = proof.map((each) => Buffer.from(each));
        changed[at]![byte]! ^= flip;
        const leaf = leaves[seq]!;
        assert.ok(!verifyInclusion(native, leaf, seq, 137, changed, root));
        assert.ok(!verifyInclusion(native, leaf, seq, 137, proof.toSpliced(at, 1), root));
        assert.ok(!verifyInclusion(native, leaf, seq, 137, proof.toSpliced(at, 0, proof[at]!), root));
        assert.ok(!verifyInclusion(native, leaf, seq, 137, [...proof, proof[at]!], root));
        assert.ok(!verifyInclusion(native, leaf, seq, 300, proof, root) || proof.length === 0);
        assert.ok(!verifyInclusion(native, leaf, seq + 0.5, 137, proof, root));
        const growth = await consistencyPath(read, seq + 1, 137);
        if (growth.length > 0) {
          const [a, b] = [rootOf(Buffer.concat(leaves.slice(0, seq + 1))), root];
          assert.ok(verifyConsistency(native, seq + 1, 137, growth, a, b));
          const wrong = growth.map((each) => Buffer.from(each));
          wrong[pick % growth.length]![byte]! ^= flip;
          assert.ok(!verifyConsistency(native, seq + 1, 137, wrong, a, b));
          assert.ok(!verifyConsistency(native, seq + 1, 137, growth.slice(1), a, b));
        }
      },
    ),
    { numRuns: 60 },
  );
});
