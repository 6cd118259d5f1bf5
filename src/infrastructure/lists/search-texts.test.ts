import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fit, SearchTexts } from './search-texts.ts';

const alphabet = fc.constantFrom('a', 'b', 'e', '1', ' ', '户', '籍', '地', '址', '姓', 'É', '𠮷');
const word = fc.array(alphabet, { minLength: 1, maxLength: 6 }).map((letters) => letters.join(''));
const entries = fc.array(fc.array(word, { maxLength: 5 }), { maxLength: 80 });

/** What a search means, looked at one text after the other. */
function plainly(texts: readonly string[], asked: string): number {
  const needle = asked.trim().toLowerCase();
  const fits = texts.map((text) => {
    const own = text.trim().toLowerCase();
    if (own === needle) return fit.whole;
    if (own.startsWith(needle)) return fit.beginning;
    return own.includes(needle) ? fit.within : fit.none;
  });
  return Math.max(fit.none, ...fits);
}

test('a search through signatures finds just what a look at every text finds', () => {
  fc.assert(
    fc.property(entries, word, (texts, asked) => {
      fc.pre(asked.trim() !== '');
      assert.deepEqual(
        [...new SearchTexts(texts).search(asked)],
        texts.map((own) => plainly(own, asked)),
      );
    }),
  );
});

test('a word that stands in two texts, half in each, is not found', () => {
  const texts = new SearchTexts([['ab', 'cd']]);
  assert.deepEqual([...texts.search('bc')], [fit.none]);
  assert.deepEqual([...texts.search('b\nc')], [fit.none]);
});
