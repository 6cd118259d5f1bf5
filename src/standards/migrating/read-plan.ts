import { isAlias, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import { planFinding } from './findings.ts';
import { conversionRules, stepKinds } from './model.ts';
import type { Ground, MigrationPlan, PlanFinding, Step, StepKind } from './model.ts';

/** A migration plan as it was written, or null with what is wrong and where. */
export interface ReadPlan {
  readonly plan: MigrationPlan | null;
  readonly findings: readonly PlanFinding[];
}

const maxLength = 200_000; // UTF-16 units: the codes of the longest list, twice
const maxFields = 200;
const maxCodes = 50_000;
const maxText = 2_000;

/**
 * Reads a plan that an officer wrote as YAML (JSON is YAML). All scalars stay texts, so that the code `01` is not the number 1;
 * anchors and aliases are refused. Never throws.
 */
export function readPlanText(text: string): ReadPlan {
  if (text.length > maxLength)
    return refused(shape('', `至多 ${maxLength} 字`, `at most ${maxLength} characters`));
  const lines = new LineCounter();
  const document = parseDocument(text, { schema: 'failsafe', lineCounter: lines, uniqueKeys: true });
  const at = (offset: number) => planFinding('plan-unreadable', '', { line: lines.linePos(offset).line });
  const [error] = document.errors;
  if (error) return refused(at(error.pos[0]));
  let alias: number | undefined;
  visit(document, (_key, node) => {
    if (isAlias(node) || (isScalar(node) && node.anchor !== undefined)) alias ??= node.range?.[0] ?? 0;
  });
  if (alias !== undefined) return refused(at(alias));
  return readPlan(document.toJS({ maxAliasCount: 0 }));
}

/** Reads a plan from values, as the API carries it: `{ fields: { status: { step: 'map-codes', codes: {…} } } }`. Never throws. */
export function readPlan(value: unknown): ReadPlan {
  const findings: PlanFinding[] = [];
  const written = isMap(value) ? value['fields'] : undefined;
  if (!isMap(value) || !isMap(written))
    return refused(shape('fields', '各字段的步骤', 'the steps of the fields'));
  unknownKeys(value, ['fields'], '', findings);
  const names = Object.keys(written);
  if (names.length > maxFields)
    return refused(shape('fields', `至多 ${maxFields} 项`, `at most ${maxFields} fields`));
  const fields = new Map<string, Step>();
  for (const name of names) {
    if (!/^[a-z][A-Za-z0-9]{0,39}$/.test(name))
      findings.push(shape(`fields.${name.slice(0, 40)}`, '字段名', 'the name of a field'));
    else fields.set(name, readStep(written[name], `fields.${name}`, findings));
  }
  return { plan: findings.length === 0 ? { fields } : null, findings };
}

const keysOf: Readonly<Record<StepKind, readonly string[]>> = {
  convert: ['rule', 'default'],
  'map-codes': ['codes', 'default'],
  default: ['default'],
  rename: ['from', 'rule', 'codes', 'default'],
  drop: ['ground', 'default'],
  keep: ['default'],
};

function readStep(value: unknown, path: string, findings: PlanFinding[]): Step {
  const nothing = { from: null, rule: null, codes: new Map(), fallback: null, ground: null } as const;
  const kind = isMap(value) ? stepKinds.find((one) => one === value['step']) : undefined;
  if (!isMap(value) || kind === undefined) {
    findings.push(shape(`${path}.step`, stepKinds.join('、'), stepKinds.join(', ')));
    return { step: 'keep', ...nothing };
  }
  unknownKeys(value, ['step', ...keysOf[kind]], path, findings);
  const { rule, from, codes, ground } = value;
  const known = conversionRules.find((one) => one === rule) ?? null;
  if (known === null && (kind === 'convert' || (rule ?? null) !== null))
    findings.push(shape(`${path}.rule`, conversionRules.join('、'), conversionRules.join(', ')));
  if (kind === 'rename' && typeof from !== 'string')
    findings.push(shape(`${path}.from`, '原字段名', 'the name of the old field'));
  return {
    step: kind,
    from: typeof from === 'string' ? from : null,
    rule: known,
    codes: readCodes(codes ?? (kind === 'map-codes' ? undefined : {}), `${path}.codes`, findings),
    fallback: readFallback(value['default'], `${path}.default`, findings),
    ground: (ground ?? null) === null ? null : readGround(ground, `${path}.ground`, findings),
  };
}

function readCodes(value: unknown, path: string, findings: PlanFinding[]): ReadonlyMap<string, string> {
  const entries = isMap(value) ? Object.entries(value) : [];
  const isCode = (one: unknown): one is string => typeof one === 'string' && one !== '' && one.length <= 100;
  const good = entries.filter((entry): entry is [string, string] => isCode(entry[0]) && isCode(entry[1]));
  if (!isMap(value) || good.length < entries.length || entries.length > maxCodes)
    findings.push(shape(path, '旧代码到新代码的对照', 'old codes with their new codes'));
  return new Map(good);
}

/** A plain value, or a list of plain ones; whether it fits the field is asked when the field is known. */
function readFallback(value: unknown, path: string, findings: PlanFinding[]): unknown {
  const isPlain = (one: unknown) =>
    (typeof one === 'string' && one.length <= maxText) || typeof one === 'number' || typeof one === 'boolean';
  if (value === undefined || value === null || value === '') return null;
  if (isPlain(value) || (Array.isArray(value) && value.length <= 50 && value.every(isPlain))) return value;
  findings.push(shape(path, '一个值', 'a value'));
  return null;
}

function readGround(value: unknown, path: string, findings: PlanFinding[]): Ground | null {
  const textIn = (key: string): string | null => {
    const one = isMap(value) ? (value[key] ?? null) : undefined;
    const text = typeof one === 'string' ? one.normalize('NFC').trim() : one;
    if (text === null || text === '') return null;
    if (typeof text === 'string' && text.length <= maxText && !/\p{Cc}|\p{Cs}/u.test(text)) return text;
    findings.push(shape(`${path}.${key}`, '文字', 'a text'));
    return null;
  };
  if (isMap(value)) unknownKeys(value, ['basis', 'text'], path, findings);
  const ground = { basis: textIn('basis'), text: textIn('text') };
  return ground.basis === null && ground.text === null ? null : ground;
}

function unknownKeys(
  value: Readonly<Record<string, unknown>>,
  known: readonly string[],
  path: string,
  findings: PlanFinding[],
): void {
  for (const key of Object.keys(value))
    if (!known.includes(key)) findings.push(planFinding('plan-unknown-key', path, { key: key.slice(0, 40) }));
}

function shape(path: string, wanted: string, wantedEn: string): PlanFinding {
  return planFinding('plan-shape', path, { wanted, wantedEn });
}

function refused(...findings: readonly PlanFinding[]): ReadPlan {
  return { plan: null, findings };
}

/** A plain mapping; what it inherits is never read as its own, because keys are asked of it by name only after this. */
function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
