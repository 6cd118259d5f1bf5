import type { Place, Places } from './decode.ts';
import type { FindingCode, Findings, Params } from './findings.ts';
import type { Collected } from './collect.ts';
import type { CodeList, CodeValue, DataElement, NumberRule, Qualifier, Special } from './model.ts';
import { limits } from './limits.ts';
import { numberLength } from './numbers.ts';

/** What the checks between files work on. */
export interface Checking {
  readonly all: Collected;
  readonly findings: Findings;
  readonly places: Places;
}

export function fail(checking: Checking, code: FindingCode, at: Place, params: Params = {}): void {
  checking.findings.error(code, at.file, at, at.path, params);
}

/** Elements, qualifiers, code lists and number rules: what can be wrong with each beside its shape. */
export function checkVocabulary(checking: Checking): void {
  const { all } = checking;
  const identifiers = new Map<string, string>();
  for (const element of all.elements.values()) {
    checkHonest(checking, element, 'DE');
    checkIdentifier(checking, element, identifiers);
    checkDomain(checking, element);
    checkRelated(checking, element);
  }
  for (const kind of ['derivedFrom', 'composedOf', 'replaces'] as const) {
    const placeOf = (name: string) => checking.places.of(all.elements.get(name)?.relations ?? {});
    checkCircles(checking, all.elements, ({ relations }) => relations[kind], placeOf);
  }
  checkObjectClasses(checking);
  for (const qualifier of all.qualifiers.values()) {
    checkHonest(checking, qualifier, 'DQ');
    checkIdentifier(checking, qualifier, identifiers);
  }
  for (const codeList of all.codeLists.values()) checkCodeList(checking, codeList);
  for (const rule of all.numberRules.values()) checkNumberRule(checking, rule);
}

/** Only a row that was read in the standard may bear its number or the state 标准 (domain.md, "Honesty rule"). */
function checkHonest(checking: Checking, row: DataElement | Qualifier, standardPrefix: string): void {
  const claims = row.identifier.startsWith(standardPrefix) || ('status' in row && row.status === 'standard');
  if (claims && (row.verification !== 'verified' || row.source === null))
    fail(checking, 'not-verified', checking.places.of(row, 'identifier'), { name: row.name });
}

function checkIdentifier(checking: Checking, row: DataElement | Qualifier, seen: Map<string, string>): void {
  const first = seen.get(row.identifier);
  if (first !== undefined) {
    const params = { what: '标识 identifier', name: row.identifier, where: first };
    fail(checking, 'duplicate-name', checking.places.of(row, 'identifier'), params);
  }
  seen.set(row.identifier, row.name);
}

function checkDomain(checking: Checking, element: DataElement): void {
  const { domain, format } = element;
  const at = checking.places.of(element, 'domain');
  const mismatch = (detail: string, detailEn: string) =>
    fail(checking, 'domain-mismatch', at, { detail, detailEn });
  const needsText = [domain.codes, domain.rule, domain.numberRule, domain.pattern].some(
    (part) => part !== null,
  );
  if (needsText && format.kind !== 'text')
    mismatch('代码、规则与正则只用于文本', 'codes, rules and patterns are for texts');
  const limited = domain.minimum !== null || domain.maximum !== null;
  if (limited && format.kind !== 'number')
    mismatch('最小、最大值只用于数值', 'minimum and maximum are for numbers');
  if (domain.minimum !== null && domain.maximum !== null && domain.minimum > domain.maximum)
    mismatch('最小值大于最大值', 'the minimum exceeds the maximum');
  if (domain.codes !== null) checkDomainCodes(checking, element, domain.codes, at);
  if (domain.numberRule === null) return;
  const rule = checking.all.numberRules.get(domain.numberRule);
  if (rule === undefined)
    failUnknown(checking, 'unknown-number-rule', at, domain.numberRule, checking.all.numberRules);
  else if (format.kind === 'text' && (format.max ?? Infinity) < numberLength(rule))
    mismatch(
      `编号长 ${numberLength(rule)}，格式放不下`,
      `numbers have ${numberLength(rule)} characters, more than the format`,
    );
}

