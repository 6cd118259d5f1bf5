import { placeOf } from './checking.ts';
import type { Reviewing } from './checking.ts';

/** Whether what elements describe is declared, and whether what is declared is described by any. */
export function checkObjectClasses(reviewing: Reviewing): void {
  const { elements, objectClasses } = reviewing.pack;
  const byTitle = new Map([...objectClasses.values()].map((one) => [one.title.zh, one]));
  const used = new Set<string>();
  for (const element of elements.values()) {
    const { name, object } = element;
    const declared = byTitle.get(object.zh);
    const at = placeOf(reviewing, element, 'object');
    if (declared === undefined) {
      reviewing.findings.add('unknown-object-class', at, [name], { value: object.zh });
      continue;
    }
    used.add(declared.name);
    if (declared.title.en !== object.en) {
      const params = { value: object.en, other: declared.title.en };
      reviewing.findings.add('other-object-class', at, [name, declared.name], params);
    }
  }
  for (const one of used) {
    const above = objectClasses.get(one)?.partOf; // a set visits what is added to it meanwhile
    if (above) used.add(above);
  }
  for (const one of objectClasses.values()) {
    if (!used.has(one.name))
      reviewing.findings.add('unused-object-class', placeOf(reviewing, one), [one.name]);
  }
}
