import { verifications } from '#standards/declarations/index.ts';
import type { Verification } from '#standards/declarations/index.ts';
import type { Snapshot } from './snapshot.ts';
import type { KindCount, Overview } from './schema.ts';

/** What the packs hold as a whole: the first page of the browser, and the choices of its filters. */
export function overviewOf({ pack, digest }: Snapshot): Overview {
  const objects = new Map([...pack.elements.values()].map(({ object }) => [object.zh, object]));
  return {
    packs: pack.headers,
    digest,
    kinds: {
      resources: { total: pack.resources.size, verification: null },
      elements: counted(pack.elements.values()),
      objectClasses: { total: pack.objectClasses.size, verification: null },
      codeLists: counted(pack.codeLists.values()),
      codeValues: counted([...pack.codeLists.values()].flatMap(({ values }) => values)),
      qualifiers: counted(pack.qualifiers.values()),
      numberRules: { total: pack.numberRules.size, verification: null },
      regulations: counted(pack.regulations.values()),
    },
    objects: [...objects.values()],
    owners: [...new Set([...pack.resources.values()].map(({ owner }) => owner))],
    purposes: [...pack.purposes.values()].map(({ name, title }) => ({ name, title })),
  };
}

function counted(rows: Iterable<{ readonly verification: Verification }>): KindCount {
  const all = [...rows];
  const counts = verifications.map((mark) => [mark, all.filter((row) => row.verification === mark).length]);
  return { total: all.length, verification: Object.fromEntries(counts) as Record<Verification, number> };
}
