import { checker, divisionTable, message } from '#standards/identifiers/index.ts';
import type { Profile } from '#standards/identifiers/index.ts';

/** A division that no list has is a doubt and no refusal (GA/T 380 codes outlive divisions), so none is loaded. */
const divisions = divisionTable([]);

/** Says what is wrong with a code of a police organisation, or undefined. */
export function codeChecker(
  profile: Profile,
  at: Date,
): (code: string) => { zh: string; en: string } | undefined {
  const check = checker('police_org_code', { at, profile, divisions });
  return (code) => {
    const result = check(code);
    return result.status === 'error' ? { zh: message(result, 'zh'), en: message(result, 'en') } : undefined;
  };
}
