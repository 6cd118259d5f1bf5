/** The circles of a graph, each once, as the names along it; linear, and without recursion, so that a long chain is no danger. */
export function findCircles(edges: ReadonlyMap<string, readonly string[]>): string[][] {
  const done = new Set<string>();
  const circles: string[][] = [];
  for (const start of edges.keys()) {
    const path: { readonly name: string; next: number }[] = [{ name: start, next: 0 }];
    const places = new Map([[start, 0]]);
    if (done.has(start)) continue;
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const to = edges.get(top.name)?.[top.next];
      top.next += 1;
      if (to === undefined) {
        done.add(top.name);
        places.delete(top.name);
        path.pop();
        continue;
      }
      const back = places.get(to);
      if (back !== undefined) circles.push([...path.slice(back).map(({ name }) => name), to]);
      else if (!done.has(to)) {
        places.set(to, path.length);
        path.push({ name: to, next: 0 });
      }
    }
  }
  return circles;
}
