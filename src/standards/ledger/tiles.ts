/** Tile addresses (c2sp.org/tlog-tiles): hash tiles of 256, written as `tile/<L>/<N>[.p/<W>]`. */
export const TILE_WIDTH = 256;
/** Levels a tree of 2^53 leaves can need. */
export const MAX_TILE_LEVEL = 6;

export interface TileAddress {
  readonly level: number;
  readonly index: number;
  /** Hashes in the tile: 256 when full, 1-255 at the right edge of a tree. */
  readonly width: number;
}

/** `0/x001/234.p/17` for level 0, index 1234, width 17: the path below `tile/`. */
export function formatTilePath({ level, index, width }: TileAddress): string {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/.{3}/g) ?? [];
  const path = groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join('/');
  return `${level}/${path}${width < TILE_WIDTH ? `.p/${width}` : ''}`;
}

/** The address of a path below `tile/`, or undefined unless it is exactly what `formatTilePath` writes. */
export function parseTilePath(path: string): TileAddress | undefined {
  const [whole, level, index, width] =
    /^([0-6])\/((?:x\d{3}\/){0,5}\d{3})(?:\.p\/([1-9]\d{0,2}))?$/.exec(path) ?? [];
  if (whole === undefined || index === undefined) return undefined;
  const address = {
    level: Number(level),
    index: Number(index.replace(/[x/]/g, '')),
    width: width === undefined ? TILE_WIDTH : Number(width),
  };
  return Number.isSafeInteger(address.index) && formatTilePath(address) === path ? address : undefined;
}

/** How many hashes of level `level` a tree of `size` leaves has in all: floor(size / 256^level). */
export function hashesAtLevel(size: number, level: number): number {
  return Math.floor(size / TILE_WIDTH ** level);
}

/** The widths a tree of `size` has for tile `index` of `level`: 0 when the tile is not in the tree. */
export function tileWidth(size: number, level: number, index: number): number {
  return Math.max(0, Math.min(TILE_WIDTH, hashesAtLevel(size, level) - index * TILE_WIDTH));
}
