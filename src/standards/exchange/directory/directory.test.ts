import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { nodeCrypto } from '#infrastructure/signatures/index.ts';
import { fromBase64Url, parseCheckpoint } from '#standards/ledger/index.ts';
import { GrowingTree } from '#verifier/index.ts';
import {
  at,
  codes,
  contact,
  directoryName,
  governorSigners,
  governors,
  judging,
  keyRecord,
  makeDirectory,
  memberOf,
  network,
  requestOf,
  seededSigner,
  signedNote,
  signers,
  steps,
  verifyingAs,
} from '../../../../test/support/exchange.ts';
import type { DirectoryStep } from '../../../../test/support/exchange.ts';
import {
  acceptDirectory,
  applyAct,
  directoryCheckpoint,
  formats,
  keyringOf,
  textOf,
  verifyRequest,
} from '../index.ts';
import type {
  Anchor,
  Directory,
  DirectoryState,
  HeldDirectory,
  Judging,
  OfferedDirectory,
  ProblemCode,
} from '../index.ts';

const anchor: Anchor = { name: directoryName, first: network.first };

async function codesOf(
  known: HeldDirectory | Anchor,
  offered: OfferedDirectory,
  more: Partial<Judging> = {},
): Promise<readonly ProblemCode[]> {
  const result = await acceptDirectory(known, offered, { ...judging, ...more });
  return result.ok ? [] : result.problems.map(({ code }) => code);
}

/** The network after some more acts, as a node that holds `network` fetches it. */
function later(more: readonly DirectoryStep[], change: Partial<Directory> = {}): OfferedDirectory {
  const { acts, directory } = makeDirectory([...steps, ...more], change);
  return { directory, acts: acts.slice(steps.length) };
}

async function whyNot(step: DirectoryStep): Promise<string> {
  const act = { format: 'minqiao-directory-act/1', directory: directoryName, number: 5, previous: network.held.directory.head, at: '2026-11-20T00:00:00.000Z', act: step.act }; // prettier-ignore
  const offered = {
    directory: makeDirectory([...steps, { act: { kind: 'renew' } }]).directory,
    acts: [signedNote(act, [...governorSigners.slice(0, 2), ...(step.also ?? [])])],
  };
  const result = await acceptDirectory(network.held, offered, judging);
  return result.ok ? '' : (result.problems[0]?.en ?? '');
}

const secondKey = seededSigner('p-256', codes.ministry, 'the ministry’s second key');
const reference = (line: string): string => line.split('+', 2).join('+');
const rotation = {
  kind: 'rotate',
  code: codes.ministry,
  add: keyRecord(secondKey, { from: '2026-11-10T00:00:00.000Z' }),
  retire: { key: reference(signers.ministry.key), until: '2026-12-01T00:00:00.000Z' },
} as const;
const revocation = {
  kind: 'revoke',
  code: codes.city,
  key: reference(signers.city.key),
  from: '2026-10-31T00:00:00.000Z',
  reason: 'key-lost',
} as const;

test('who holds only the hash of the first act accepts the whole directory, act by act', async () => {
  const result = await acceptDirectory(anchor, network, judging);
  assert.ok(result.ok, JSON.stringify(result));
  assert.deepEqual(result.held, network.held);
  const { version, members } = result.held.directory;
  assert.equal(version, 4);
  assert.deepEqual(
    members.map(({ code }) => code),
    [codes.procuratorate, codes.ministry, codes.city, codes.coast],
  );
});

test('keys rotate with overlap, and each new version follows on the one that is held', async () => {
  const result = await acceptDirectory(network.held, later([{ act: rotation, also: [secondKey] }]), judging);
  assert.ok(result.ok, JSON.stringify(result));
  const keyring = keyringOf(result.held, nodeCrypto);
  const by = async (signer: typeof secondKey, when: Date) => {
    const request = requestOf({ issued: when.toISOString(), expires: new Date(when.getTime() + 60_000).toISOString() });
    return (await verifyRequest(signedNote(request, [signer]), verifyingAs('city', { keyring, at: when }))).ok;
  }; // prettier-ignore
  const overlap = new Date('2026-11-28T00:00:00.000Z');
  assert.ok((await by(signers.ministry, overlap)) && (await by(secondKey, overlap)));
  const afterwards = new Date('2026-12-01T00:00:00.000Z');
  assert.ok(!(await by(signers.ministry, afterwards)) && (await by(secondKey, afterwards)));
});

