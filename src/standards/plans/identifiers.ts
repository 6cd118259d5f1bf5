import { check, message } from '../identifiers/index.ts';
import type { Reference } from '../identifiers/index.ts';
import type { IdentifierCheck } from './validate.ts';

/** The identifier rules as `validate` asks for them: bound to a profile and to the tables of divisions. */
export function identifierCheckFor(reference: Omit<Reference, 'at'>): IdentifierCheck {
  return (kind, value, at) => {
    const result = check(kind, value, { ...reference, at });
    const { status, canonical } = result;
    return { status, canonical, zh: message(result, 'zh'), en: message(result, 'en') };
  };
}
