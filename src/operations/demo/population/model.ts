/**
 * The rows that the generator makes: one entry per record with its versions, oldest first; the last one stands.
 * Field names are those of the resource declarations (packs/core/resources); references are record ids.
 */
export interface Entry<Values> {
  readonly id: string;
  readonly versions: readonly Version<Values>[];
}

export interface Version<Values> {
  readonly values: Values;
  /** Citizen number of the person whose data this version is; null where the resource names none. */
  readonly subject: string | null;
  /** RFC 3339 instant. */
  readonly at: string;
  /** Why the version before it was superseded; null for the first. */
  readonly reason: string | null;
}

/** A field as it is made, before it becomes a column. */
export type Value = string | number | null | readonly string[];
/** Any record's values, where the resource does not matter. */
export type Fields = Readonly<Record<string, Value>>;

export interface PersonValues {
  readonly citizenNumber: string;
  readonly name: string;
  readonly formerName: string | null;
  readonly sex: string;
  readonly birthDate: string;
  readonly nativePlace: string;
  readonly maritalStatus: string;
  readonly education: string;
  readonly mobile: string | null;
  readonly household: string;
  readonly relationToHead: string;
  readonly registeredAt: string;
  readonly livesAt: string;
  readonly status: string;
  readonly registeredOn: string;
}

export interface HouseholdValues {
  readonly number: string;
  readonly kind: string;
  readonly premises: string;
  readonly head: string;
  readonly policeOrganisation: string;
  readonly registeredOn: string;
  readonly status: string;
}

export interface PremisesValues {
  readonly code: string;
  readonly division: string;
  readonly street: string;
  readonly doorNumber: string;
  readonly room: string | null;
  readonly kind: string;
  readonly usage: string;
  readonly floorArea: number;
  readonly longitude: number;
  readonly latitude: number;
  readonly status: string;
}

export interface OrganisationValues {
  readonly uscc: string;
  readonly name: string;
  readonly kind: string;
  readonly industry: string;
  readonly status: string;
  readonly legalRepresentative: string;
  readonly premises: string;
  readonly registeredOn: string;
  readonly phone: string | null;
}

export interface VehicleValues {
  readonly plateKind: string;
  readonly plateNumber: string;
  readonly vin: string;
  readonly brand: string;
  readonly model: string;
  readonly colour: string;
  readonly usage: string;
  readonly status: string;
  readonly owner: string;
  readonly registeredOn: string;
  readonly inspectionValidTo: string;
}

export interface LicenceValues {
  readonly holder: string;
  readonly fileNumber: string;
  readonly classes: readonly string[];
  readonly firstIssuedOn: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly status: string;
  readonly points: number;
}

export interface PoliceOrganisationValues {
  readonly code: string;
  readonly name: string;
  readonly shortName: string;
  readonly kind: string;
  readonly level: string;
  readonly parent: string | null;
  readonly division: string;
  readonly status: string;
  readonly phone: string | null;
}

export interface OfficerValues {
  readonly policeNumber: string;
  readonly person: string;
  readonly organisation: string;
  readonly post: string;
  readonly rank: string;
  readonly status: string;
  readonly appointedOn: string;
  readonly mobile: string | null;
}

/** All that is made at a time: one neighbourhood's records, by resource. */
export interface Batch {
  readonly 'police-organisation': readonly Entry<PoliceOrganisationValues>[];
  readonly premises: readonly Entry<PremisesValues>[];
  readonly household: readonly Entry<HouseholdValues>[];
  readonly person: readonly Entry<PersonValues>[];
  readonly officer: readonly Entry<OfficerValues>[];
  readonly 'driving-licence': readonly Entry<LicenceValues>[];
  readonly vehicle: readonly Entry<VehicleValues>[];
  readonly organisation: readonly Entry<OrganisationValues>[];
}

export type Resource = keyof Batch;

/** In the order of loading; each one refers only to itself and, mostly, to those before it. */
export const resources = [
  'police-organisation',
  'premises',
  'household',
  'person',
  'officer',
  'driving-licence',
  'vehicle',
  'organisation',
] as const satisfies readonly Resource[];
