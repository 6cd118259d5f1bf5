import { isoDate } from './population/calendar.ts';
import type { World } from './population/world.ts';

/** A police organisation as the registry of codes and the identity module need it. */
export interface PoliceOrganisation {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly parent: string | null;
  readonly shortName: string;
  readonly kind: string;
  readonly level: string;
  readonly branch: string;
  /** YYYY-MM-DD. */
  readonly establishedOn: string;
}

/** The tree of police organisations, parents first. */
export function policeOrganisations(world: World): readonly PoliceOrganisation[] {
  return world.police.units.map(({ code, name, nameEn, parent, shortName, kind, level, branch }) => ({
    code,
    name,
    nameEn,
    parent: parent?.code ?? null,
    shortName,
    kind,
    level,
    branch,
    establishedOn: isoDate(world.settings.systemSince),
  }));
}
