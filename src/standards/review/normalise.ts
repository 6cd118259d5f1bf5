/** Texts made comparable: what two officers would call the same word becomes the same text. */

const punctuation = /[\p{P}\p{S}\p{Z}\s]+/gu;

/** Letters, digits and Han only, in one width and case. */
export function bare(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(punctuation, '');
}

/** Words of the field that mean the same in a title, longest first; what differs in kind (代码, 名称) stays apart. */
const sameWords: readonly (readonly [RegExp, string])[] = [
  [/移动电话|手机号码|手机号/g, '手机'],
  [/联系电话|电话号码/g, '电话'],
  [/编号|号码|代号/g, '号'],
  [/编码|代码/g, '码'],
  [/名称|名字/g, '名'],
  [/类别|类型|种类|分类/g, '类'],
  [/开始|起始/g, '起'],
  [/结束|终止|截止/g, '止'],
  [/住址|住所|地址/g, '址'],
  [/金额|数额/g, '额'],
  [/数量|个数/g, '数'],
  [/备注|附注/g, '注'],
  [/[的之]/g, ''],
];

/** A Chinese title in the one form of all that mean the same. */
export function sameTitle(zh: string): string {
  return sameWords.reduce((text, [words, one]) => text.replace(words, one), bare(zh));
}

const stopWords = new Set(
  'a an the of and or as is are was were be been it its that this which who whom whose'.split(' '),
);
const sameEnglish: Readonly<Record<string, string>> = {
  no: 'number',
  num: 'number',
  id: 'number',
  identifier: 'number',
  type: 'kind',
  category: 'kind',
  telephone: 'phone',
  begin: 'start',
  beginning: 'start',
  remark: 'note',
  comment: 'note',
  quantity: 'count',
};

/** The words of an English text that carry meaning, singular and in one spelling. */
export function wordsOf(en: string): string[] {
  const found =
    en
      .normalize('NFKC')
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? [];
  return found
    .filter((word) => !stopWords.has(word))
    .map((word) => (/[^s]s$/.test(word) && word.length > 3 ? word.slice(0, -1) : word))
    .map((word) => (Object.hasOwn(sameEnglish, word) ? (sameEnglish[word] ?? word) : word));
}

/** An English title in the one form of all that use the same words in any order. */
export function sameEnglishTitle(en: string): string {
  return [...new Set(wordsOf(en))].toSorted().join(' ');
}

/** The pairs of neighbouring characters, each once: what Chinese texts are compared by. */
export function bigrams(zh: string): string[] {
  const characters = Array.from(bare(zh));
  return [...new Set(characters.slice(1).map((character, index) => `${characters[index]}${character}`))];
}
