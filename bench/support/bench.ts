/** What a bench is, and what it reports. */

/** Figures by name: `perSecond`, `p50Ms`, `p95Ms`, `p99Ms`, `seconds`, … Units come last. */
export type Figures = Readonly<Record<string, number>>;

/** A bench's proof that it measured real work: every answer signed, every acknowledged entry in the tree, … */
export interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

export interface Measured {
  readonly figures: Figures;
  readonly checks: readonly Check[];
}

/** What the command line asked for, and how to speak while measuring. */
export interface BenchContext {
  readonly seconds: number;
  /** Further `--name value` options, such as `--connections 64`. */
  readonly options: Readonly<Record<string, string>>;
  say(line: string): void;
}

/**
 * A bench prepares a world (a database, keys, a node), measures the product in it and the bare prototype beside it,
 * and closes the world. `World` is whatever the two share.
 */
export interface Bench<World> {
  readonly name: string;
  /** One line for the list. */
  readonly what: string;
  /** The figure that the ratio is made of. */
  readonly headline: string;
  /** Whether more of it is better (a rate) or less (a time). The ratio is 1 when product and bare are equal, below when the product is slower. */
  readonly better: 'more' | 'less';
  prepare(context: BenchContext): Promise<World>;
  product(world: World, context: BenchContext): Promise<Measured>;
  bare(world: World, context: BenchContext): Promise<Measured>;
  /** The configuration that was measured: pool sizes, batch limits, processes, durability settings. No secrets. */
  config(world: World): Readonly<Record<string, string | number | boolean>>;
  /** Versions beyond Node's own, such as PostgreSQL's. */
  versions?(world: World): Promise<Readonly<Record<string, string>>>;
  close(world: World): Promise<void>;
}

/** Names a bench; the type of its world stays its own. */
export function defineBench<World>(bench: Bench<World>): Bench<World> {
  return bench;
}

/** Product to bare, as `Bench.better` says. NaN when a headline is missing. */
export function ratioOf(
  bench: Pick<Bench<never>, 'headline' | 'better'>,
  product: Figures,
  bare: Figures,
): number {
  const [own, other] = [product[bench.headline] ?? Number.NaN, bare[bench.headline] ?? Number.NaN];
  return bench.better === 'more' ? own / other : other / own;
}
