import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { corePack } from '../../../test/support/packs.ts';
import {
  articleInForce,
  articleTitle,
  citationTitle,
  citedInForce,
  findCited,
  parseCitation,
} from './index.ts';
import type { Article, Regulation } from './index.ts';

const { regulations } = corePack();

test('a citation names a document, perhaps an article, perhaps the day of its last reading', () => {
  assert.deepEqual(parseCitation('decree-809'), { regulation: 'decree-809', article: null, readOn: null });
  assert.deepEqual(parseCitation('decree-799#16@2026-01-31'), {
    regulation: 'decree-799',
    article: '16',
    readOn: '2026-01-31',
  });
  assert.equal(parseCitation('gb-t-39046-2020#A.1')?.article, 'A.1');
  for (const none of ['', '#16', 'decree-809#', 'Decree 809', 'decree--809', 'decree-809#16#17', 'a@2026'])
    assert.equal(parseCitation(none), null, none);
});

test('whatever text is taken for a citation: it is one, or null, and a title is there', () => {
  const parts = fc.constantFrom('decree-799', '#', '16', '@', '2026-01-31', '-', '__proto__', '条', 'A.1');
  const written = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.array(parts, { maxLength: 6 }).map((some) => some.join('')),
  );
  fc.assert(
    fc.property(written, (text) => {
      const found = findCited(regulations, text);
      const { zh, en } = citationTitle(regulations, text);
      assert.equal(typeof zh + typeof en, 'stringstring');
      if (found !== null) assert.deepEqual(found.citation, parseCitation(text));
    }),
    { numRuns: 2000 },
  );
});

test('articles are named as the field writes them', () => {
  const named = (citation: string) => citationTitle(regulations, citation);
  assert.deepEqual(named('household-registration#13'), {
    zh: '《户口登记条例》第十三条',
    en: 'Regulations on household registration, art. 13',
  });
  assert.equal(named('gb-t-39046-2020#A.1').zh, 'GB/T 39046-2020 表 A.1');
  const law = { kind: 'law' } as const;
  const numerals = { 1: '一', 10: '十', 20: '二十', 101: '一百零一', 110: '一百一十', 261: '二百六十一' };
  for (const [number, zh] of Object.entries(numerals))
    assert.equal(articleTitle(law, number).zh, `第${zh}条`);
  assert.equal(articleTitle(law, '13-2').zh, '第十三条之二');
});

/** Reads a Chinese numeral back, by rules written down apart from those that write it. */
function read(text: string): number {
  const sizes: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };
  let sum = 0;
  let digit = -1;
  for (const sign of text) {
    const size = sizes[sign];
    if (size === undefined) digit = '零一二三四五六七八九'.indexOf(sign);
    else {
      sum += (digit > 0 ? digit : 1) * size;
      digit = 0;
    }
  }
  return sum + Math.max(digit, 0);
}

test('every number of an article is read back as itself', () => {
  for (let number = 1; number <= 9999; number++) {
    const { zh } = articleTitle({ kind: 'law' }, String(number));
    assert.equal(read(zh.slice(1, -1)), number, zh);
  }
});

test('an article holds as it says, else as its edition, else as its document, and never longer', () => {
  const decree = regulations.get('decree-809') as Regulation;
  const edition = { edition: '2', issued: null, from: '2026-03-01', to: '2026-08-31', note: null };
  const whole = { ...decree, until: '2026-12-31', editions: [edition] };
  const article = (more: Partial<Article>): Article => ({
    number: '1',
    edition: null,
    heading: null,
    gist: { zh: '一', en: 'one' },
    from: null,
    to: null,
    verification: 'draft',
    supersedes: [],
    ...more,
  });
  const holds = (more: Partial<Article>) => articleInForce(whole, article(more));
  assert.deepEqual(holds({}), { from: '2025-08-01', to: '2026-12-31' });
  assert.deepEqual(holds({ edition: '2' }), { from: '2026-03-01', to: '2026-08-31' });
  assert.deepEqual(holds({ from: '2026-01-01', to: '2030-01-01' }), { from: '2026-01-01', to: '2026-12-31' });
  const readings = [article({ to: '2026-02-28' }), article({ from: '2026-03-01' })];
  const found = findCited(new Map([['d', { ...whole, articles: readings }]]), 'd#1');
  assert.deepEqual(found && citedInForce(found), { from: '2025-08-01', to: '2026-12-31' });
});
