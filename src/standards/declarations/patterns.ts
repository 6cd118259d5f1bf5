/** Ways to match that a pattern may offer a hostile value: what one check can cost, in steps. */
const maxChoices = 100_000;
/** Longest pattern of a value domain; identifiers need about 60. */
const maxPatternLength = 200;

/**
 * Why a pattern of a value domain can't be used, or null. Allowed: literals, classes, groups without repetition, alternation, and
 * single items with bounded repetition `{n}`, `{n,m}`, `?`. Unbounded or nested repetition is refused: it is what lets a hostile
 * value hang the node (catastrophic backtracking), and no element of the field needs it.
 */
export function patternProblem(source: string): string | null {
  if (source.length > maxPatternLength) return `longer than ${maxPatternLength} characters`;
  const bare = source.replace(/\\[^0-9A-Za-z]/g, 'x').replace(/\[\^?(?:[^\\[\]]|\\.)+\]/g, 'x');
  if (/[*+]/.test(bare)) return '* and + are unbounded; use {0,n} or {1,n}';
  if (/\{[0-9]+,\}/.test(bare)) return '{n,} is unbounded; use {n,m}';
  if (/\)[?{]/.test(bare)) return 'a repeated group';
  if (/\(\?/.test(bare) || /\\[0-9A-Za-z]/.test(bare)) return 'look-around, named groups and letter escapes';
  if (/[\^$]/.test(bare)) return '^ and $ are implied';
  if (/\{(?![0-9]{1,3}(?:,[0-9]{1,3})?\})/.test(bare)) return 'a brace that is no bounded repetition';
  if (choices(bare) > maxChoices) return 'too many alternatives and repetitions';
  try {
    return new RegExp(`^(?:${source})$`, 'u') instanceof RegExp ? null : '?';
  } catch (cause) {
    return cause instanceof Error ? cause.message : '?';
  }
}

/** An upper bound of the ways a matcher may try: each alternation doubles them, each repetition multiplies by its span. */
function choices(bare: string): number {
  let ways = 2 ** (bare.split('|').length - 1 + (bare.split('?').length - 1));
  for (const [, low = '0', high = low] of bare.matchAll(/\{([0-9]+)(?:,([0-9]+))?\}/g)) {
    ways *= Math.max(1, Number(high) - Number(low) + 1);
  }
  return ways;
}
