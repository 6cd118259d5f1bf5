import type { World } from './population/world.ts';

/** A police organisation as the identity module needs it. */
export interface PoliceOrganisation {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly parent: string | null;
}

/** The tree of police organisations, parents first. */
export function policeOrganisations(world: World): readonly PoliceOrganisation[] {
  return world.police.units.map(({ code, name, nameEn, parent }) => ({
    code,
    name,
    nameEn,
    parent: parent?.code ?? null,
  }));
}
