import type { Context } from '#security/context/index.ts';
import { subjectTag } from '#security/ledger/index.ts';
import { selectRulesFound } from './findings/sql.ts';
import { attempted, branchForList, resourceOf, settingsOf } from './quality.ts';
import type { Quality } from './quality.ts';
import { fault } from './errors.ts';
import type { FormWire, OverviewWire, OwnRecordsWire } from './schema.ts';
import { branchTitled } from '#platform/catalogue/index.ts';
import { fieldTitled, resourceTitled, ruleTitled } from './wire.ts';

/** What one's branch answers for, and the rules that failed there. @throws Fault quality.not-permitted */
export async function describeQuality(quality: Quality, context: Context): Promise<OverviewWire> {
  const branch = await branchForList(quality, context, 'overview');
  const { status, correction, runs } = settingsOf(quality);
  const { resources } = quality.catalogue.pack;
  const found = await selectRulesFound(quality.app, branch);
  const rules = found.map(({ resource, rule, field }) => ruleTitled(quality, resource, rule, field));
  return {
    resources: [...resources.values()]
      .filter(({ owner }) => branch === null || owner === branch)
      .map(({ name }) => resourceTitled(quality, name)),
    rules: [...new Map(rules.map((rule) => [rule.name, rule])).values()],
    draft: status === 'draft',
    answerWorkingDays: correction.answerWorkingDays,
    everyHours: runs.everyHours,
  };
}

/** What is needed to say that something of this resource is wrong. @throws Fault quality.unknown-resource */
export function describeForm(quality: Quality, name: string): FormWire {
  const { owner, fields } = resourceOf(quality, name);
  const { status, correction } = settingsOf(quality);
  return {
    resource: resourceTitled(quality, name),
    owner: branchTitled(quality, owner),
    fields: fields.map((field) => fieldTitled(quality, name, field.name)),
    answerWorkingDays: correction.answerWorkingDays,
    draft: status === 'draft',
  };
}

/** The citizen's own records, so that they can say what is wrong in one. @throws Fault quality.not-permitted */
export async function describeOwn(quality: Quality, context: Context): Promise<OwnRecordsWire> {
  const attempt = { act: 'correction', detail: { step: 'own-records' } } as const;
  const own = await attempted(context, attempt, async () => {
    const { kind, citizenNumber } = context.actor;
    if (kind !== 'citizen' || citizenNumber === undefined) throw fault('not-permitted');
    return quality.inspector.recordsOf(subjectTag(citizenNumber));
  });
  return {
    items: own.map(({ id, resource, recordedAt }) => ({
      id,
      recordedAt: recordedAt.toISOString(),
      form: describeForm(quality, resource),
    })),
  };
}
