import { codesOn, dayInChina, deepFreeze, numberPattern } from '../declarations/index.ts';
import type {
  CodeValue,
  Condition,
  DataElement,
  Field,
  IdentifierKind,
  NumberRule,
  Pack,
  Resource,
  Words,
} from '../declarations/index.ts';
import type { Format } from '../formats/index.ts';
import { elementOf } from './table.ts';

/** What a value of one field must be. Everything `validate` needs, as data. */
export interface FieldRule {
  readonly field: string;
  readonly title: Words;
  readonly required: boolean;
  readonly many: boolean;
  /** The resource that a reference points at; then the value is a record id and the rest is null. */
  readonly refers: string | null;
  readonly format: Format | null;
  readonly pattern: string | null;
  readonly minimum: number | null;
  readonly maximum: number | null;
  readonly codes: { readonly list: string; readonly values: readonly CodePeriod[] } | null;
  readonly identifier: IdentifierKind | null;
  readonly numberRule: NumberRule | null;
  readonly when: Condition | null;
}
export type CodePeriod = Pick<CodeValue, 'code' | 'from' | 'to'>;

export interface ValidatorPlan {
  readonly resource: string;
  readonly fields: readonly FieldRule[];
  /** JSON Schema 2020-12 of a record's values when it is created. */
  readonly schema: JsonSchema;
}

/** A JSON Schema object; the plan uses a small part of the vocabulary. */
export type JsonSchema = { readonly [keyword: string]: unknown };

/** Longest list of codes that a schema spells out; a longer one is named (`x-codes`) and checked by `validate` alone. */
export const maxEnum = 500;
/** Values that one many-valued field may hold. */
export const maxMany = 50;

export function planValidator(resource: Resource, pack: Pack, at: Date): ValidatorPlan {
  const fields = resource.fields.map((field) => ruleOf(field, pack));
  const on = dayInChina(at);
  const properties = Object.fromEntries(
    resource.fields.map((field, index) => [
      field.name,
      describe(field, propertySchema(fields[index] as FieldRule, pack, on)),
    ]),
  );
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    title: resource.title.zh,
    'x-title-en': resource.title.en,
    properties,
    required: resource.fields.filter(({ required }) => required).map(({ name }) => name),
    additionalProperties: false,
  };
  return deepFreeze({ resource: resource.name, fields, schema });
}

function ruleOf(field: Field, pack: Pack): FieldRule {
  const { name, title, required, many, refers, when } = field;
  const common = { field: name, title, required, many, refers, when };
  if (refers !== null) {
    const nothing = {
      format: null,
      pattern: null,
      minimum: null,
      maximum: null,
      codes: null,
      identifier: null,
      numberRule: null,
    };
    return { ...common, ...nothing };
  }
  return { ...common, ...ruleOfElement(elementOf(field, pack), pack) };
}

/** What an element alone demands of a value, whichever field it stands in. */
export function ruleOfElement(
  { format, domain }: DataElement,
  pack: Pick<Pack, 'codeLists' | 'numberRules'>,
): Pick<FieldRule, 'format' | 'pattern' | 'minimum' | 'maximum' | 'codes' | 'identifier' | 'numberRule'> {
  const list = domain.codes === null ? undefined : pack.codeLists.get(domain.codes);
  const values = list?.values.map(({ code, from, to }) => ({ code, from, to }));
  return {
    format,
    pattern: domain.pattern,
    minimum: domain.minimum,
    maximum: domain.maximum,
    codes: list === undefined || values === undefined ? null : { list: list.name, values },
    identifier: domain.rule,
    numberRule: domain.numberRule === null ? null : (pack.numberRules.get(domain.numberRule) ?? null),
  };
}

function describe(field: Field, schema: JsonSchema): JsonSchema {
  return { title: field.title.zh, 'x-title-en': field.title.en, ...schema };
}

function propertySchema(rule: FieldRule, pack: Pack, on: string): JsonSchema {
  if (rule.refers !== null)
    return nullable(rule, { type: 'string', format: 'uuid', pattern: uuidPattern, 'x-refers': rule.refers });
  const one = valueSchema(rule, pack, on);
  if (!rule.many) return nullable(rule, one);
  const list = {
    type: 'array',
    items: one,
    uniqueItems: true,
    maxItems: maxMany,
    ...(rule.required ? { minItems: 1 } : {}),
  };
  return nullable(rule, list);
}

