import type { FieldFinding } from './check-field.ts';

/** How identifiers are put into form and checked. `web/officer/identifier-rules.ts` brings the real ones. */
export interface IdentifierRules {
  readonly normalise: (kind: string, typed: string) => string;
  readonly check: (kind: string, value: string) => FieldFinding | undefined;
}

let rules: IdentifierRules | undefined;

/** Sets the rules in force: they come after the first view, because the tables of divisions are large. */
export function setIdentifierRules(next: IdentifierRules): void {
  rules = next;
}

/** Checks by the rules in force; before they have come nothing is said here, and the server checks anyway. */
export const checkIdentifier: IdentifierRules['check'] = (kind, value) => rules?.check(kind, value);

/** What was typed in its proper form: capitals, no outer blanks, no separators that cards print. */
export const normaliseIdentifier: IdentifierRules['normalise'] = (kind, typed) =>
  rules?.normalise(kind, typed) ?? typed.trim();
