import { placeOf } from './checking.ts';
import type { Reviewing } from './checking.ts';
import type { ReviewCode } from './findings.ts';

/** The code list whose values own resources and fields: the product reads it by this name. */
const branches = 'agency-branch';

/** What nobody uses, and what is used though it is gone. */
export function checkUse(reviewing: Reviewing): void {
  const { elements, qualifiers, codeLists, numberRules, resources } = reviewing.pack;
  const fields = [...resources.values()].flatMap((resource) =>
    resource.fields.map((field) => ({ resource, field })),
  );
  const inUse = new Set(fields.map(({ field }) => field.element));
  unused(reviewing, 'unused-element', elements, inUse);
  unused(reviewing, 'unused-qualifier', qualifiers, new Set(fields.map(({ field }) => field.qualifier)));
  const all = [...elements.values()];
  const lists = new Set<string | null>([branches, ...all.map(({ domain }) => domain.codes)]);
  unused(reviewing, 'unused-code-list', codeLists, lists);
  unused(reviewing, 'unused-number-rule', numberRules, new Set(all.map(({ domain }) => domain.numberRule)));
  for (const { resource, field } of fields) {
    const element = elements.get(field.element ?? '');
    if (element?.status !== 'abolished' && element?.status !== 'rejected') continue;
    const value = `${resource.name}.${field.name}`;
    reviewing.findings.add('abolished-in-use', placeOf(reviewing, field), [value, element.name], { value });
  }
}

function unused(
  reviewing: Reviewing,
  code: ReviewCode,
  declared: ReadonlyMap<string, { readonly name: string }>,
  used: ReadonlySet<string | null>,
): void {
  for (const one of declared.values()) {
    if (!used.has(one.name)) reviewing.findings.add(code, placeOf(reviewing, one), [one.name]);
  }
}