test('a revoked key is refused wherever the directory has arrived', async () => {
  const result = await acceptDirectory(network.held, later([{ act: revocation }]), judging);
  assert.ok(result.ok, JSON.stringify(result));
  const request = signedNote(requestOf({ sender: codes.city, audience: codes.coast }, 'ed25519'), [
    signers.city,
  ]);
  assert.ok((await verifyRequest(request, verifyingAs('coast'))).ok);
  const keyring = keyringOf(result.held, nodeCrypto);
  const refused = await verifyRequest(request, verifyingAs('coast', { keyring }));
  assert.ok(!refused.ok && refused.problems[0]?.code === 'key-revoked');
});

test('rollback, expiry, skipped versions and another history are refused', async () => {
  const renewed = makeDirectory([...steps, { act: { kind: 'renew' } }, { act: revocation }]);
  assert.deepEqual(await codesOf(renewed.held, network), ['rollback']);
  assert.deepEqual(await codesOf(renewed.held, renewed), ['rollback'], 'the same again is no newer one');
  assert.deepEqual(await codesOf(network.held, { directory: renewed.directory, acts: [] }), [
    'version-skipped',
  ]);
  assert.deepEqual(
    await codesOf(network.held, { directory: renewed.directory, acts: renewed.acts.slice(5) }),
    ['version-skipped'],
  );
  assert.deepEqual(
    await codesOf(network.held, { directory: renewed.directory, acts: renewed.acts.slice(4) }),
    [],
  );
  const expiry = new Date(network.held.directory.expires);
  assert.deepEqual(await codesOf(anchor, network, { at: expiry }), ['expired']);
  assert.deepEqual(await codesOf(anchor, network, { at: new Date(expiry.getTime() - 1) }), []);
  assert.deepEqual(await codesOf(anchor, network, { at: new Date('2026-11-19T00:00:00Z') }), [
    'from-the-future',
  ]);
  const forked = makeDirectory([...steps.slice(0, 3), { act: { kind: 'renew' } }]);
  assert.deepEqual(await codesOf(network.held, forked), ['split-view'], 'two signed version 4');
  const onFork = makeDirectory([
    ...steps.slice(0, 3),
    { act: { kind: 'renew' } },
    { act: { kind: 'renew' } },
  ]);
  assert.deepEqual(await codesOf(network.held, { directory: onFork.directory, acts: onFork.acts.slice(4) }), [
    'broken-chain',
  ]);
  const other = makeDirectory([{ act: { kind: 'found', governors, members: [] } }]);
  assert.deepEqual(await codesOf(anchor, other), ['other-directory'], 'founded otherwise');
  assert.deepEqual(await codesOf({ ...anchor, name: 'minqiao.demo/other' }, network), ['other-directory']);
});

test('the quorum is of those who governed before; one governor, a stranger or a forged line is none', async () => {
  const [first, second, third] = governorSigners;
  const by = (signing: readonly (typeof secondKey)[]) => later([{ act: { kind: 'renew' }, by: signing }]);
  assert.deepEqual(await codesOf(network.held, by([first])), ['quorum-missing']);
  assert.deepEqual(await codesOf(network.held, by([first, signers.ministry, secondKey])), ['quorum-missing']);
  assert.deepEqual(await codesOf(network.held, by([first, first])), ['quorum-missing'], 'twice is once');
  assert.deepEqual(await codesOf(network.held, by([second, third])), []);
  const one = makeDirectory(steps, {}, [first]);
  assert.deepEqual(await codesOf(anchor, one), ['quorum-missing'], 'the statement is signed too');
  const { directory, acts } = by([first, second]);
  const [good = ''] = acts;
  const besides = signedNote({ other: 'text' }, [first]).split('\n')[2];
  assert.deepEqual(
    await codesOf(network.held, { directory, acts: [`${good}${besides}\n`] }),
    ['wrong-signature'],
    'a known key’s wrong line beside its right one',
  );
  const unknown = signedNote({ other: 'text' }, [secondKey]).split('\n')[2];
  assert.deepEqual(await codesOf(network.held, { directory, acts: [`${good}${unknown}\n`] }), []);
  const forged = acts.map((act) => act.replace('"renew"', '"leave"'));
  assert.notDeepEqual(await codesOf(network.held, { directory, acts: forged }), []);
  const newGovernors = { ...governors, list: governors.list.map((one, index) => index === 2 ? { ...one, key: seededSigner('sm2', 'x/governor').key } : one) }; // prettier-ignore
  const govern = { act: { kind: 'govern', governors: newGovernors } } as const;
  assert.deepEqual(await codesOf(network.held, later([govern])), []);
  const usurped = later([{ ...govern, by: [seededSigner('sm2', 'x/governor'), first] }]);
  assert.deepEqual(await codesOf(network.held, usurped), ['quorum-missing']);
});

