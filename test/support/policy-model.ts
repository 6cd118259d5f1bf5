import type { RowCondition } from '#standards/conditions/index.ts';
import type { DecisionRequest } from '#security/access/index.ts';

/**
 * What the shipped policies are meant to say, written a second time by hand as plain conditions, not derived from
 * Cedar: the oracle of the matrix test. A change of policy is a change here too, made by somebody who means it.
 */
export interface Expected {
  readonly permit: boolean;
  readonly masked: boolean;
}

type Field = DecisionRequest['resource']['fields'][number];

const homes = ['person', 'household', 'premises'];
const open = ['organisation', 'police-organisation'];

const verificationFields: Readonly<Record<string, readonly string[]>> = {
  person: ['citizenNumber', 'name', 'sex', 'birthDate', 'status', 'household', 'registeredAt'],
  'driving-licence': ['holder', 'classes', 'status', 'validTo'],
  vehicle: ['plateKind', 'plateNumber', 'brand', 'model', 'colour', 'status', 'inspectionValidTo'],
};
const verificationWhole = ['premises', 'household', 'organisation', 'police-organisation'];

/** A grant in plain words; whether it holds was thought out by hand, not computed from its dates. */
export interface ExpectedGrant {
  readonly holds: boolean;
  readonly resource: string;
  readonly fields: readonly string[];
  readonly inFull: readonly string[];
  readonly actions: readonly string[];
  readonly purposes: readonly string[];
  readonly branch: string;
  readonly role: string;
}

/** Whether this field may be touched so, and whether it would be masked. */
export function expectedOf(
  request: DecisionRequest,
  field: Field,
  grants: readonly ExpectedGrant[] = [],
): Expected {
  const given = grants.filter((grant) => isGiven(request, grant));
  const permit = isPermitted(request, field, given);
  const inFull = !field.sealed && given.some((grant) => grant.inFull.includes(field.name));
  return { permit, masked: permit && field.maskable && !inFull && !isUnmasked(request, field) };
}

function isGiven(
  { action, branch, kind, purposeKind, resource, roles }: DecisionRequest,
  grant: ExpectedGrant,
): boolean {
  if (!grant.holds || kind !== 'officer' || grant.resource !== resource.name) return false;
  if (grant.branch !== branch || !roles.includes(grant.role)) return false;
  return grant.actions.includes(action) && grant.purposes.includes(purposeKind);
}

function isPermitted(request: DecisionRequest, field: Field, given: readonly ExpectedGrant[]): boolean {
  const { roles, facts, own, kind } = request;
  if (!facts.exists || !facts.open || !facts.assigned) return false;
  if (kind === 'officer' && own) return false;
  if (['auditor', 'system-administrator', 'security-administrator'].some((role) => roles.includes(role)))
    return false;
  if (!field.sealed && given.some((grant) => grant.fields.includes(field.name))) return true;
  return (
    atVerification(request, field) ||
    atRegistration(request, field) ||
    inQuality(request, field) ||
    erases(request)
  );
}

function atVerification(
  { roles, action, resource, purposeKind, facts }: DecisionRequest,
  field: Field,
): boolean {
  if (!roles.includes('verifier') || purposeKind !== 'verification' || !facts.onDuty) return false;
  if (action !== 'read' && action !== 'verify') return false;
  if (verificationWhole.includes(resource.name)) return !field.sealed;
  return verificationFields[resource.name]?.includes(field.name) ?? false;
}

function atRegistration(request: DecisionRequest, field: Field): boolean {
  const { roles, action, resource, purposeKind, branch } = request;
  if (!roles.includes('registrar') || purposeKind !== 'registration') return false;
  const isOwner = branch === resource.owner;
  const isReading = ['read', 'list', 'history', 'verify'].includes(action);
  // What a branch answers for, its registrars see, whatever it is; sealed fields only those of homes.
  if (isReading && isOwner && (!field.sealed || homes.includes(resource.name))) return true;
  if (isReading && action !== 'history' && open.includes(resource.name) && !field.sealed) return true;
  if (['read', 'verify'].includes(action) && branch === 'traffic' && resource.name === 'person') {
    return ['citizenNumber', 'name', 'status'].includes(field.name);
  }
  if (['create', 'change', 'correct'].includes(action)) return isOwner;
  return action === 'export' && isOwner && !field.sealed;
}

/** Whoever took a finding or a correction on reads what their branch answers for, and puts it right. */
function inQuality({ roles, action, resource, purposeKind, branch }: DecisionRequest, field: Field): boolean {
  if (!roles.includes('registrar') || purposeKind !== 'quality' || branch !== resource.owner) return false;
  return action === 'correct' || (['read', 'history'].includes(action) && !field.sealed);
}

function erases({ roles, action, resource, purposeKind, branch }: DecisionRequest): boolean {
  return (
    action === 'erase' &&
    roles.includes('registrar') &&
    purposeKind === 'registration' &&
    branch === resource.owner
  );
}

function isUnmasked({ roles, resource, purposeKind, facts, branch }: DecisionRequest, field: Field): boolean {
  if (roles.includes('verifier') && purposeKind === 'verification' && facts.onDuty) {
    if (resource.name === 'person' && field.name === 'name') return true;
  }
  if (!roles.includes('registrar') || field.sealed) return false;
  return ['registration', 'quality'].includes(purposeKind) && branch === resource.owner;
}

/** Whether a row meets all conditions, thought out by hand over texts; `numbers` names the fields that hold numbers. */
export function meetsRows(
  row: Readonly<Record<string, string | null>>,
  conditions: readonly RowCondition[],
  numbers: ReadonlySet<string>,
): boolean {
  return conditions.every((condition) => {
    const value = row[condition.field];
    if (value === null || value === undefined) return false;
    if (condition.operator === 'eq') return value === condition.value;
    if (condition.operator === 'in') return condition.values.some((one) => one === value);
    if (condition.operator !== 'range') return value.slice(0, condition.value.length) === condition.value;
    const { from, to } = condition;
    const isAfter = (low: string, high: string): boolean =>
      numbers.has(condition.field) ? Number(low) > Number(high) : low > high;
    return !(from !== null && isAfter(from, value)) && !(to !== null && isAfter(value, to));
  });
}
