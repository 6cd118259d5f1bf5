import { Fault } from '#infrastructure/faults/index.ts';
import type { FaultDetail, Text } from '#infrastructure/faults/index.ts';
import { fault } from './errors.ts';

/** RFC 9457 problem details, with a stable code, what to do, and where in the request the trouble is. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly action?: string;
  readonly traceId: string;
  /** Id of the ledger entry that stands for the refusal, when there is one. */
  readonly receipt?: string;
  readonly errors?: readonly FieldProblem[];
  /** Detail and action in each language, so that a page follows its reader without asking again. */
  readonly texts: { readonly zh: ProblemWords; readonly en: ProblemWords };
}

interface ProblemWords {
  readonly detail: string;
  readonly action?: string;
}

interface FieldProblem {
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
  readonly texts: Text;
}

/** The one place where an error becomes an answer. What is not a Fault says nothing of the inside (control 51). */
export function problemOf(error: unknown, language: 'zh' | 'en', traceId: string): Problem {
  const it = asFault(error);
  const errors = detailsOf(it);
  const texts = { zh: wordsOf(it, 'zh'), en: wordsOf(it, 'en') };
  return {
    type: `urn:minqiao:problem:${it.code}`,
    title: it.text(language),
    status: it.status,
    code: it.code,
    ...texts[language],
    traceId,
    ...(typeof it.params['receipt'] === 'string' ? { receipt: it.params['receipt'] } : {}),
    ...(errors.length === 0 ? {} : { errors: errors.map((one) => fieldProblemOf(one, language)) }),
    texts,
  };
}

function wordsOf(it: Fault, language: 'zh' | 'en'): ProblemWords {
  const action = it.action(language);
  return { detail: it.text(language), ...(action === undefined ? {} : { action }) };
}

function fieldProblemOf({ pointer, code, zh, en }: FaultDetail, language: 'zh' | 'en'): FieldProblem {
  const texts = { zh, en };
  return { pointer, code, message: texts[language], texts };
}

function detailsOf(it: Fault): readonly FaultDetail[] {
  if (it.details.length > 0 || it.pointer === undefined) return it.details;
  return [{ pointer: it.pointer, code: it.code, zh: it.text('zh'), en: it.text('en') }];
}

interface ValidationItem {
  readonly instancePath?: string;
  readonly message?: string;
  readonly keyword?: string;
  readonly params?: Record<string, unknown>;
}

function asFault(error: unknown): Fault {
  if (error instanceof Fault) return error;
  const it = error as { validation?: readonly ValidationItem[]; statusCode?: number; code?: string };
  if (it?.validation)
    return fault('invalid-input', {}, { details: it.validation.map(detailOf), cause: error });
  if (it?.statusCode === 413) return fault('too-large', {}, { cause: error });
  if (it?.statusCode === 415) return fault('unsupported-type', {}, { cause: error });
  if (it?.statusCode === 404) return fault('not-found', {}, { cause: error });
  if (it?.code === 'FST_ERR_BAD_URL') return fault('malformed-address', {}, { cause: error });
  if (it?.statusCode === 400) return fault('unreadable', {}, { cause: error });
  return fault('internal', {}, { cause: error });
}

function detailOf(item: ValidationItem): FaultDetail {
  const extra =
    item.params?.['additionalProperty'] ??
    item.params?.['missingProperty'] ??
    item.params?.['additionalProperties'];
  const pointer =
    typeof extra === 'string' ? `${item.instancePath ?? ''}/${extra}` : (item.instancePath ?? '');
  const keyword = item.keyword ?? 'invalid';
  return { pointer, code: keyword, ...(texts[keyword] ?? { zh: '内容不符合要求', en: 'does not fit' }) };
}

/** A field, or with an empty name the whole, that nobody asked for. */
export function unknownField(name: string): FaultDetail {
  const words = { zh: '不认识的字段', en: 'is not a known field' };
  return { pointer: name === '' ? '' : `/${name}`, code: 'additionalProperties', ...words };
}

/** The keywords of JSON Schema in words for people. */
const texts: Readonly<Record<string, { zh: string; en: string }>> = {
  required: { zh: '必须填写', en: 'is required' },
  additionalProperties: { zh: '不认识的字段', en: 'is not a known field' },
  type: { zh: '类型不对', en: 'has the wrong type' },
  maxLength: { zh: '太长', en: 'is too long' },
  minLength: { zh: '太短', en: 'is too short' },
  pattern: { zh: '格式不对', en: 'has the wrong format' },
  enum: { zh: '不在允许的取值内', en: 'is not one of the allowed values' },
  const: { zh: '不在允许的取值内', en: 'is not one of the allowed values' },
  maximum: { zh: '太大', en: 'is too large' },
  minimum: { zh: '太小', en: 'is too small' },
  minProperties: { zh: '至少填写一项', en: 'needs at least one' },
  minItems: { zh: '太少', en: 'has too few items' },
  maxItems: { zh: '太多', en: 'has too many items' },
  format: { zh: '格式不对', en: 'has the wrong format' },
};
