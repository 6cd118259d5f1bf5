import { fail, failUnknown } from './checks.ts';
import type { Checking } from './checks.ts';
import { describe } from './collect.ts';
import { limits } from './limits.ts';
import type { CodeListExtension } from './model.ts';
import type { WrittenExtension } from './read-extensions.ts';

/**
 * Puts extensions to what they extend: from here on a list or a resource is what its publisher and whoever extended it declare
 * together. An extension only adds: what stands in the original under the same name is a conflict, never replaced.
 */
export function extendAll(checking: Checking): void {
  const { codeListExtensions, resourceExtensions } = checking.all;
  for (const extension of codeListExtensions.values()) extendCodeList(checking, extension);
  for (const extension of resourceExtensions.values()) extendResource(checking, extension);
}

function extendCodeList(checking: Checking, extension: CodeListExtension): void {
  const { all, places } = checking;
  const base = all.codeLists.get(extension.extends);
  if (base === undefined) {
    const at = places.of(extension, 'extends');
    return failUnknown(checking, 'unknown-codes', at, extension.extends, all.codeLists);
  }
  const known = new Map(base.values.map(({ code }, index) => [code, index]));
  for (const [index, { code }] of extension.values.entries()) {
    const found = known.get(code);
    if (found === undefined) continue;
    const where = describe(places.ofRow(base.values, found));
    const params = { name: code, of: base.name, where };
    fail(checking, 'extension-conflict', places.ofRow(extension.values, index), params);
  }
  const values = [...base.values, ...extension.values];
  const extended = { ...base, values };
  places.set(extended, places.of(base));
  const first = base.values.length;
  places.setRows(values, (index) =>
    index < first ? places.ofRow(base.values, index) : places.ofRow(extension.values, index - first),
  );
  all.codeLists.set(base.name, extended);
}

function extendResource(checking: Checking, extension: WrittenExtension): void {
  const { all, places } = checking;
  const base = all.resources.get(extension.extends);
  if (base === undefined) {
    const at = places.of(extension, 'extends');
    return failUnknown(checking, 'unknown-resource', at, extension.extends, all.resources);
  }
  const known = new Map(base.fields.map((field) => [field.name, field]));
  for (const field of extension.fields) {
    const { name } = field;
    const at = places.of(field);
    const found = known.get(name);
    if (found !== undefined)
      fail(checking, 'extension-conflict', at, {
        name,
        of: base.resource,
        where: describe(places.of(found)),
      });
    if (field.key || field.required === true) fail(checking, 'extension-demands', at, { name });
  }
  const fields = [...base.fields, ...extension.fields.filter(({ name }) => !known.has(name))];
  if (fields.length > limits.fieldsPerResource) {
    const params = { what: '字段 fields', limit: limits.fieldsPerResource };
    return fail(checking, 'too-many', places.of(extension, 'fields'), params);
  }
  const extended = { ...base, fields };
  places.set(extended, places.of(base));
  all.resources.set(base.resource, extended);
}
