import type { Article, Regulation, Words } from './model.ts';

/** What a citation names: a document, perhaps one article of it, perhaps as it read on a day. */
export interface Citation {
  readonly regulation: string;
  readonly article: string | null;
  /** The day on which whoever cites it last read it: what changed until then needs no review. */
  readonly readOn: string | null;
}

/** `decree-809`, `decree-809#12`, `gb-t-39046-2020#A.1`, `decree-809#12@2026-01-31`. */
const shape =
  /^(?<regulation>[a-z][a-z0-9]*(?:-[a-z0-9]+)*)(?:#(?<article>[A-Za-z0-9]{1,6}(?:[.-][0-9]{1,3}){0,4}))?(?:@(?<readOn>[0-9]{4}-[0-9]{2}-[0-9]{2}))?$/;

/** The parts of a citation, or null when the text is none. */
export function parseCitation(text: string): Citation | null {
  const { regulation, article = null, readOn = null } = shape.exec(text)?.groups ?? {};
  return regulation === undefined ? null : { regulation, article, readOn };
}

/** Whether one of the citations is of a document, or of an article in it. */
export function citesDocument(citations: readonly string[], regulation: string): boolean {
  return citations.some((text) => parseCitation(text)?.regulation === regulation);
}

/** A citation as people read it. */
export interface Cited {
  readonly citation: string;
  readonly title: Words;
}

/** What a citation leads to; `articles` are all readings of its article, whenever in force. */
export interface Found {
  readonly citation: Citation;
  readonly regulation: Regulation;
  readonly articles: readonly Article[];
}

/** Looks a citation up; null when there is no such document or no such article in it. */
export function findCited(regulations: ReadonlyMap<string, Regulation>, text: string): Found | null {
  const citation = parseCitation(text);
  const regulation = regulations.get(citation?.regulation ?? '');
  if (citation === null || regulation === undefined) return null;
  if (citation.article === null) return { citation, regulation, articles: [] };
  const articles = regulation.articles.filter(({ number }) => number === citation.article);
  return articles.length === 0 ? null : { citation, regulation, articles };
}

/** When something holds; ends inclusive, null = not known or open. */
export interface InForce {
  readonly from: string | null;
  readonly to: string | null;
}

/** An article holds as it says, else as its edition, else as its document; never longer than the document. */
export function articleInForce(regulation: Regulation, article: Article): InForce {
  const edition = regulation.editions.find((one) => one.edition === article.edition);
  const ends = [article.to ?? edition?.to ?? null, regulation.until].filter((day) => day !== null);
  return {
    from: article.from ?? edition?.from ?? regulation.inForce,
    to: ends.sort()[0] ?? null,
  };
}

/** When what was cited holds, from its first reading to its last. */
export function citedInForce({ regulation, articles }: Found): InForce {
  if (articles.length === 0) return { from: regulation.inForce, to: regulation.until };
  const periods = articles.map((article) => articleInForce(regulation, article));
  const starts = periods.map(({ from }) => from);
  const ends = periods.map(({ to }) => to);
  const known = (days: readonly (string | null)[]) => days.filter((day) => day !== null).sort();
  return {
    from: starts.includes(null) ? null : (known(starts)[0] ?? null),
    to: ends.includes(null) ? null : (known(ends).at(-1) ?? null),
  };
}

/** `《户口登记条例》第七条`, `Regulations on household registration, art. 7`; what is unknown is shown as written. */
export function citationTitle(regulations: ReadonlyMap<string, Regulation>, text: string): Words {
  const citation = parseCitation(text);
  const regulation = regulations.get(citation?.regulation ?? '');
  if (citation === null || regulation === undefined) return { zh: text, en: text };
  const whole = documentTitle(regulation);
  if (citation.article === null) return whole;
  const part = articleTitle(regulation, citation.article);
  const join = regulation.kind === 'standard' ? ' ' : '';
  return { zh: `${whole.zh}${join}${part.zh}`, en: `${whole.en}, ${part.en}` };
}

/** A law is called by its title, a standard by its number. */
export function documentTitle({ kind, title, number }: Regulation): Words {
  if (kind === 'standard' && number !== null) return { zh: number, en: number };
  return { zh: `《${title.zh}》`, en: title.en };
}

/** 第十六条, 第十三条之二; of a standard its clause (`4.5.3`) or table (`A.1`). */
export function articleTitle({ kind }: Pick<Regulation, 'kind'>, number: string): Words {
  if (kind === 'standard') {
    const table = /^[A-Z]/.test(number);
    return table
      ? { zh: `表 ${number}`, en: `table ${number}` }
      : { zh: `第 ${number} 条`, en: `cl. ${number}` };
  }
  const [main = number, after] = number.split('-');
  const counted = /^[1-9][0-9]{0,3}$/.test(main) ? `第${inChinese(Number(main))}条` : `第 ${main} 条`;
  const beside =
    after !== undefined && /^[1-9][0-9]{0,2}$/.test(after) ? `之${inChinese(Number(after))}` : '';
  return { zh: `${counted}${beside}`, en: `art. ${number}` };
}

const digits = '零一二三四五六七八九';
const places = [
  [1000, '千'],
  [100, '百'],
  [10, '十'],
] as const;

/** 1 to 9999 as laws number their articles: 十六, 一百零三, 二百六十一. */
function inChinese(value: number): string {
  let rest = value;
  let text = '';
  let gap = false;
  for (const [size, name] of places) {
    const count = Math.floor(rest / size);
    rest %= size;
    if (count === 0) {
      gap = text !== '';
      continue;
    }
    const one = count === 1 && size === 10 && text === '';
    text += `${gap ? '零' : ''}${one ? '' : (digits[count] ?? '')}${name}`;
    gap = false;
  }
  return rest === 0 ? text : `${text}${gap ? '零' : ''}${digits[rest] ?? ''}`;
}
