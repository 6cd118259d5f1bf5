import { now } from '#infrastructure/clock/index.ts';
import { fallbackOf } from '#infrastructure/config/index.ts';
import type { Config } from '#infrastructure/config/index.ts';
import { check, divisionTable, message } from '#standards/identifiers/index.ts';
import { fault } from './errors.ts';

const creditCodeLength = 18;
const names = ['agencyNameZh', 'agencyNameEn'] as const;
type AgencyName = (typeof names)[number];

/** A division that no list has is only a doubt, so none is needed to refuse what can't be a code. */
const noDivisions = divisionTable([]);

/**
 * Makes sure that the agency in whose name every entry is written can be one; outside the demonstration that leaves out
 * the fictional province and its names, which are the settings' fallbacks.
 * @throws Fault node.agency-invalid, node.agency-unnamed
 */
export function requireAgency(config: Pick<Config, 'profile' | 'agency' | AgencyName>): void {
  requireCode(config);
  if (config.profile === 'demo') return;
  for (const key of names) {
    if (config[key] === fallbackOf(key)) throw fault('agency-unnamed', { name: config[key] });
  }
}

function requireCode({ agency, profile }: Pick<Config, 'agency' | 'profile'>): void {
  const kind = agency.length === creditCodeLength ? 'uscc' : 'police_org_code';
  const result = check(kind, agency, { at: now(), profile, divisions: noDivisions });
  if (result.status !== 'error' && result.canonical === agency) return;
  throw fault('agency-invalid', { zh: message(result, 'zh'), en: message(result, 'en') });
}
