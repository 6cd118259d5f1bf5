import { parsePack } from '../declarations/index.ts';
import type { PackFile } from '../declarations/index.ts';
import { reviewPacks } from '../review/index.ts';
import type { Review } from '../review/index.ts';
import { comparePacks } from './compare-packs.ts';
import type { PackComparison, PackDifference } from './compare-packs.ts';
import type { Bundle, BundleCrypto, BundleProblem } from './model.ts';
import { verifyBundle } from './verify-bundle.ts';
import type { Trust } from './verify-bundle.ts';

/** What a node declares now, and what it knows of who relies on it. */
export interface TakingPlace extends Trust {
  /** All files in force, each path beginning with its pack's folder. */
  readonly files: readonly PackFile[];
  readonly at: Date;
  /** Which files of a bundle are taken; all of them unless it is said. The others of the folder stay as they are. */
  readonly takes?: (path: string) => boolean;
  /** Stored records of a resource; null when it has no table yet. */
  readonly rowsOf: (resource: string) => number | null;
  /** Agreements and grants that rest on a resource, by name. */
  readonly agreementsOf: (resource: string) => readonly string[];
}

/** One difference with what it reaches on this node. */
export interface TakingDifference extends PackDifference {
  /** Stored records of the resources reached. */
  readonly rows: number;
  readonly agreements: readonly string[];
}

/** What taking a bundle would do. `ok`: nothing speaks against it; narrowed and broken declarations still want a decision. */
export interface TakingPlan {
  readonly ok: boolean;
  readonly problems: readonly BundleProblem[];
  readonly counts: PackComparison['counts'];
  readonly differences: readonly TakingDifference[];
  /** The review of everything together, as it would be. */
  readonly review: Review;
  /** All files as they would be in force; those in force now when the plan isn't ok. */
  readonly files: readonly PackFile[];
}

/**
 * Plans the taking of a bundle into a node: what is verified, what would change, whom it touches. Pure; applies nothing. A local
 * declaration that the new pack contradicts is an error of the review that names both files.
 */
export function planTaking(bundle: Bundle, place: TakingPlace, crypto: BundleCrypto): TakingPlan {
  const problems = verifyBundle(bundle, place, crypto);
  const folder = `${bundle.header.name}/`;
  const takes = place.takes ?? (() => true);
  const others = place.files.filter(({ path }) => !path.startsWith(folder) || !takes(path));
  const taken = Object.entries(bundle.files).map(([path, text]) => ({ path: `${folder}${path}`, text }));
  const files = [...others, ...taken.filter(({ path }) => takes(path))];
  const review = reviewPacks(files);
  const [before, after] = [parsePack(place.files).pack, parsePack(files).pack];
  const ok = problems.length === 0 && review.errors === 0 && after !== null;
  const compared =
    before === null || after === null
      ? { differences: [], counts: none }
      : comparePacks(before, after, place.at);
  const differences = compared.differences.map((one) => reach(one, place));
  return { ok, problems, counts: compared.counts, differences, review, files: ok ? files : place.files };
}

const none = { added: 0, reworded: 0, widened: 0, narrowed: 0, broken: 0, abolished: 0, unchanged: 0 };

function reach(one: PackDifference, { rowsOf, agreementsOf }: TakingPlace): TakingDifference {
  const rows = one.resources.reduce((sum, resource) => sum + (rowsOf(resource) ?? 0), 0);
  const agreements = [...new Set(one.resources.flatMap((resource) => agreementsOf(resource)))];
  return { ...one, rows, agreements };
}
