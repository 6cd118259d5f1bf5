import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parsePack } from './index.ts';

/** A pack of elements e0, e1, …, each with these relations. */
function packWith(count: number, relationsOf: (at: number) => object): ReturnType<typeof parsePack> {
  const words = { zh: '甲', en: 'a' };
  const elements = Array.from({ length: count }, (_, at) => [
    `e${at}`,
    {
      identifier: `XE${10_000 + at}`,
      title: words,
      definition: words,
      object: words,
      property: words,
      representation: 'name',
      format: 'c..9',
      relations: relationsOf(at),
    },
  ]);
  return parsePack([
    { path: 'p/pack.yaml', text: JSON.stringify({ name: 'p', version: '1.0.0', title: words }) },
    { path: 'p/elements/e.yaml', text: JSON.stringify({ elements: Object.fromEntries(elements) }) },
  ]);
}

test('relations are read as written, and what a declaration leaves out is empty', () => {
  const { pack } = packWith(3, (at) => (at === 0 ? { derivedFrom: ['e1'], usedWith: ['e2'] } : {}));
  const none = { derivedFrom: [], composedOf: [], replaces: [], usedWith: [] };
  assert.deepEqual(pack?.elements.get('e0')?.relations, { ...none, derivedFrom: ['e1'], usedWith: ['e2'] });
  assert.deepEqual(pack?.elements.get('e1')?.relations, none);
});

test('a long chain and a ladder are no circle; each circle is one, however long the way round', () => {
  const count = 1_000; // deeper than any stack would be happy with, were it recursive
  const chain = (at: number) => (at === 0 ? [] : [`e${at - 1}`]);
  const ladder = (at: number) => (at < 2 ? [] : [`e${at - 1}`, `e${at - 2}`]);
  for (const kind of ['derivedFrom', 'composedOf', 'replaces']) {
    assert.deepEqual(packWith(count, (at) => ({ [kind]: chain(at) })).errors, []);
    assert.deepEqual(packWith(count, (at) => ({ [kind]: ladder(at) })).errors, []);
    const round = packWith(count, (at) => ({ [kind]: at === 0 ? [`e${count - 1}`] : chain(at) }));
    assert.deepEqual(
      round.errors.map(({ code }) => code),
      ['circular-relation'],
    );
    const self = packWith(2, (at) => ({ [kind]: [`e${at}`] }));
    assert.deepEqual(
      self.errors.map(({ code }) => code),
      ['circular-relation'],
    );
  }
});

test('two elements that are used together name one another; what nobody declares is refused', () => {
  assert.deepEqual(packWith(2, (at) => ({ usedWith: [`e${1 - at}`] })).errors, []);
  const unknown = packWith(1, () => ({ replaces: ['nobody'] }));
  assert.deepEqual(
    unknown.errors.map(({ code }) => code),
    ['unknown-element'],
  );
});
