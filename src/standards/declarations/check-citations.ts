import { citedInForce, findCited, parseCitation } from './citations.ts';
import { fail, failUnknown } from './checks.ts';
import type { Checking } from './checks.ts';
import type { Place } from './decode.ts';
import type { Params } from './findings.ts';
import type { Article, Regulation } from './model.ts';

/** One place where something says what it rests on. */
interface Citing {
  readonly cited: string;
  readonly at: Place;
}

/**
 * The library itself, then every citation: what it names must be there. With a day, what does not hold on it is doubtful (a
 * warning): a law that ends overnight must not stop a node; what rests on it is to be reviewed.
 */
export function checkCitations(checking: Checking, on: string | null): void {
  const { regulations } = checking.all;
  for (const regulation of regulations.values()) checkRegulation(checking, regulation);
  for (const citing of citingIn(checking)) checkCited(checking, citing, on);
}

function* citingIn({ all, places }: Checking): Generator<Citing> {
  for (const { sharing } of all.resources.values()) {
    const at = places.of(sharing, 'basis');
    for (const cited of sharing.basis) yield { cited, at };
  }
  for (const purpose of all.purposes.values()) {
    for (const cited of purpose.basis) yield { cited, at: places.of(purpose, 'basis') };
    for (const matter of purpose.kinds) {
      const at = places.of(matter, 'basis');
      for (const cited of matter.basis) yield { cited, at };
    }
  }
}

function checkCited(checking: Checking, { cited, at }: Citing, on: string | null): void {
  const { regulations } = checking.all;
  // Without any regulations among the given files a basis can't be looked up: doubtful, not wrong.
  if (regulations.size === 0) {
    const params = { name: cited, hint: '读入 regulations.yaml', hintEn: 'read regulations.yaml too' };
    return checking.findings.warn('unknown-basis', at.file, at, at.path, params);
  }
  if (!isThere(checking, { cited, at }) || on === null) return;
  const found = findCited(regulations, cited);
  if (found === null) return;
  const { from, to } = citedInForce(found);
  const warn = (params: Params) =>
    checking.findings.warn('basis-not-in-force', at.file, at, at.path, { name: cited, ...params });
  if (from !== null && on < from) warn({ detail: `${from} 起施行`, detailEn: `in force from ${from}` });
  if (to !== null && to < on) warn({ detail: `${to} 后失效`, detailEn: `no longer after ${to}` });
}

/** Whether document and article are in the library; says so where not. */
function isThere(checking: Checking, { cited, at }: Citing): boolean {
  const { regulations } = checking.all;
  const { regulation: name, article } = parseCitation(cited) ?? { regulation: cited, article: null };
  const regulation = regulations.get(name);
  if (regulation === undefined) {
    failUnknown(checking, 'unknown-basis', at, name, regulations);
    return false;
  }
  const numbers = [...new Set(regulation.articles.map(({ number }) => number))];
  if (article === null || numbers.includes(article)) return true;
  const known = numbers.length === 0 ? '–' : numbers.slice(0, 30).join(', ');
  fail(checking, 'unknown-article', at, { name, article, known });
  return false;
}

function checkRegulation(checking: Checking, regulation: Regulation): void {
  const { places } = checking;
  if (isBackward(regulation.inForce, regulation.until))
    fail(checking, 'bad-period', places.of(regulation, 'until'));
  for (const edition of regulation.editions) {
    if (isBackward(edition.from, edition.to)) fail(checking, 'bad-period', places.of(edition, 'to'));
  }
  const supersedes = { at: places.of(regulation, 'supersedes') };
  for (const cited of regulation.supersedes) isThere(checking, { cited, ...supersedes });
  const seen = new Map<string, Article[]>();
  for (const article of regulation.articles) {
    checkArticle(checking, regulation, article);
    const key = `${article.number} ${article.edition ?? ''}`;
    const same = seen.get(key) ?? [];
    if (same.some((other) => overlap(other, article)))
      fail(checking, 'duplicate-article', places.of(article), { name: article.number });
    seen.set(key, [...same, article]);
  }
}

function checkArticle(checking: Checking, { editions }: Regulation, article: Article): void {
  const { places } = checking;
  const { edition } = article;
  if (isBackward(article.from, article.to)) fail(checking, 'bad-period', places.of(article, 'to'));
  if (edition !== null && !editions.some((one) => one.edition === edition))
    fail(checking, 'unknown-edition', places.of(article, 'edition'), { name: edition });
  for (const cited of article.supersedes) isThere(checking, { cited, at: places.of(article, 'supersedes') });
}

function isBackward(from: string | null, to: string | null): boolean {
  return from !== null && to !== null && to < from;
}

function overlap(a: Article, b: Article): boolean {
  const startsBy = (from: string | null, to: string | null) => from === null || to === null || from <= to;
  return startsBy(a.from, b.to) && startsBy(b.from, a.to);
}
