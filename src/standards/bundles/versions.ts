/** A version of a pack, `1.2.3`. */
export const versionPattern = /^[0-9]{1,4}\.[0-9]{1,4}\.[0-9]{1,4}$/;

/** Below 0 when `a` is the lower version, 0 when they are equal, above 0 when it is the higher. */
export function compareVersions(a: string, b: string): number {
  const [x, y] = [a.split('.').map(Number), b.split('.').map(Number)];
  for (const at of [0, 1, 2]) {
    const difference = (x[at] ?? 0) - (y[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
