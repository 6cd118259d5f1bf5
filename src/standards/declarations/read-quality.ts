import {
  complain,
  derive,
  fieldName,
  list,
  named,
  number,
  oneOf,
  optional,
  otherwise,
  record,
  required,
  slug,
  text,
  words,
} from './decode.ts';
import type { Decode } from './decode.ts';
import { limits } from './limits.ts';
import { declaredRules, qualitySeverities } from './quality-model.ts';
import type {
  DeclaredRule,
  QualityGravity,
  QualityOperand,
  QualityRule,
  QualitySettings,
  QualityTest,
} from './quality-model.ts';

const operandPattern =
  /^(?<path>[a-z][A-Za-z0-9]{0,39}(?:\.[a-z][A-Za-z0-9]{0,39}){0,3})(?::(?<part>[a-z][A-Za-z0-9]{0,39}))?(?: (?<sign>[+-]) (?<years>[0-9]{1,3}) years)?$/;

/** `birthDate`, `household.status`, `citizenNumber:birthDate`, `birthDate + 18 years`, `today`. */
const operand: Decode<QualityOperand> = (tree, path, reading) => {
  const written = text(tree, path, reading);
  if (written === undefined) return undefined;
  if (written === 'today') return { kind: 'today' };
  const found = operandPattern.exec(written)?.groups;
  const steps = found?.['path']?.split('.') ?? [];
  if (!found || steps.some((step) => step in {}))
    return complain(reading, 'bad-text', tree, path, {
      wanted: '写作 birthDate、household.status、citizenNumber:birthDate、birthDate + 18 years 或 today',
      wantedEn: 'write birthDate, household.status, citizenNumber:birthDate, birthDate + 18 years or today',
    });
  const years = Number(found['years'] ?? 0) * (found['sign'] === '-' ? -1 : 1);
  return { kind: 'field', path: steps, part: found['part'] ?? null, years };
};

function pair(kind: 'equal' | 'before' | 'not-after'): Decode<QualityTest> {
  return (tree, path, reading) => {
    const values = list(operand, 2)(tree, path, reading);
    const [left, right] = values ?? [];
    if (values === undefined || (left && right)) return left && right && { kind, left, right };
    return complain(reading, 'wrong-shape', tree, path, {
      wanted: '两项，如 [validFrom, validTo]',
      wantedEn: 'two operands such as [validFrom, validTo]',
    });
  };
}

const among: Decode<QualityTest> = derive(
  record<{ of: QualityOperand; values: readonly string[] }>({
    of: required(operand),
    values: required(list(text, limits.entries)),
  }),
  ({ of, values }): QualityTest => ({ kind: 'in', of, values }),
);

const several =
  (kind: 'all' | 'any'): Decode<QualityTest> =>
  (tree, path, reading) => {
    const of = list(qualityTest, limits.ruleTests)(tree, path, reading);
    return of && { kind, of };
  };

const tests: Readonly<Record<string, Decode<QualityTest>>> = {
  equal: pair('equal'),
  before: pair('before'),
  'not-after': pair('not-after'),
  in: among,
  exists: (tree, path, reading) => {
    const of = operand(tree, path, reading);
    return of && { kind: 'exists', of };
  },
  all: several('all'),
  any: several('any'),
  not: (tree, path, reading) => {
    const of = qualityTest(tree, path, reading);
    return of && { kind: 'not', of };
  },
};

/** One key, which says what is tested. Depth is bounded by that of the file. */
function qualityTest(...[tree, path, reading]: Parameters<Decode<QualityTest>>): QualityTest | undefined {
  const [entry, more] = tree.kind === 'map' ? tree.entries : [];
  if (!entry || more !== undefined)
    return complain(reading, 'wrong-shape', tree, path, {
      wanted: `一项判断：${Object.keys(tests).join('、')}`,
      wantedEn: `one test: ${Object.keys(tests).join(', ')}`,
    });
  const decode = Object.hasOwn(tests, entry.key) ? tests[entry.key] : undefined;
  if (decode) return decode(entry.value, `${path}.${entry.key}`, reading);
  return complain(reading, 'unknown-key', entry, path, {
    key: entry.key,
    known: Object.keys(tests).join(', '),
  });
}

const gravityShape = {
  severity: required(oneOf(qualitySeverities)),
  weight: otherwise(number(0, 100), 0),
};
const gravity = record<QualityGravity>(gravityShape);

const ruleShape = record<Omit<QualityRule, 'name'>>({
  resource: required(slug),
  field: required(fieldName),
  title: required(words),
  ...gravityShape,
  when: optional(qualityTest),
  require: required(qualityTest),
});

const settingsShape = record<Omit<QualitySettings, 'name'>>({
  status: required(oneOf(['draft', 'adopted'])),
  purpose: required(
    record<QualitySettings['purpose']>({ title: required(words), reference: required(words) }),
  ),
  correction: required(
    record<QualitySettings['correction']>({
      answerWorkingDays: required(number(1, 100)),
      toldDays: required(number(1, 3650)),
      mostOpen: required(number(1, 1000)),
    }),
  ),
  runs: required(
    record<QualitySettings['runs']>({
      everyHours: required(number(1, 8760)),
      mostFindingsPerRule: required(number(1, 100_000)),
    }),
  ),
  declared: required(
    record<QualitySettings['declared']>(
      Object.fromEntries(declaredRules.map((name) => [name, required(gravity)])) as Record<
        DeclaredRule,
        ReturnType<typeof required<QualityGravity>>
      >,
    ),
  ),
  notInFuture: otherwise(list(slug, limits.entries), []),
});

/** What one `quality.yaml` holds; a pack may have rules alone. */
export interface QualityFile {
  readonly settings: QualitySettings | null;
  readonly rules: readonly QualityRule[];
}

/** `quality.yaml`. */
export const qualityFile = record<QualityFile>({
  settings: optional(derive(settingsShape, (value): QualitySettings => ({ name: 'settings', ...value }))),
  rules: otherwise(
    named(slug, (name) => derive(ruleShape, (value): QualityRule => ({ name, ...value })), limits.entries),
    [],
  ),
});
