import type { IdentifierCheck } from './check-field.ts';

let check: IdentifierCheck = () => undefined;

/** Sets how identifiers are checked (the officers' shell does so with #standards/identifiers). */
export function setIdentifierRules(rules: IdentifierCheck): void {
  check = rules;
}

/** Checks by the rules in force; before they are loaded nothing is said, the server still checks. */
export const checkIdentifier: IdentifierCheck = (kind, value, language) => check(kind, value, language);
