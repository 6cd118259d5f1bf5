import type { Snapshot } from './snapshot.ts';

/**
 * What this node declares, now: its parts are those of the release in force, and change under whoever reads them twice.
 * Keep the catalogue, never a part of it; what is computed from it comes from `derive`.
 */
export interface Catalogue extends Snapshot {
  /** What `make` makes of the release in force, made once a release. */
  derive<T>(make: (snapshot: Snapshot) => T): () => T;
  /** The release in force, whole: for work that must see one state from beginning to end. */
  readonly snapshot: Snapshot;
}

export interface OpenCatalogue {
  readonly catalogue: Catalogue;
  /** Puts another release in force, for every reader at once. */
  replace(snapshot: Snapshot): void;
}

/** Puts a first release in force; gives the catalogue, and the way to put another in its place. */
export function openCatalogue(first: Snapshot): OpenCatalogue {
  let now = first;
  const catalogue: Catalogue = {
    get snapshot() {
      return now;
    },
    get release() {
      return now.release;
    },
    get digest() {
      return now.digest;
    },
    get files() {
      return now.files;
    },
    get pack() {
      return now.pack;
    },
    get resources() {
      return now.resources;
    },
    get migrated() {
      return now.migrated;
    },
    get policies() {
      return now.policies;
    },
    fileOf: (kind, name) => now.fileOf(kind, name),
    extra: (name) => now.extra(name),
    derive(make) {
      let made: { readonly from: Snapshot; readonly value: ReturnType<typeof make> } | undefined;
      return () => {
        if (made?.from !== now) made = { from: now, value: make(now) };
        return made.value;
      };
    },
  };
  return {
    catalogue,
    replace(snapshot) {
      now = snapshot;
    },
  };
}
