/** Counts of a run, and what failed. */
export interface Failure {
  /** Where: `file:line`, or the stage's name. */
  readonly at: string;
  /** Which test: the sentence, with the groups it stands in. */
  readonly name: string;
  readonly detail: string;
}

export interface Tally {
  readonly passed: number;
  readonly skipped: number;
  readonly failures: readonly Failure[];
}

export const nothing: Tally = { passed: 0, skipped: 0, failures: [] };

/** The sum of two tallies. */
export function add(a: Tally, b: Tally): Tally {
  return {
    passed: a.passed + b.passed,
    skipped: a.skipped + b.skipped,
    failures: [...a.failures, ...b.failures],
  };
}

/** `12 passed, 0 failed`, and `, 3 skipped` when some are: the last line of a run. */
export function inWords({ passed, skipped, failures }: Tally): string {
  return `${passed} passed, ${failures.length} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** Seconds with one decimal, for people. */
export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
