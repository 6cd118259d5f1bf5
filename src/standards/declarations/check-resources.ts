import { fail, failUnknown, specialOf } from './checks.ts';
import type { Checking } from './checks.ts';
import { limits } from './limits.ts';
import type { DataElement } from './model.ts';
import type { NamedField, WrittenResource } from './read-resources.ts';

/** All checks of resources against the vocabulary and against one another. */
export function checkResources(checking: Checking): void {
  checkOwners(checking);
  for (const resource of checking.all.resources.values()) {
    const fields = new Map(resource.fields.map((field) => [field.name, field]));
    for (const field of resource.fields) {
      checkReferences(checking, resource, field);
      checkProtection(checking, field);
      checkCondition(checking, field, fields);
    }
    checkWhole(checking, resource);
    checkSets(checking, resource, fields);
    checkSubject(checking, resource);
  }
}

/** One use of a data item: a field that states it. */
interface Use {
  readonly resource: WrittenResource;
  readonly field: NamedField;
  readonly element: DataElement;
}

function elementOf(checking: Checking, field: NamedField): DataElement | undefined {
  return field.element === null ? undefined : checking.all.elements.get(field.element);
}

function checkReferences(checking: Checking, resource: WrittenResource, field: NamedField): void {
  const { all, places } = checking;
  if ((field.element === null) === (field.refers === null))
    fail(checking, 'element-or-refers', places.of(field));
  if (field.element !== null && !all.elements.has(field.element))
    failUnknown(checking, 'unknown-element', places.of(field, 'element'), field.element, all.elements);
  if (field.qualifier !== null && !all.qualifiers.has(field.qualifier))
    failUnknown(
      checking,
      'unknown-qualifier',
      places.of(field, 'qualifier'),
      field.qualifier,
      all.qualifiers,
    );
  if (field.refers !== null && !all.resources.has(field.refers))
    failUnknown(checking, 'unknown-resource', places.of(field, 'refers'), field.refers, all.resources);
  if (field.group !== null && !resource.groups.some(({ name }) => name === field.group))
    fail(checking, 'unknown-group', places.of(field, 'group'), { name: field.group });
}

/**
 * One owner, one source. A field can't name another branch than its resource's; and a data item (qualifier + element) that says
 * something of one kind of thing belongs to one field: a second is a copy, and must refer to the first instead. Elements marked
 * `reusable` are types of facts (a date, a status) that each resource states of its own things.
 */
function checkOwners(checking: Checking): void {
  const { places, all } = checking;
  const uses: Use[] = [];
  for (const resource of all.resources.values()) {
    for (const field of resource.fields) {
      if (field.owner !== null && field.owner !== resource.owner)
        fail(checking, 'foreign-owner', places.of(field, 'owner'), {
          field: field.name,
          owner: resource.owner,
        });
      const element = elementOf(checking, field);
      if (element !== undefined && !element.reusable) uses.push({ resource, field, element });
    }
  }
  for (const same of Map.groupBy(
    uses,
    ({ field, element }) => `${field.qualifier ?? ''}+${element.name}`,
  ).values()) {
    if (same.length > 1) refuseCopies(checking, same, uses);
  }
}

/** The owner is the resource that says most about the same kind of thing (the person, not the licence, owns the name). */
function refuseCopies(checking: Checking, same: readonly Use[], uses: readonly Use[]): void {
  const about = ({ resource, element }: Use) =>
    uses.filter((use) => use.resource === resource && use.element.object.zh === element.object.zh).length;
  const [owner, ...copies] = [...same].sort((a, b) => about(b) - about(a));
  if (owner === undefined) return;
  for (const { field, element } of copies) {
    const params = {
      item: element.title.zh,
      resource: owner.resource.resource,
      field: owner.field.name,
      owner: owner.resource.owner,
    };
    fail(checking, 'second-owner', checking.places.of(field), params);
  }
}

