import type { EntityJson } from '@cedar-policy/cedar-wasm/nodejs';
import { cedar, policiesById } from './cedar.ts';
import { fault } from './errors.ts';
import type { Grant } from './grants.ts';
import type { PolicySet } from './policy-source.ts';

/** What an actor may ask the door to do; `unmask` is decided beside a reading act, never asked alone. */
export const actions = [
  'read',
  'verify',
  'list',
  'history',
  'create',
  'change',
  'correct',
  'erase',
  'export',
] as const;
export type Action = (typeof actions)[number];

/** What the decision point must know of a resource; derived from its declaration. */
export interface ProtectedResource {
  readonly name: string;
  readonly owner: string;
  readonly personal: boolean;
  readonly fields: readonly {
    readonly name: string;
    readonly grade: number;
    readonly sealed: boolean;
    readonly maskable: boolean;
  }[];
}

/** The abstract request: no person, no record, only what a rule may look at. Equal requests get equal answers. */
export interface DecisionRequest {
  readonly kind: string;
  readonly roles: readonly string[];
  readonly branch: string;
  readonly action: Action;
  readonly resource: ProtectedResource;
  readonly purposeKind: string;
  readonly facts: { exists: boolean; open: boolean; assigned: boolean; onDuty: boolean };
  /** The record is the actor's own. */
  readonly own: boolean;
  /** Those that hold for this very request (`grantsFor`): a field of one is a fact that the policies look at. */
  readonly grants: readonly Grant[];
}

export interface Decision {
  /** At least one field is permitted. */
  readonly permit: boolean;
  readonly fields: ReadonlySet<string>;
  /** Permitted, but only in masked form. */
  readonly masked: ReadonlySet<string>;
  /** Fields that no policy permits but through a grant, and which one (the first by its id). */
  readonly granted: ReadonlyMap<string, Grant>;
  /** Ids of the policies that decided, permits or the forbid; a grant as `grant:GR-000123`. */
  readonly policies: readonly string[];
  readonly version: string;
}

export interface DecisionPoint {
  readonly version: string;
  decide(request: DecisionRequest): Decision;
  /** Requests answered from memory and by Cedar, for the metrics. */
  readonly counts: { readonly remembered: number; readonly evaluated: number };
}

const maxRemembered = 20_000; // abstract requests; a node has a few hundred in use, each a few hundred bytes
let sets = 0;

/**
 * Makes the decision point of one published set, which was validated when it was published. Parsing costs milliseconds and happens once; each abstract request
 * is evaluated once (a call per field) and then remembered for the life of the version.
 * @throws Fault access.policy-invalid
 */
export function openDecisionPoint(set: PolicySet): DecisionPoint {
  const id = `policies-${set.version}-${sets++}`;
  const parsed = cedar().preparsePolicySet(id, { staticPolicies: policiesById(set.sources) });
  if (parsed.type === 'failure')
    throw fault('policy-invalid', { file: set.version, reason: parsed.errors[0]?.message ?? '' });
  const memory = new Map<string, Remembered>();
  const counts = { remembered: 0, evaluated: 0 };
  return {
    version: set.version,
    counts,
    decide(request) {
      const key = keyOf(request);
      const known = memory.get(key);
      if (known?.resource === request.resource) {
        counts.remembered++;
        return known.decision;
      }
      counts.evaluated++;
      const decision = evaluate(id, set.version, request);
      if (memory.size >= maxRemembered) memory.clear();
      memory.set(key, { resource: request.resource, decision });
      return decision;
    },
  };
}

/** A declaration that changed (a field more) is another resource: what was decided of the old one says nothing of it. */
interface Remembered {
  readonly resource: ProtectedResource;
  readonly decision: Decision;
}

function keyOf(request: DecisionRequest): string {
  const { exists, open, assigned, onDuty } = request.facts;
  const bits = [exists, open, assigned, onDuty, request.own].map(Number).join('');
  const roles = request.roles.length > 1 ? [...request.roles].sort().join(',') : (request.roles[0] ?? '');
  const grants = request.grants.map(({ id, version }) => `${id}@${version}`).join(',');
  return `${grants}|${request.action}|${request.resource.name}|${request.purposeKind}|${bits}|${request.kind}|${request.branch}|${roles}`;
}

function evaluate(set: string, version: string, request: DecisionRequest): Decision {
  const fields = new Set<string>();
  const masked = new Set<string>();
  const granted = new Map<string, Grant>();
  const policies = new Set<string>();
  const permitted = (field: Field, action: Action | 'unmask', grant: Grant | undefined): boolean => {
    const answer = authorise(set, request, field, action, grant !== undefined);
    if (answer.allow || action !== 'unmask') answer.reasons.forEach((id) => policies.add(id));
    if (answer.allow && grant && !authorise(set, request, field, action, false).allow) {
      granted.set(field.name, granted.get(field.name) ?? grant);
      policies.add(`grant:${grant.id}`);
    }
    return answer.allow;
  };
  for (const field of request.resource.fields) {
    const { name } = field;
    if (
      !permitted(
        field,
        request.action,
        grantOf(request, (grant) => grant.fields.includes(name)),
      )
    )
      continue;
    fields.add(name);
    if (!field.maskable) continue;
    const inFull = grantOf(request, (grant) => grant.unmasked.includes(name));
    if (!permitted(field, 'unmask', inFull)) masked.add(name);
  }
  const permit = fields.size > 0;
  return Object.freeze({ permit, fields, masked, granted, policies: [...policies].sort(), version });
}

function grantOf({ grants }: DecisionRequest, gives: (grant: Grant) => boolean): Grant | undefined {
  return grants.find(gives);
}

type Field = ProtectedResource['fields'][number];

function authorise(
  set: string,
  request: DecisionRequest,
  field: Field,
  action: Action | 'unmask',
  granted: boolean,
): { allow: boolean; reasons: readonly string[] } {
  const { resource, facts } = request;
  const name = `${resource.name}.${field.name}`;
  const answer = cedar().statefulIsAuthorized({
    principal: { type: 'Actor', id: 'someone' },
    action: { type: 'Action', id: action },
    resource: { type: 'Field', id: name },
    context: {
      purpose: request.purposeKind,
      ...facts,
      own: request.own,
      granted,
      ownBranch: request.branch === resource.owner,
    },
    preparsedPolicySetId: set,
    entities: entitiesOf(request, field, name),
  });
  // A policy that fails to evaluate neither permits nor forbids in Cedar; for us that is a refusal.
  if (answer.type === 'failure' || answer.response.diagnostics.errors.length > 0)
    return { allow: false, reasons: [] };
  return { allow: answer.response.decision === 'allow', reasons: answer.response.diagnostics.reason };
}

function entitiesOf(request: DecisionRequest, field: Field, name: string): EntityJson[] {
  const { resource } = request;
  const shared = { owner: resource.owner, personal: resource.personal };
  return [
    {
      uid: { type: 'Actor', id: 'someone' },
      attrs: {},
      parents: [
        ...request.roles.map((id) => ({ type: 'Role', id })),
        { type: 'Branch', id: request.branch },
        { type: 'Kind', id: request.kind },
      ],
    },
    { uid: { type: 'Resource', id: resource.name }, attrs: shared, parents: [] },
    {
      uid: { type: 'Field', id: name },
      attrs: { ...shared, grade: field.grade, sealed: field.sealed },
      parents: [{ type: 'Resource', id: resource.name }],
    },
  ];
}