function checkRelated(checking: Checking, { relations }: DataElement): void {
  for (const name of Object.values(relations).flat() as string[]) {
    if (!checking.all.elements.has(name))
      failUnknown(checking, 'unknown-element', checking.places.of(relations), name, checking.all.elements);
  }
}

/** Object classes make a tree, and no two have one Chinese title: by it an element names its class. */
function checkObjectClasses(checking: Checking): void {
  const { objectClasses } = checking.all;
  const titles = new Map<string, string>();
  for (const one of objectClasses.values()) {
    const { name, title, partOf } = one;
    const first = titles.get(title.zh);
    if (first !== undefined) {
      const params = { what: '对象类 object class', name: title.zh, where: first };
      fail(checking, 'duplicate-name', checking.places.of(one, 'title'), params);
    }
    titles.set(title.zh, name);
    if (partOf !== null && !objectClasses.has(partOf))
      failUnknown(checking, 'unknown-object-class', checking.places.of(one, 'partOf'), partOf, objectClasses);
  }
  checkCircles(
    checking,
    objectClasses,
    ({ partOf }) => (partOf === null ? [] : [partOf]),
    (name) => checking.places.of(objectClasses.get(name) ?? {}, 'partOf'),
  );
}

/** Nothing is derived from itself, made of itself or part of itself, however long the way round. Linear, without recursion. */
function checkCircles<T>(
  checking: Checking,
  declared: ReadonlyMap<string, T>,
  next: (one: T) => readonly string[],
  placeOf: (name: string) => Place,
): void {
  const done = new Set<string>();
  for (const start of declared.keys()) {
    const way: string[] = [];
    const onWay = new Set<string>();
    const left: { readonly name: string; readonly depth: number }[] = [{ name: start, depth: 0 }];
    for (let step = left.pop(); step !== undefined; step = left.pop()) {
      for (const gone of way.splice(step.depth)) onWay.delete(gone);
      if (onWay.has(step.name)) {
        const circle = [...way.slice(way.indexOf(step.name)), step.name].join(' → ');
        return fail(checking, 'circular-relation', placeOf(step.name), { circle });
      }
      if (done.has(step.name)) continue;
      done.add(step.name);
      way.push(step.name);
      onWay.add(step.name);
      const depth = way.length;
      const one = declared.get(step.name);
      for (const name of one === undefined ? [] : next(one)) left.push({ name, depth });
    }
  }
}

function checkDomainCodes(checking: Checking, element: DataElement, name: string, at: Place): void {
  const list = checking.all.codeLists.get(name);
  if (list === undefined) return failUnknown(checking, 'unknown-codes', at, name, checking.all.codeLists);
  const { format } = element;
  if (format.kind !== 'text') return;
  const misfit = list.values.find(
    ({ code }) => code.length < format.min || code.length > (format.max ?? Infinity),
  );
  if (misfit === undefined) return;
  const detail = `代码 ${misfit.code} 的长度不符合格式`;
  fail(checking, 'domain-mismatch', at, {
    detail,
    detailEn: `the length of code ${misfit.code} doesn’t fit the format`,
  });
}

function checkCodeList(checking: Checking, list: CodeList): void {
  if (list.standard !== null && list.verification !== 'verified')
    fail(checking, 'not-verified', checking.places.of(list, 'standard'), { name: list.name });
  const byCode = new Map<string, CodeValue[]>();
  const wrong = (index: number, code: FindingCode, params?: Params) =>
    fail(checking, code, checking.places.ofRow(list.values, index), params);
  for (const [index, value] of list.values.entries()) {
    if (value.from !== null && value.to !== null && value.to < value.from) wrong(index, 'bad-period');
    const same = byCode.get(value.code);
    if (same === undefined) byCode.set(value.code, [value]);
    else if (same.some((other) => overlap(other, value)))
      wrong(index, 'duplicate-code', { name: value.code });
    else if (same.length < limits.periodsPerCode) same.push(value);
    else wrong(index, 'too-many', { what: '有效期 periods', limit: limits.periodsPerCode });
  }
  for (const [index, { parent }] of list.values.entries()) {
    if (parent !== null && !byCode.has(parent)) wrong(index, 'unknown-parent', { name: parent });
  }
}

