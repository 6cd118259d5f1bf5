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

export const PoliciesWire = Type.Object({
  inForce: PolicySetWire,
  policies: Type.Array(PolicyWire),
  budgets: Type.Array(BudgetWire),
  versions: Type.Array(PolicySetWire),
});
export type PoliciesWire = Static<typeof PoliciesWire>;