function checkProtection(checking: Checking, field: NamedField): void {
  const at = checking.places.of(field);
  const { name } = field;
  const sealed = (what: string, whatEn: string) =>
    fail(checking, 'sealed-conflict', at, { name, what, whatEn });
  if (field.sealed && field.key) sealed('作为主键', 'be a key');
  if (field.sealed && field.refers !== null) sealed('是引用', 'be a reference');
  if (field.sealed && field.many) sealed('多值', 'hold many values');
  if (field.key && field.required === false) fail(checking, 'optional-key', at, { name });
  const kind = elementOf(checking, field)?.format.kind;
  if (field.sealed && kind !== undefined && kind !== 'text') sealed('不是文本', 'be other than a text');
  if (!field.many) return;
  const many = (detail: string, detailEn: string) =>
    fail(checking, 'bad-many', at, { name, detail, detailEn });
  if (field.key) many('主键', 'it is a key');
  if (field.refers !== null) many('引用', 'it is a reference');
  if (kind !== undefined && kind !== 'text') many('不是文本', 'it isn’t a text');
}

function checkCondition(
  checking: Checking,
  field: NamedField,
  fields: ReadonlyMap<string, NamedField>,
): void {
  if (field.when === null) return;
  const at = checking.places.of(field, 'when');
  const other = fields.get(field.when.field);
  const wrong = (detail: string, detailEn: string) => fail(checking, 'bad-when', at, { detail, detailEn });
  if (other === undefined)
    return failUnknown(checking, 'unknown-field', at, field.when.field, [...fields.keys()]);
  if (other === field || other.many || other.sealed || other.refers !== null)
    wrong('该字段不能作条件', 'that field can’t be a condition');
  if (field.required === true || field.key)
    wrong('有条件的字段不能必填', 'a conditional field can’t be required');
  const codes = elementOf(checking, other)?.domain.codes;
  const list = codes === null || codes === undefined ? undefined : checking.all.codeLists.get(codes);
  if (list === undefined) return;
  for (const name of field.when.equals) {
    if (!list.values.some(({ code }) => code === name))
      fail(checking, 'unknown-code', at, { list: list.name, name });
  }
}

function checkWhole(checking: Checking, resource: WrittenResource): void {
  const { places, all } = checking;
  const other = /^(.+)-history$/.exec(resource.resource)?.[1];
  if (other !== undefined && all.resources.has(other))
    fail(checking, 'taken-name', places.of(resource, 'resource'), { name: resource.resource, other });
  if (!resource.fields.some(({ key }) => key)) fail(checking, 'no-key', places.of(resource, 'fields'));
  if (resource.search.length === 0) fail(checking, 'no-search', places.of(resource));
  const { sharing, classification } = resource;
  if (sharing.type === 'none' && sharing.basis.length === 0)
    fail(checking, 'refusal-without-basis', places.of(resource, 'sharing'));
  // Which purposes exist is known only where a pack says so: standards alone may be read without the applications' settings.
  for (const name of all.purposes.size === 0 ? [] : sharing.purposes) {
    if (!all.purposes.has(name))
      failUnknown(checking, 'unknown-purpose', places.of(sharing, 'purposes'), name, all.purposes);
  }
  for (const field of resource.fields) {
    const strictest = elementOf(checking, field)?.grade ?? 0;
    const params = { grade: classification.grade, name: field.name, strictest };
    if (strictest > classification.grade)
      fail(checking, 'grade-too-low', places.of(resource, 'classification'), params);
  }
}