function overlap(a: CodeValue, b: CodeValue): boolean {
  const startsBefore = (from: string | null, to: string | null) => from === null || to === null || from <= to;
  return startsBefore(a.from, b.to) && startsBefore(b.from, a.to);
}

function checkNumberRule(checking: Checking, rule: NumberRule): void {
  const { segments, resets } = rule;
  const at = checking.places.of(rule);
  const wrong = (detail: string, detailEn: string) => fail(checking, 'bad-rule', at, { detail, detailEn });
  if (segments.filter(({ kind }) => kind === 'sequence').length !== 1)
    wrong('应有一个顺序段', 'one sequence is needed');
  const check = segments.findIndex(({ kind }) => kind === 'check');
  if (check >= 0 && check !== segments.length - 1) wrong('校验段应在末尾', 'the check stands last');
  const last = segments[check];
  if (
    last?.kind === 'check' &&
    last.method === 'mod-11-2' &&
    segments.some((one) => one.kind === 'literal' && /[^0-9]/.test(one.text))
  )
    wrong('mod-11-2 只能校验数字', 'mod-11-2 checks digits only');
  if (
    last?.kind === 'check' &&
    last.method === 'mod-37-36' &&
    segments.some((one) => one.kind === 'literal' && one.text.includes('-'))
  )
    wrong('mod-37-36 不能校验连字符', 'mod-37-36 can’t check a hyphen');
  const dates = segments.filter((one) => one.kind === 'date');
  if (resets === 'daily' && !dates.some(({ form }) => form === 'yyyymmdd'))
    wrong('按日重新编号需要日期段', 'a daily reset needs the day');
  if (resets === 'yearly' && dates.length === 0)
    wrong('按年重新编号需要日期段', 'a yearly reset needs the year');
  if (numberLength(rule) > 40) wrong('编号超过 40 位', 'the number exceeds 40 characters');
}

/** Reports a name that isn't declared, with the nearest that is. */
export function failUnknown(
  checking: Checking,
  code: FindingCode,
  at: Place,
  name: string,
  known: ReadonlyMap<string, unknown> | readonly string[],
): void {
  const near = nearest(
    name,
    Array.isArray(known) ? known : [...(known as ReadonlyMap<string, unknown>).keys()],
  );
  const hint = near === null ? '先声明它' : `是否指“${near}”？否则先声明它`;
  const hintEn = near === null ? 'declare it first' : `did you mean “${near}”? otherwise declare it first`;
  fail(checking, code, at, { name, hint, hintEn });
}

/** The known name closest to `name` by shared letter pairs; null when none is close. Linear, so hostile names cost nothing. */
function nearest(name: string, known: readonly string[]): string | null {
  const pairs = (text: string) =>
    new Set(Array.from(text.toLowerCase(), (_, index) => text.toLowerCase().slice(index, index + 2)));
  const own = pairs(name.slice(0, 60));
  let best: { name: string; score: number } | null = null;
  for (const candidate of known) {
    const theirs = pairs(candidate);
    const shared = [...own].filter((pair) => theirs.has(pair)).length;
    const score = (2 * shared) / (own.size + theirs.size);
    if (score > (best?.score ?? 0.5)) best = { name: candidate, score };
  }
  return best?.name ?? null;
}

const specialTitles: readonly (readonly [Special, RegExp])[] = [
  ['ethnicity', /民族|族别|ethnic|nationality group|\brace\b/i],
  ['religion', /宗教|信仰|教派|religio|\bfaith\b/i],
  ['politics', /政治面貌|党派|党员|political|party member/i],
];

/** Whether an element states ethnicity, religion or political status: by its mark, its code list's mark, or its own words. */
export function specialOf(element: DataElement, codeLists: ReadonlyMap<string, CodeList>): Special | null {
  const list = element.domain.codes === null ? undefined : codeLists.get(element.domain.codes);
  const marked = element.special ?? list?.special ?? null;
  if (marked !== null) return marked;
  const named = [element, list].flatMap((one) => (one === undefined ? [] : [one.title.zh, one.title.en]));
  const all = [...named, element.property.zh, element.property.en].join('\n');
  return specialTitles.find(([, words]) => words.test(all))?.[0] ?? null;
}