test('a directory says nothing but what its acts make, and bears its own tree', async () => {
  const members = network.held.directory.members.map((one) => ({ ...one, contact: { ...contact, phone: '0000-0000001' } })); // prettier-ignore
  for (const change of [
    { members },
    { head: network.held.directory.root },
    { root: network.held.directory.head },
    { issued: '2026-10-31T00:00:00.000Z', expires: '2026-11-30T00:00:00.000Z' },
  ])
    // prettier-ignore
    assert.deepEqual(await codesOf(anchor, makeDirectory(steps, change)), ['state-differs']);
  const tree = new GrowingTree(nodeCrypto.sha256);
  for (const leaf of network.held.leaves) tree.add(fromBase64Url(leaf) ?? assert.fail());
  const checkpoint = parseCheckpoint(directoryCheckpoint(network.held));
  assert.deepEqual(Buffer.from(checkpoint?.root ?? []), Buffer.from(tree.root()), 'as the verifier grows it');
  assert.equal(checkpoint?.size, 4);
});

test('acts that make no sense are refused with the reason', async () => {
  const member = memberOf('stranger');
  const also = [signers.stranger];
  const cases: readonly (readonly [RegExp, DirectoryStep])[] = [
    [/founded once/, { act: { kind: 'found', governors, members: [] } }],
    [/a member already/, { act: { kind: 'join', member: memberOf('city') }, also: [signers.city] }],
    [/must have a message key/, { act: { kind: 'join', member: { ...member, keys: [keyRecord(signers.stranger, { role: 'checkpoint' })] } } }],
    [/its member’s code/, { act: { kind: 'join', member: { ...member, keys: [keyRecord(signers.city)] } }, also: [signers.city] }],
    [/not its hash/, { act: { kind: 'join', member: { ...member, keys: [keyRecord(signers.stranger, { key: signers.stranger.key.replace(/\+[0-9a-f]{8}\+/, '+00000000+') })] } } }],
    [/that is revoked/, { act: { kind: 'join', member: { ...member, keys: [keyRecord(signers.stranger, { revoked: '2026-11-01T00:00:00.000Z' })] } }, also }],
    [/before it begins/, { act: { kind: 'join', member: { ...member, keys: [keyRecord(signers.stranger, { until: '2020-01-01T00:00:00.000Z' })] } }, also }],
    [/has not signed this act/, { act: { kind: 'join', member } }],
    [/has not signed this act/, { act: rotation }],
    [/gap/, { act: { ...rotation, add: keyRecord(secondKey, { from: '2026-12-01T00:00:00.001Z' }) }, also: [secondKey] }],
    [/last longer/, { act: { ...rotation, retire: { ...rotation.retire, until: '2029-01-01T00:00:00.000Z' } }, also: [secondKey] }],
    [/no such key of that role/, { act: { ...rotation, add: { ...rotation.add, role: 'checkpoint' } } }],
    [/stands twice/, { act: { ...rotation, add: keyRecord(signers.ministry) }, also: [signers.ministry] }],
    [/no member/, { act: { kind: 'leave', code: codes.stranger, reason: contact.office } }],
    [/no member/, { act: { ...rotation, code: codes.stranger }, also: [secondKey] }],
    [/no such key/, { act: { ...revocation, code: codes.coast } }],
    [/later than the act/, { act: { ...revocation, from: '2026-11-20T00:00:00.001Z' } }],
    [/more than half/, { act: { kind: 'govern', governors: { quorum: 2, list: [...governors.list, ...governors.list.slice(0, 1).map((one) => ({ ...one, organisation: codes.procuratorate }))] } } }],
    [/another organisation/, { act: { kind: 'govern', governors: { quorum: 2, list: governors.list.map((one) => ({ ...one, organisation: codes.city })) } } }],
    [/one key/, { act: { kind: 'govern', governors: { quorum: 2, list: governors.list.map((one) => ({ ...one, key: governorSigners[0].key })) } } }],
  ]; // prettier-ignore
  for (const [reason, step] of cases) assert.match(await whyNot(step), reason);
});

