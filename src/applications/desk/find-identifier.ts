import { checker, divisionTable } from '#standards/identifiers/index.ts';
import type { Kind } from '#standards/identifiers/index.ts';

/** Kinds of number by which a person could be found, with the lengths at which each is looked for in a text. */
const wholeRuns: readonly (readonly [Kind, RegExp])[] = [
  ['citizen_id_legacy15', /^[0-9]{15}$/],
  ['foreign_pr_id', /^[A-Z]{3}[0-9]{12}$/],
  ['mobile', /^[0-9]{11}$/],
  ['passport_cn', /^[A-Z]{1,2}[0-9]{7,8}$/],
  ['home_return_permit', /^[HM][0-9]{8}(?:[0-9]{2})?$/],
  ['exit_permit_hkmo', /^[CW][A-Z]?[0-9]{7,8}$/],
];
/** Kinds with a check character: safe to look for anywhere within a longer run. */
const citizenLike: readonly Kind[] = ['citizen_id', 'hmt_residence_permit', 'foreign_pr_id'];
const citizenLength = 18;
const noDivisions = divisionTable([]); // where a number was issued is not what makes it one

/** A character of the text as a number would have it, and where it stands in the text. */
interface Mark {
  readonly mark: string;
  readonly position: number;
}

/**
 * Finds the first number in a free text by which a person could be found: identity numbers, travel documents,
 * mobile numbers; also written full-width, in Chinese numerals, or with blanks, hyphens and dots between.
 * @returns the position of its first character counted from 1, or null
 */
export function findIdentifier(text: string, at: Date): number | null {
  const reference = { at, profile: 'demo', divisions: noDivisions } as const; // 'demo' accepts fictional ones too
  const checks = new Map(
    [...citizenLike, ...wholeRuns.map(([kind]) => kind)].map((kind) => [kind, checker(kind, reference)]),
  );
  const isOne = (kind: Kind, value: string) => checks.get(kind)?.(value).status !== 'error';
  for (const joining of joinings) {
    for (const run of runsOf(text, joining)) {
      const found = findInRun(run, isOne);
      if (found !== null) return found;
    }
  }
  return null;
}

function findInRun(run: readonly Mark[], isOne: (kind: Kind, value: string) => boolean): number | null {
  const whole = run.map((each) => each.mark).join('');
  for (let from = 0; from + citizenLength <= whole.length; from += 1) {
    const window = whole.slice(from, from + citizenLength);
    if (citizenLike.some((kind) => isOne(kind, window))) return run[from]?.position ?? null;
  }
  const bare = whole.replace(/^(?:0086|86|0)(?=1[0-9]{10}$)/, '');
  const known = wholeRuns.some(([kind, shape]) => shape.test(bare) && isOne(kind, bare));
  return known ? (run[0]?.position ?? null) : null;
}

const separators = /^[\s\p{Cf}\p{Pd}_.·•,，/／:：()（）+]$/u;
const numerals = '〇一二三四五六七八九';

/** What separators may join: nothing, digits with digits (`tel: 154-1234-5678`), or anything (`E 1234 5678`). */
const joinings = ['nothing', 'digits', 'anything'] as const;

/** Runs of letters and digits; separators that join are left out, as people write numbers. */
function runsOf(text: string, joining: (typeof joinings)[number]): Mark[][] {
  const runs: Mark[][] = [];
  let run: Mark[] = [];
  let gap: 'none' | 'separator' | 'end' = 'none';
  Array.from(text).forEach((char, index) => {
    const mark = markOf(char);
    if (mark === undefined) {
      if (!separators.test(char)) gap = 'end';
      else if (gap === 'none') gap = 'separator';
      return;
    }
    if (gap === 'end' || (gap === 'separator' && !joins(joining, run.at(-1)?.mark, mark))) {
      runs.push(run);
      run = [];
    }
    gap = 'none';
    run.push({ mark, position: index + 1 });
  });
  return [...runs, run];
}

function joins(joining: (typeof joinings)[number], before: string | undefined, next: string): boolean {
  if (joining === 'digits') return /^[0-9]$/.test(before ?? '') && /^[0-9X]$/.test(next);
  return joining === 'anything';
}

function markOf(char: string): string | undefined {
  const plain = char.normalize('NFKC').replace('零', '〇');
  const numeral = numerals.indexOf(plain);
  if (plain.length === 1 && numeral >= 0) return String(numeral);
  return /^[0-9A-Za-z]$/.test(plain) ? plain.toUpperCase() : undefined;
}
