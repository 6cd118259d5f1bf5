import { Type } from 'typebox';
import type { Static } from 'typebox';

/** Wire shapes of what the decision point shows of itself. */
const words = Type.Object({ zh: Type.String(), en: Type.String() });

export const PolicyWire = Type.Object({
  id: Type.String(),
  title: words,
  effect: Type.Union([Type.Literal('permit'), Type.Literal('forbid')]),
  file: Type.String(),
  /** What it rests on (`@basis`). */
  basis: Type.Array(Type.Object({ citation: Type.String(), title: words })),
  text: Type.String(),
});
export type PolicyWire = Static<typeof PolicyWire>;

export const PolicySetWire = Type.Object({
  version: Type.Integer(),
  digest: Type.String(),
  signature: Type.String(),
  publishedAt: Type.String(),
  publishedBy: Type.String(),
});

export const BudgetWire = Type.Object({
  name: Type.String(),
  title: words,
  per: Type.String(),
  unit: Type.String(),
  windowSeconds: Type.Integer(),
  maximum: Type.Number(),
});

export type PolicySetWire = Static<typeof PolicySetWire>;
export type BudgetWire = Static<typeof BudgetWire>;

export const effectWords = {
  permit: { zh: '允许', en: 'Permits' },
  forbid: { zh: '禁止', en: 'Forbids' },
};
/** By what a budget counts. */
export const perWords = {
  officer: { zh: '民警', en: 'officer' },
  purpose: { zh: '事由', en: 'purpose' },
  agency: { zh: '本机关', en: 'agency' },
  subject: { zh: '当事人', en: 'person concerned' },
};
export const unitWords = {
  reads: { zh: '次查询', en: 'look-ups' },
  records: { zh: '条记录', en: 'records' },
};
