import { parse } from 'yaml';
import { now } from '#infrastructure/clock/index.ts';
import { checkPolicies, readPacks } from '#platform/catalogue/index.ts';
import { dayInChina } from '#standards/declarations/index.ts';
import type { Pack, PackFile } from '#standards/declarations/index.ts';
import { reviewPacks } from '#standards/review/index.ts';
import type { Review, ReviewFinding } from '#standards/review/index.ts';
import type { Language } from '../output.ts';

/** Findings that the readable report shows; `--json` has them all. */
const shownFindings = 200;

/**
 * Reviews the packs in the folders and prints what was found.
 * @returns whether there is no error
 * @throws Fault catalogue.unreadable-pack
 */
export function checkStandards(
  folders: readonly string[],
  { json, language }: { readonly json: boolean; readonly language: Language },
): boolean {
  const files = readPacks(folders);
  const review = reviewPacks(files, (pack) => policyFindings(files, pack), dayInChina(now()));
  process.stdout.write(`${json ? JSON.stringify(review, null, 2) : report(review, language)}\n`);
  return review.errors === 0;
}

function policyFindings(files: readonly PackFile[], pack: Pack): ReviewFinding[] {
  const policies = files
    .filter(({ path }) => path.endsWith('.cedar'))
    .map(({ path, text }) => ({ file: path, text }));
  const roles = files.find(({ path }) => path.endsWith('/roles.yaml'));
  const found = checkPolicies(policies, pack, roles === undefined ? undefined : parse(roles.text));
  const fix = { zh: '改正策略中的名称', en: 'correct the name in the policy' };
  return found.map((one) => ({ severity: 'error', names: [], column: 1, fix, ...one }));
}

const words = {
  zh: { error: '错误', warning: '提示', errors: '错误', warnings: '提示', sound: '合格', unsound: '不合格' },
  en: {
    error: 'error',
    warning: 'warning',
    errors: 'errors',
    warnings: 'warnings',
    sound: 'sound',
    unsound: 'unsound',
  },
} as const;

function report(review: Review, language: Language): string {
  const word = words[language];
  const shown = review.findings.slice(0, shownFindings);
  const lines = shown.map((one) => {
    const names = one.names.length > 0 ? ` ${one.names.join(', ')}` : '';
    const what = `${word[one.severity]} ${one.file}:${one.line}:${one.column} [${one.code}]${names}`;
    return `${what}\n  ${one[language]}\n  → ${one.fix[language]}`;
  });
  const { elements, codeLists, resources, errors, warnings } = review;
  const left = errors + warnings - shown.length;
  if (left > 0)
    lines.push(language === 'zh' ? `……另有 ${left} 项（--json 列出）` : `… ${left} more (see --json)`);
  const state = errors === 0 ? word.sound : word.unsound;
  lines.push(
    language === 'zh'
      ? `数据元 ${elements}，代码集 ${codeLists}，资源 ${resources}：${state}（${word.errors} ${errors}，${word.warnings} ${warnings}）`
      : `elements ${elements}, code lists ${codeLists}, resources ${resources}: ${state} (${errors} ${word.errors}, ${warnings} ${word.warnings})`,
  );
  return lines.join('\n');
}
