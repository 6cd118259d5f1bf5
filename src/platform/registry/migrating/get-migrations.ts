import { randomUUID } from 'node:crypto';
import type { Context } from '#security/context/index.ts';
import { getProposal } from '../change-proposal.ts';
import { fault } from '../errors.ts';
import { numberOf } from '../proposal.ts';
import type { Proposal } from '../proposal.ts';
import { mayOn, record } from '../registry.ts';
import type { Registry } from '../registry.ts';
import { examineProposal } from './examine-proposal.ts';
import type { ExaminedPlan } from './examine-plans.ts';
import { insertRehearsal, selectLatestRehearsal } from './rehearsal-sql.ts';
import type { MigrationsAnswer } from './schema.ts';
import { selectMigrations } from './sql.ts';
import type { MigrationRow } from './sql.ts';

const open: readonly Proposal['state'][] = ['draft', 'returned', 'review', 'approved'];

/** Which stored records a proposal touches, what its plans say, what a rehearsal found, and how far the publisher is. */
export async function getMigrations(
  registry: Registry,
  context: Context,
  number: number,
): Promise<MigrationsAnswer> {
  const proposal = await getProposal(registry, number);
  const isOpen = open.includes(proposal.state);
  const examined = isOpen ? await examineProposal(registry, proposal, context.at) : [];
  const runs = await selectMigrations(registry.app, number);
  const rehearsal = await selectLatestRehearsal(registry.app, number);
  const names = new Set([
    ...examined.map(({ resource }) => resource),
    ...runs.map(({ resource }) => resource),
  ]);
  return {
    items: [...names].map((resource) => ({
      resource,
      title: registry.catalogue.pack.resources.get(resource)?.title ?? { zh: resource, en: resource },
      ...neededOf(examined.find((one) => one.resource === resource)),
      rehearsal: rehearsal?.results[resource] ?? null,
      run: runOf(runs.find((one) => one.resource === resource)),
    })),
    rehearsal: rehearsal
      ? {
          state: rehearsal.state,
          askedAt: rehearsal.askedAt.toISOString(),
          isCurrent: rehearsal.version === proposal.version,
        }
      : null,
    mayPlan: mayOn(registry, context, proposal).some((act) => act === 'revise' || act === 'decide'),
    mayRehearse: examined.length > 0 && mayOn(registry, context, proposal).length > 0,
  };
}

function neededOf(
  examined: ExaminedPlan | undefined,
): Pick<MigrationsAnswer['items'][number], 'class' | 'blocked' | 'needs' | 'targets'> {
  if (!examined) return { class: null, blocked: [], needs: [], targets: [] };
  const { needed, before, after } = examined;
  const ruleOf = (field: string) => [...after.rules, ...before.rules].find((rule) => rule.field === field);
  const titleOf = (field: string) => ruleOf(field)?.title ?? { zh: field, en: field };
  return {
    class: needed.class,
    blocked: needed.blocked.map(({ zh, en }) => ({ zh, en })),
    needs: needed.needs.map(({ field, isGone, reasons, steps, rules, codesGone, required, targets }) => ({
      field,
      title: titleOf(field),
      isGone,
      reasons: reasons.map(({ zh, en }) => ({ zh, en })),
      steps: [...steps],
      rules: [...rules],
      codesGone: codesGone.slice(0, mostCodes),
      codes: codesOf(after.rules.find((rule) => rule.field === field)?.codes?.values ?? []),
      required,
      targets: targets.map((one) => ({ field: one.field, rules: [...one.rules] })),
    })),
    targets: [...new Set(needed.needs.flatMap(({ targets }) => targets.map(({ field }) => field)))].map(
      (field) => ({
        field,
        title: titleOf(field),
      }),
    ),
  };
}

const mostCodes = 500; // a longer list is mapped in YAML, not on a page

function codesOf(values: readonly { readonly code: string }[]): string[] {
  return [...new Set(values.map(({ code }) => code))].slice(0, mostCodes);
}

function runOf(row: MigrationRow | undefined): MigrationsAnswer['items'][number]['run'] {
  if (!row) return null;
  const { state, total, done, past, refused, report, beganAt, changedAt } = row;
  return {
    state,
    total,
    done,
    past,
    refused,
    report: report.map(({ record: id, failures }) => ({
      record: id,
      failures: failures.map(({ field, zh, en }) => ({ field, zh, en })),
    })),
    beganAt: beganAt.toISOString(),
    changedAt: changedAt.toISOString(),
  };
}

/**
 * Has the plans of a proposal held against the stored records, in the background. Whoever words or decides the proposal may.
 * @throws Fault registry.not-permitted, registry.proposal-not-found
 */
export async function askRehearsal(
  registry: Registry,
  context: Context,
  number: number,
): Promise<MigrationsAnswer> {
  const proposal = await getProposal(registry, number);
  if (mayOn(registry, context, proposal).length === 0) throw fault('not-permitted');
  const latest = await selectLatestRehearsal(registry.app, number);
  const isUnderWay = latest?.state === 'waiting' || latest?.state === 'running';
  if (!isUnderWay || latest.version !== proposal.version)
    await registry.app.transaction(async (tx) => {
      const row = { id: randomUUID(), proposal: number, version: proposal.version, askedAt: context.at };
      await insertRehearsal(tx, { ...row, by: context.actor.id });
      await record(tx, context, 'rehearse', proposal, { plans: numberOf(proposal) });
    });
  return getMigrations(registry, context, number);
}
