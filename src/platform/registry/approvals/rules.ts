import Type, { type Static } from 'typebox';
import { Value } from 'typebox/value';
import { levels } from '#standards/declarations/index.ts';
import type { Pack, Resource } from '#standards/declarations/index.ts';
import { kinds } from '../change.ts';
import type { Change } from '../change.ts';
import { fault } from '../errors.ts';

const most = 5; // persons: more are never found at one desk

const count = Type.Integer({ minimum: 1, maximum: most });
const closed = { additionalProperties: false };
const shape = Type.Object(
  {
    status: Type.Enum(['draft', 'adopted']),
    usual: count,
    rules: Type.Array(
      Type.Object(
        {
          /** Of these kinds of declarations; of any when left out. */
          kinds: Type.Optional(Type.Array(Type.Enum(kinds), { minItems: 1 })),
          /** Of resources classified so; of anything when left out. */
          levels: Type.Optional(Type.Array(Type.Enum([...levels]), { minItems: 1 })),
          /** Of resources of at least this grade. */
          grade: Type.Optional(Type.Integer({ minimum: 1, maximum: 4 })),
          approvals: count,
        },
        closed,
      ),
      { maxItems: 50 },
    ),
  },
  closed,
);

/** What `packs/core/approvals.yaml` says: how many persons have to approve what. */
export type ApprovalRules = Static<typeof shape>;

/** One person, where no pack says otherwise. @throws Fault registry.approval-rules-invalid with the place that is wrong */
export function parseApprovalRules(value: unknown): ApprovalRules {
  if (value === undefined) return { status: 'draft', usual: 1, rules: [] };
  const [wrong] = Value.Errors(shape, value);
  if (wrong) throw fault('approval-rules-invalid', { reason: `${wrong.instancePath} ${wrong.message}` });
  return value as ApprovalRules;
}

/** How many persons have to approve these changes: as many as the strictest rule for any of them asks. Pure. */
export function approvalsNeeded(
  { usual, rules }: ApprovalRules,
  changes: readonly Pick<Change, 'kind' | 'name'>[],
  before: Pick<Pack, 'resources' | 'resourceExtensions'>,
  after: Pick<Pack, 'resources' | 'resourceExtensions'>,
): number {
  return changes.reduce((needed, { kind, name }) => {
    // As it is and as it will be: nobody lowers the classification of a resource to be rid of the second reader.
    const resources = [before, after].flatMap((pack) => resourceOf(pack, kind, name) ?? []);
    const holding = rules.filter((rule) => holds(rule, kind, resources));
    return Math.max(needed, ...holding.map(({ approvals }) => approvals));
  }, usual);
}

function resourceOf(
  { resources, resourceExtensions }: Pick<Pack, 'resources' | 'resourceExtensions'>,
  kind: Change['kind'],
  name: string,
): Resource | undefined {
  if (kind === 'resource') return resources.get(name);
  return kind === 'resource-extension'
    ? resources.get(resourceExtensions.get(name)?.extends ?? '')
    : undefined;
}

function holds(
  { kinds: ofKinds, levels: ofLevels, grade }: ApprovalRules['rules'][number],
  kind: Change['kind'],
  resources: readonly Resource[],
): boolean {
  if (ofKinds && !ofKinds.includes(kind)) return false;
  if (ofLevels === undefined && grade === undefined) return true;
  return resources.some(
    ({ classification }) =>
      (ofLevels === undefined || ofLevels.includes(classification.level)) &&
      (grade === undefined || classification.grade >= grade),
  );
}
