/** What names are found by: pairs of characters, pairs of pinyin initials, words of English. */

/** Marks that keep the three kinds of word apart in one index. */
const marks = { chinese: 'z', initials: 'i', english: 'e' } as const;
const han = /\p{Script=Han}/u;
const maxPieces = 20_000; // names share their parts (a city's bureau has a hundred units); a few MB

/** Makes pinyin initials: `晨光分局` gives `cgfj`. Its dictionary is large, so it is loaded when first needed. */
export async function openInitials(): Promise<(name: string) => string> {
  const { pinyin } = await import('pinyin-pro');
  const known = new Map<string, string>();
  const initialsOfPiece = (piece: string): string => {
    const found = known.get(piece);
    if (found !== undefined) return found;
    const options = { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'removed' } as const;
    const made = pinyin(piece, options).join('').toLowerCase();
    if (known.size >= maxPieces) known.clear();
    known.set(piece, made);
    return made;
  };
  // Cut behind the words that end a part of a name, and at whatever is no Chinese character.
  return (name) => (name.match(/\p{Script=Han}+?(?:公安局|公安厅|分局|派出所|支队|大队|[省市区县镇乡])|\p{Script=Han}+/gu) ?? []).map(initialsOfPiece).join(''); // prettier-ignore
}

/** The words of an organisation, as a tsvector's text; it may say a word twice. Called for each of 300,000 rows. */
export function wordsOf(
  names: { readonly nameZh: string; readonly nameEn: string; readonly shortName: string },
  initials: string,
): string {
  const words = [
    ...pairs(names.nameZh.toLowerCase(), marks.chinese),
    ...(names.nameZh.endsWith(names.shortName) ? [] : pairs(names.shortName.toLowerCase(), marks.chinese)),
    ...pairs(initials, marks.initials),
    ...englishWords(names.nameEn).map((word) => marks.english + word),
  ];
  return needsCare.test(names.nameZh + names.shortName)
    ? words.map(quoted).join(' ')
    : `'${words.join("' '")}'`;
}

/** A word of the index that answers must have; as a beginning, whatever begins with it. */
export interface Sought {
  readonly word: string;
  readonly beginning?: true;
}

/** Ways to be found, one of which must hold: all its words. */
export type Ways = readonly (readonly Sought[])[];

/** What somebody looks for. */
export type Question =
  | { readonly by: 'code'; readonly prefix: string }
  /** `ways` narrows by the index, `text` is then looked for in the name itself. */
  | { readonly by: 'name'; readonly ways: Ways; readonly text: string }
  /** Initials that hold `text`, or an English name that each expression of `english` fits: its words, the last of which may be a beginning. */
  | {
      readonly by: 'latin';
      readonly ways: Ways;
      readonly text: string;
      readonly english: readonly string[];
    };

/** Reads a search text; undefined when there is nothing to look for. */
export function questionOf(typed: string): Question | undefined {
  const text = typed.normalize('NFKC').trim().toLowerCase();
  if (text === '') return undefined;
  if (/^[0-9]{1,12}$/.test(text)) return { by: 'code', prefix: text };
  if (han.test(text)) return { by: 'name', ways: [within(text, marks.chinese)], text };
  const words = englishWords(text);
  if (words.length === 0) return { by: 'name', ways: [within(text, marks.chinese)], text };
  const whole = words.slice(0, -1);
  const last = words.at(-1) ?? '';
  const inEnglish: Sought[] = [...whole.map((word) => ({ word: marks.english + word })), { word: marks.english + last, beginning: true }]; // prettier-ignore
  const english = [...whole.map((word) => `\\m${word}\\M`), `\\m${last}`];
  const letters = text.replaceAll(/[^a-z]/g, '');
  const ways = letters === text ? [within(text, marks.initials), inEnglish] : [inEnglish];
  return { by: 'latin', ways, text, english };
}

/** So many of the rarest words narrow enough: each more is another list to cross, and the rows are read anyway. */
const narrowingWords = 3;
/** A word that so much of all names have narrows nothing. */
const commonShare = 0.5;

/**
 * The question for the index (a tsquery's text): of each way its rarest words.
 * @param shares part of all names that has a word, from 0 to 1, where the word is a frequent one
 */
export function narrow(ways: Ways, shares: ReadonlyMap<string, number>): string {
  const shareOf = ({ word, beginning }: Sought): number => (beginning ? 1 : (shares.get(word) ?? 0));
  return ways
    .map((way) => {
      const [rarest, ...others] = way.toSorted((a, b) => shareOf(a) - shareOf(b)).slice(0, narrowingWords);
      const kept = [rarest, ...others.filter((one) => shareOf(one) < commonShare)];
      return `(${kept.flatMap((one) => (one ? [lexeme(one)] : [])).join(' & ')})`;
    })
    .join(' | ');
}

function lexeme({ word, beginning }: Sought): string {
  return quoted(word) + (beginning ? ':*' : '');
}

/**
 * Pairs of neighbours, and the last character alone, so that a search for one character is one for what begins with it;
 * as lexemes.
 */
function pairs(text: string, mark: string): string[] {
  const characters = text.isWellFormed() && !/[\ud800-\udfff]/.test(text) ? text : Array.from(text); // a rare character is two units
  const found: string[] = [];
  for (let place = 0; place < characters.length; place++)
    found.push(mark + (characters[place] as string) + (characters[place + 1] ?? ''));
  return found;
}

/** The pairs that a name has which holds the text; of one character, whatever begins with it. */
function within(text: string, mark: string): Sought[] {
  if (Array.from(text).length === 1) return [{ word: mark + text, beginning: true }];
  return pairs(text, mark)
    .slice(0, -1)
    .map((word) => ({ word }));
}

function englishWords(text: string): string[] {
  return text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
}

const needsCare = /['\\]/;

/** A lexeme as tsvector and tsquery read it. */
function quoted(word: string): string {
  return `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}