/** What isn't required may also be given as null: that clears it. */
function nullable(rule: FieldRule, schema: JsonSchema): JsonSchema {
  return rule.required ? schema : { ...schema, type: [schema['type'], 'null'], ...nullInEnum(schema) };
}

function nullInEnum(schema: JsonSchema): JsonSchema {
  return Array.isArray(schema['enum']) ? { enum: [...(schema['enum'] as unknown[]), null] } : {};
}

const uuidPattern = '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$';

function valueSchema(rule: FieldRule, pack: Pack, on: string): JsonSchema {
  const format = rule.format as Format;
  switch (format.kind) {
    case 'text':
      return textSchema(rule, format, pack, on);
    case 'number':
      return numberSchema(rule, format);
    case 'date':
      return { type: 'string', ...dateSchemas[format.precision] };
    case 'datetime':
      return { type: 'string', format: 'date-time' };
    case 'time':
      return { type: 'string', pattern: timePatterns[format.precision] };
    case 'boolean':
      return { type: 'boolean' };
    case 'binary':
      return {
        type: 'string',
        contentEncoding: 'base64',
        ...(format.media === null ? {} : { 'x-media': format.media }),
      };
  }
}

const dateSchemas = {
  day: { format: 'date' },
  month: { pattern: '^[0-9]{4}-(0[1-9]|1[0-2])$' },
  year: { pattern: '^[0-9]{4}$' },
} as const;
export const timePatterns = {
  hour: '^([01][0-9]|2[0-3])$',
  minute: '^([01][0-9]|2[0-3]):[0-5][0-9]$',
  second: '^([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]$',
} as const;

type TextFormat = Extract<Format, { kind: 'text' }>;
type NumberFormat = Extract<Format, { kind: 'number' }>;

function textSchema(rule: FieldRule, format: TextFormat, pack: Pack, on: string): JsonSchema {
  const base = {
    type: 'string',
    minLength: Math.max(1, format.min),
    ...(format.max === null ? {} : { maxLength: format.max }),
  };
  const identifier = rule.identifier === null ? {} : { 'x-identifier': rule.identifier };
  const pattern = textPattern(rule, format);
  const shape = { ...base, ...(pattern === null ? {} : { pattern: `^(?:${pattern})$` }), ...identifier };
  if (rule.codes === null) return shape;
  const list = pack.codeLists.get(rule.codes.list);
  const codes = list === undefined ? [] : [...new Set(codesOn(list, on).map(({ code }) => code))];
  const named = { ...shape, 'x-codes': rule.codes.list };
  return codes.length > maxEnum ? named : { ...named, enum: codes };
}

const charsets = { any: null, alphanumeric: '[0-9A-Za-z]', letters: '[A-Za-z]', digits: '[0-9]' } as const;

/** The pattern of a text, without anchors: the domain's own, its number rule's, or its charset's. */
export function textPattern(rule: FieldRule, format: TextFormat): string | null {
  if (rule.pattern !== null) return rule.pattern;
  if (rule.numberRule !== null) return numberPattern(rule.numberRule);
  const charset = charsets[format.charset];
  return charset === null ? null : `${charset}{${format.min},${format.max ?? ''}}`;
}

/** Digits that a JSON number carries exactly; longer decimals travel as texts. */
export const exactDigits = 15;

export function travelsAsText(format: NumberFormat): boolean {
  return format.digits !== null && format.digits > exactDigits;
}

function numberSchema(rule: FieldRule, format: NumberFormat): JsonSchema {
  if (travelsAsText(format))
    return { type: 'string', pattern: `^-?[0-9]{1,${format.digits}}(\\.[0-9]{1,${format.scale || 1}})?$` };
  const whole = isWhole(format);
  const limit = format.digits === null ? null : 10 ** (format.digits - format.scale);
  const low = rule.minimum ?? (limit === null ? null : -limit);
  const high = rule.maximum ?? (limit === null ? null : limit);
  const bounds = {
    ...(low === null ? {} : rule.minimum === null ? { exclusiveMinimum: low } : { minimum: low }),
    ...(high === null ? {} : rule.maximum === null ? { exclusiveMaximum: high } : { maximum: high }),
  };
  return { type: whole ? 'integer' : 'number', ...bounds, ...(whole ? {} : { 'x-scale': format.scale }) };
}

export function isWhole(format: NumberFormat): boolean {
  return format.flavour === 'integer' || (format.digits !== null && format.scale === 0);
}
