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
  const english = englishWords(names.nameEn).map((word) => inQuotes(marks.english + word));
  return [
    ...pairs(names.nameZh.toLowerCase(), marks.chinese),
    ...(names.nameZh.endsWith(names.shortName) ? [] : pairs(names.shortName.toLowerCase(), marks.chinese)),
    ...pairs(initials, marks.initials),
    ...english,
  ].join(' ');
}

/** What somebody looks for. */
export type Question =
  | { readonly by: 'code'; readonly prefix: string }
  /** `query` narrows by the index (tsquery), `text` is then looked for in the name itself. */
  | { readonly by: 'name'; readonly query: string; readonly text: string }
  /** Initials that hold `text`, or an English name that each expression of `english` fits: its words, the last of which may be a beginning. */
  | {
      readonly by: 'latin';
      readonly query: string;
      readonly text: string;
      readonly english: readonly string[];
    };

/** Reads a search text; undefined when there is nothing to look for. */
export function questionOf(typed: string): Question | undefined {
  const text = typed.normalize('NFKC').trim().toLowerCase();
  if (text === '') return undefined;
  if (/^[0-9]{1,12}$/.test(text)) return { by: 'code', prefix: text };
  if (han.test(text)) return { by: 'name', query: both(text, marks.chinese), text };
  const words = englishWords(text);
  if (words.length === 0) return { by: 'name', query: both(text, marks.chinese), text };
  const whole = words.slice(0, -1);
  const last = words.at(-1) ?? '';
  const lexemes = [...whole.map((word) => quoted(marks.english + word)), `${quoted(marks.english + last)}:*`];
  const beginnings = lexemes.join(' & ');
  const english = [...whole.map((word) => `\\m${word}\\M`), `\\m${last}`];
  const letters = text.replaceAll(/[^a-z]/g, '');
  const query = letters === text ? `(${both(text, marks.initials)}) | (${beginnings})` : beginnings;
  return { by: 'latin', query, text, english };
}

/**
 * Pairs of neighbours, and the last character alone, so that a search for one character is one for what begins with it;
 * as lexemes.
 */
function pairs(text: string, mark: string): string[] {
  const characters = text.isWellFormed() && !/[\ud800-\udfff]/.test(text) ? text : Array.from(text); // a rare character is two units
  const quote = needsCare.test(text) ? quoted : inQuotes;
  const found: string[] = [];
  for (let place = 0; place < characters.length; place++)
    found.push(quote(mark + (characters[place] as string) + (characters[place + 1] ?? '')));
  return found;
}

/** Pairs of a text above which every second one does: they say enough, and are half the lists for the index to cross. */
const manyPairs = 8;

/** Pairs that hold every character; who reads the rows looks for the text itself. */
function both(text: string, mark: string): string {
  if (Array.from(text).length === 1) return `${quoted(mark + text)}:*`;
  const all = pairs(text, mark).slice(0, -1);
  const step = all.length > manyPairs ? 2 : 1;
  return all.filter((_, place) => place % step === 0 || place === all.length - 1).join(' & ');
}

function englishWords(text: string): string[] {
  return text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
}

const needsCare = /['\\]/;

/** A lexeme as tsvector and tsquery read it. */
function quoted(word: string): string {
  return inQuotes(word.replaceAll('\\', '\\\\').replaceAll("'", "''"));
}

/** A lexeme that holds neither quotation mark nor backslash. */
function inQuotes(word: string): string {
  return `'${word}'`;
}
