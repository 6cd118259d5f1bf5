import {
  check,
  divisionTable,
  kinds,
  message,
  normalise,
  parseDivisions,
  type Kind,
} from '#standards/identifiers/index.ts';
import real from '../../packs/divisions/current.csv?raw';
import past from '../../packs/divisions/history.csv?raw';
import fictional from '../../packs/demo/divisions/divisions.csv?raw';
import { nowMs } from '../core/clock.ts';
import type { IdentifierRules } from '../kit/form/identifier-check.ts';

/** The rules of #standards/identifiers with the divisions as shipped: the same that the server applies. */
export function identifierRules(profile: 'demo' | 'production'): IdentifierRules {
  const files = profile === 'demo' ? [past, real, fictional] : [past, real];
  const divisions = divisionTable(files.flatMap(parseDivisions));
  return {
    normalise: (kind, typed) => (isKind(kind) ? normalise(kind, typed) : typed.trim()),
    check(kind, value) {
      if (!isKind(kind)) return undefined;
      const result = check(kind, value, { at: new Date(nowMs()), profile, divisions });
      return { severity: result.status, message: { zh: message(result, 'zh'), en: message(result, 'en') } };
    },
  };
}

function isKind(kind: string): kind is Kind {
  return (kinds as readonly string[]).includes(kind);
}
