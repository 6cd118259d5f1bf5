import { fail, failUnknown } from './checks.ts';
import type { Checking } from './checks.ts';
import type { Place } from './decode.ts';
import { declaredRules, qualityParts } from './quality-model.ts';
import type { QualityOperand, QualityRule, QualityTest } from './quality-model.ts';
import type { NamedField, WrittenResource } from './read-resources.ts';

/** Quality rules against the resources that they are about: a name that nobody declares would never find anything. */
export function checkQuality(checking: Checking): void {
  const { all, places } = checking;
  for (const rule of all.qualityRules.values()) checkRule(checking, rule);
  for (const settings of all.qualitySettings.values()) {
    for (const name of settings.notInFuture) {
      if (!all.elements.has(name))
        failUnknown(checking, 'unknown-element', places.of(settings, 'notInFuture'), name, all.elements);
    }
  }
}

function checkRule(checking: Checking, rule: QualityRule): void {
  const { all, places } = checking;
  const resource = all.resources.get(rule.resource);
  if (!resource)
    return failUnknown(
      checking,
      'unknown-resource',
      places.of(rule, 'resource'),
      rule.resource,
      all.resources,
    );
  if (!fieldOf(resource, rule.field))
    failUnknown(checking, 'unknown-field', places.of(rule, 'field'), rule.field, namesOf(resource));
  if ((declaredRules as readonly string[]).includes(rule.name))
    fail(checking, 'bad-quality', places.of(rule), {
      detail: '名称已保留',
      detailEn: 'the name is reserved',
    });
  if (rule.when) checkTest({ checking, resource, at: places.of(rule, 'when') }, rule.when);
  checkTest({ checking, resource, at: places.of(rule, 'require') }, rule.require);
}

interface At {
  readonly checking: Checking;
  readonly resource: WrittenResource;
  readonly at: Place;
}

function checkTest(at: At, test: QualityTest): void {
  switch (test.kind) {
    case 'all':
    case 'any':
      return test.of.forEach((one) => checkTest(at, one));
    case 'not':
      return checkTest(at, test.of);
    case 'in':
      return checkValues(at, test.values, typeOf(at, test.of));
    case 'exists':
      return void typeOf(at, test.of);
    case 'equal':
      return checkAlike(at, typeOf(at, test.left), typeOf(at, test.right));
    case 'before':
    case 'not-after':
      return checkOrdered(at, [typeOf(at, test.left), typeOf(at, test.right)]);
  }
}

/** What a value is: how it compares, and the codes that it may be. */
interface ValueType {
  readonly kind: string;
  readonly codes: string | null;
}

function wrong({ checking, at }: At, detail: string, detailEn: string): undefined {
  fail(checking, 'bad-quality', at, { detail, detailEn });
  return undefined;
}

/** The type of an operand, after its way was followed; undefined when something is wrong, which is then said. */
function typeOf(at: At, operand: QualityOperand): ValueType | undefined {
  if (operand.kind === 'today') return { kind: 'date', codes: null };
  const field = followed(at, operand.path);
  if (!field) return undefined;
  const name = operand.path.join('.');
  if (field.sealed || field.many)
    return wrong(at, `“${name}”加密或多值，不能比较`, `“${name}” is sealed or holds many values`);
  const element = at.checking.all.elements.get(field.element ?? '');
  const kind = field.refers !== null ? 'reference' : (element?.format.kind ?? 'text');
  if (operand.part !== null) {
    const known = qualityParts[element?.domain.rule ?? ''] ?? [];
    if (!known.includes(operand.part))
      return wrong(
        at,
        `“${name}”没有“${operand.part}”这一部分（可用：${known.join('、') || '无'}）`,
        `“${name}” has no part “${operand.part}” (there are: ${known.join(', ') || 'none'})`,
      );
    return { kind: operand.part.endsWith('Date') ? 'date' : 'text', codes: null };
  }
  if (operand.years !== 0 && kind !== 'date')
    return wrong(at, '只有日期可以加年', 'years are added to dates');
  return { kind, codes: element?.domain.codes ?? null };
}

/** The field at the end of a way through references. */
function followed({ checking, resource, at }: At, path: readonly string[]): NamedField | undefined {
  let current: WrittenResource = resource;
  for (const [index, step] of path.entries()) {
    const field = fieldOf(current, step);
    if (!field) {
      failUnknown(checking, 'unknown-field', at, step, namesOf(current));
      return undefined;
    }
    if (index === path.length - 1) return field;
    const target = checking.all.resources.get(field.refers ?? '');
    if (!target) return wrong({ checking, resource, at }, `“${step}”不是引用`, `“${step}” is no reference`);
    current = target;
  }
  return undefined;
}

function checkValues(at: At, values: readonly string[], type: ValueType | undefined): void {
  const { codeLists } = at.checking.all;
  const list = type && type.codes !== null ? codeLists.get(type.codes) : undefined;
  if (!list) return;
  for (const name of values) {
    if (!list.values.some(({ code }) => code === name))
      fail(at.checking, 'unknown-code', at.at, { list: list.name, name });
  }
}

function checkAlike(at: At, left: ValueType | undefined, right: ValueType | undefined): void {
  if (left && right && left.kind !== right.kind)
    wrong(at, `${left.kind} 与 ${right.kind} 不能比较`, `${left.kind} and ${right.kind} can’t be compared`);
}

function checkOrdered(at: At, types: readonly (ValueType | undefined)[]): void {
  checkAlike(at, types[0], types[1]);
  const odd = types.find((type) => type && !['date', 'datetime', 'number'].includes(type.kind));
  if (odd) wrong(at, `${odd.kind} 没有先后`, `${odd.kind} has no order`);
}

function fieldOf({ fields }: WrittenResource, name: string): NamedField | undefined {
  return fields.find((field) => field.name === name);
}

function namesOf({ fields }: WrittenResource): readonly string[] {
  return fields.map(({ name }) => name);
}