test('planted bug: who counted signatures, not governors, would let one of them decide alone', async () => {
  const [first] = governorSigners;
  const offered = later([{ act: { kind: 'renew' }, by: [first, first] }]);
  assert.equal(offered.acts[0]?.match(/^— /gm)?.length, 2);
  assert.deepEqual(await codesOf(network.held, offered), ['quorum-missing']);
});

test('planted bug: who didn’t replay the acts would believe a quorum that invents a member', async () => {
  const members = [...network.held.directory.members, memberOf('stranger')].toSorted((a, b) => (a.code < b.code ? -1 : 1)); // prettier-ignore
  assert.deepEqual(await codesOf(anchor, makeDirectory(steps, { members })), ['state-differs']);
});

test('whatever is tried in whatever order, members are those of a simple model, in order, and a founder’s act comes once', () => {
  const agencies = ['ministry', 'city', 'coast', 'procuratorate', 'stranger'] as const;
  const moves = fc.array(fc.tuple(fc.constantFrom('join', 'leave', 'revoke', 'found', 'renew'), fc.constantFrom(...agencies)), { maxLength: 30 });
  const actOf = (kind: string, agency: (typeof agencies)[number]): DirectoryStep['act'] => {
    const code = codes[agency];
    if (kind === 'join') return { kind, member: memberOf(agency) };
    if (kind === 'leave') return { kind, code, reason: contact.office };
    if (kind === 'revoke') return { ...revocation, code, key: reference(signers[agency].key) };
    return kind === 'found' ? { kind, governors, members: [] } : { kind: 'renew' };
  };
  const allowed = (kind: string, revoked: boolean | undefined): boolean =>
    kind === 'join' ? revoked === undefined : kind === 'leave' ? revoked !== undefined : kind === 'revoke' ? revoked === false : kind === 'renew';
  fc.assert(
    fc.property(moves, (tried) => {
      const model = new Map<string, boolean>();
      let state: DirectoryState = { governors, members: [] };
      for (const [kind, agency] of tried) {
        const code = codes[agency];
        const content = { format: formats.act, directory: directoryName, number: 2, previous: null, at: '2026-11-20T00:00:00.000Z', act: actOf(kind, agency) };
        const applied = applyAct(state, content, nodeCrypto);
        assert.equal('state' in applied, allowed(kind, model.get(code)), `${kind} ${agency}`);
        if (!('state' in applied)) continue;
        ({ state } = applied);
        if (kind === 'join') model.set(code, false);
        if (kind === 'leave') model.delete(code);
        if (kind === 'revoke') model.set(code, true);
      }
      const members = state.members.map(({ code, keys }) => [code, keys[0]?.revoked !== null]);
      assert.deepEqual(members, [...model].toSorted(([a], [b]) => (a < b ? -1 : 1)));
    }),
    { numRuns: 300 },
  );
}); // prettier-ignore

test('no altered character of a directory or an act passes', async () => {
  const offered = later([{ act: rotation, also: [secondKey] }]);
  const notes = [offered.directory, offered.acts[0] ?? ''];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(0, 1), fc.nat(1_000_000), fc.constantFrom('0', 'z', '"'), async (which, seed, character) => {
      const note = notes[which] ?? '';
      const place = seed % note.indexOf('\n');
      fc.pre(note[place] !== character);
      const altered = note.slice(0, place) + character + note.slice(place + 1);
      const fake = which === 0 ? { ...offered, directory: altered } : { ...offered, acts: [altered] };
      assert.notDeepEqual(await codesOf(network.held, fake), []);
    }),
    { numRuns: 60 },
  );
}); // prettier-ignore

test('what is held is the text that was signed', () => {
  assert.equal(textOf(network.held.directory), network.held.text);
  assert.ok(at < new Date(network.held.directory.expires));
});
