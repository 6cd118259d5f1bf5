/**
 * Pinyin initials of a Chinese title, in lower case: `户籍地址` gives `hjdz`; letters and digits stay, the rest goes.
 * A character with several readings counts by its commonest (as the Unicode collation has it): 重 is z, in 重庆 too.
 * Code values, of which many are names of places, have theirs declared.
 */
export function initialsOf(title: string): string {
  let initials = '';
  for (const character of title) {
    let initial = known.get(character);
    if (initial === undefined) known.set(character, (initial = initialOf(character)));
    initials += initial;
  }
  return initials;
}

/** By character: titles are made of a few thousand. */
const known = new Map<string, string>();
const byPinyin = new Intl.Collator('zh-CN-u-co-pinyin');
/** The first character of each initial in the order of pinyin; no syllable begins with i, u or v. */
const firsts = Array.from('阿八嚓哒妸发旮哈讥咔垃妈拏噢妑七呥仨他屲夕丫帀');
const letters = 'abcdefghjklmnopqrstwxyz';

function initialOf(character: string): string {
  if (/[a-z0-9]/i.test(character)) return character.toLowerCase();
  if (!/\p{Script=Han}/u.test(character)) return '';
  const last = firsts.findLastIndex((first) => byPinyin.compare(first, character) <= 0);
  return letters[last] ?? '';
}
