import { parsePack } from '../declarations/index.ts';
import type { Finding, Pack, PackFile, ParsedPack } from '../declarations/index.ts';
import { checkCircles } from './check-circles.ts';
import type { ElementRelation } from './check-circles.ts';
import { checkCodeLists } from './check-code-lists.ts';
import { checkDefinitions } from './check-definitions.ts';
import { checkDuplicates } from './check-duplicates.ts';
import { checkFormats } from './check-formats.ts';
import { checkLanguages } from './check-languages.ts';
import { checkObjectClasses } from './check-object-classes.ts';
import { checkRanges } from './check-ranges.ts';
import { checkUse } from './check-use.ts';
import type { Reviewing } from './checking.ts';
import { ReviewFindings } from './findings.ts';
import type { ReviewFinding } from './findings.ts';

/** What a set of packs holds and what is wrong with it. With errors in reading there is nothing to count. */
export interface Review {
  readonly elements: number;
  readonly codeLists: number;
  readonly resources: number;
  readonly errors: number;
  readonly warnings: number;
  /** Errors first, then by file and line. */
  readonly findings: readonly ReviewFinding[];
}

/**
 * Reads packs and reviews them as a whole: what contradicts, repeats, or is used by nobody. Pure; never throws.
 * `more` adds findings of other checks (policies), so that one report has them all; with
 * a day (`YYYY-MM-DD`), a basis that does not hold on it is warned of.
 */
export function reviewPacks(
  files: readonly PackFile[],
  more: (pack: Pack) => readonly ReviewFinding[] = () => [],
  on: string | null = null,
): Review {
  const parsed = parsePack(files, undefined, on);
  const findings = new ReviewFindings();
  for (const one of parsed.errors) findings.push(read(one, 'error'));
  for (const one of parsed.warnings) findings.push(read(one, 'warning'));
  if (parsed.pack !== null) {
    reviewPack({ pack: parsed.pack, places: parsed.places, findings });
    for (const one of more(parsed.pack)) findings.push(one);
  }
  return summary(parsed, findings);
}

/** Reviews a pack that was read; findings go to `findings`. `relations`: those of elements, where a registry keeps them. */
export function reviewPack(reviewing: Reviewing, relations: readonly ElementRelation[] = []): void {
  checkDuplicates(reviewing);
  checkDefinitions(reviewing);
  checkFormats(reviewing);
  checkRanges(reviewing);
  checkUse(reviewing);
  checkObjectClasses(reviewing);
  checkLanguages(reviewing);
  checkCodeLists(reviewing);
  checkCircles(reviewing, relations);
}

function read({ code, file, line, column, path, zh, en, fix }: Finding, severity: 'error' | 'warning') {
  return { severity, code, names: path === '' ? [] : [path], file, line, column, zh, en, fix };
}

function summary({ pack }: ParsedPack, findings: ReviewFindings): Review {
  const { errors, warnings, list } = findings;
  const weight = ({ severity }: ReviewFinding) => (severity === 'error' ? 0 : 1);
  return {
    elements: pack?.elements.size ?? 0,
    codeLists: pack?.codeLists.size ?? 0,
    resources: pack?.resources.size ?? 0,
    errors,
    warnings,
    findings: list.toSorted(
      (a, b) =>
        weight(a) - weight(b) ||
        (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) ||
        a.line - b.line ||
        (a.code < b.code ? -1 : 1),
    ),
  };
}