/** Search keys and lists: the only ways to find a record, so what they may name is where the scope is held. */
function checkSets(
  checking: Checking,
  resource: WrittenResource,
  fields: ReadonlyMap<string, NamedField>,
): void {
  for (const field of resource.fields) {
    if (field.key) checkSetField(checking, checking.places.of(field), field.name, fields, 1);
  }
  for (const [kind, sets] of [
    ['search', resource.search],
    ['lists', resource.lists],
  ] as const) {
    for (const set of sets) {
      const at = checking.places.of(set);
      if (set.length === 0 || new Set(set).size !== set.length)
        fail(checking, 'bad-search', at, {
          name: set.join(', '),
          detail: '空或重复',
          detailEn: 'empty or repeated',
        });
      for (const name of set)
        checkSetField(checking, at, name, fields, kind === 'lists' ? Infinity : set.length);
      if (resource.subject !== null && !identifies(checking, kind, set, fields))
        fail(checking, 'not-identifying', at, { name: set.join(', ') });
    }
  }
}

function checkSetField(
  checking: Checking,
  at: ReturnType<Checking['places']['of']>,
  name: string,
  fields: ReadonlyMap<string, NamedField>,
  setSize: number,
): void {
  const field = fields.get(name);
  if (field === undefined) return failUnknown(checking, 'unknown-field', at, name, [...fields.keys()]);
  const element = elementOf(checking, field);
  if (element !== undefined && specialOf(element, checking.all.codeLists) !== null)
    fail(checking, 'forbidden-search', at, { name });
  const wrong = (detail: string, detailEn: string) =>
    fail(checking, 'bad-search', at, { name, detail, detailEn });
  if (field.sealed && setSize > 1)
    fail(checking, 'sealed-conflict', at, {
      name,
      what: '与其他字段一起检索或列表',
      whatEn: 'be searched with others, or listed by',
    });
  if (field.many) wrong('多值', 'it holds many values');
  if (element?.format.kind === 'binary') wrong('二进制', 'it is binary');
  if (field.refers === null) return;
  const target = checking.all.resources.get(field.refers);
  if (target !== undefined && target.fields.filter(({ key }) => key).length !== 1)
    wrong('所引资源的主键不是单一字段', 'the key of its target isn’t one field');
}

/** A search about persons needs something that points at one; a list about persons hangs from one other record. */
function identifies(
  checking: Checking,
  kind: 'search' | 'lists',
  set: readonly string[],
  fields: ReadonlyMap<string, NamedField>,
): boolean {
  return set.some((name) => {
    const field = fields.get(name);
    if (field === undefined || field.refers !== null) return true;
    if (kind === 'lists') return false;
    const element = elementOf(checking, field);
    return element === undefined || (element.format.kind === 'text' && element.domain.codes === null);
  });
}

/** The subject path runs through references to a citizen-number field. */
function checkSubject(checking: Checking, resource: WrittenResource): void {
  if (resource.subject === null) return;
  const at = checking.places.of(resource, 'subject');
  const path = resource.subject;
  const wrong = (detail: string, detailEn: string) =>
    fail(checking, 'bad-subject', at, { path, detail, detailEn });
  const steps = path.split('.');
  if (steps.length > limits.subjectSteps)
    return wrong(`超过 ${limits.subjectSteps} 步`, `more than ${limits.subjectSteps} steps`);
  let current: WrittenResource | undefined = resource;
  for (const [index, step] of steps.entries()) {
    const field: NamedField | undefined = current?.fields.find(({ name }) => name === step);
    if (field === undefined) return wrong(`没有字段“${step}”`, `there is no field “${step}”`);
    if (index < steps.length - 1) {
      if (field.refers === null) return wrong(`“${step}”不是引用`, `“${step}” is no reference`);
      current = checking.all.resources.get(field.refers);
      if (current === undefined) return;
    } else checkLastStep(checking, field, step, wrong);
  }
}

function checkLastStep(
  checking: Checking,
  field: NamedField,
  step: string,
  wrong: (detail: string, detailEn: string) => void,
): void {
  const element = elementOf(checking, field);
  if (element?.domain.rule !== 'citizen_id')
    wrong(`“${step}”不是公民身份号码`, `“${step}” is no citizen number`);
  else if (field.sealed) wrong(`“${step}”是密封字段`, `“${step}” is sealed`);
}
