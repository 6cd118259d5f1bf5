/** The parameters when `pattern` (`/accesses/$id`) fits `path`; undefined when it does not. */
export function matchPath(pattern: string, path: string): Readonly<Record<string, string>> | undefined {
  const wanted = pattern.split('/').filter(Boolean);
  const given = path.split('/').filter(Boolean);
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    if (part.startsWith('$')) params[part.slice(1)] = decode(value);
    else if (part !== value) return undefined;
  }
  return params;
}

/** A hand-typed address may hold a broken escape: then it means itself. */
function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** Of `paths` the one that `pathname` lies at or below, the nearest: `/grants/inbox` rather than `/grants`. */
export function nearestPath(paths: readonly string[], pathname: string): string | undefined {
  const above = paths.filter((path) => pathname === path || pathname.startsWith(`${path}/`));
  return above.toSorted((a, b) => b.length - a.length)[0];
}
