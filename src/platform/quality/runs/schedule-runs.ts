import { randomUUID } from 'node:crypto';
import type { Context } from '#security/context/index.ts';
import { systemContext } from '#security/context/index.ts';
import type { Resource } from '#standards/declarations/index.ts';
import { fault } from '../errors.ts';
import { attempted, branchOf, record, requireOwner, holds, resourceOf, settingsOf } from '../quality.ts';
import type { Quality } from '../quality.ts';
import { findActiveRun, insertRun, selectLastRuns } from './sql.ts';
import type { RunRow } from './sql.ts';

const hourMs = 3_600_000;

/** How often the leader looks whether a resource is due; how often one is examined stands in quality.yaml. */
export const lookForDueRunsMs = 10 * 60_000;

/** Has every resource examined whose last examination is too long ago, as the node's own act. Returns which. */
export async function scheduleRuns(quality: Quality, at: Date): Promise<readonly string[]> {
  const { qualitySettings, resources } = quality.catalogue.pack;
  if (!qualitySettings) return [];
  const last = await selectLastRuns(quality.app);
  const latest = at.getTime() - qualitySettings.runs.everyHours * hourMs;
  const due = [...resources.values()].filter(({ name }) => (last.get(name)?.getTime() ?? 0) <= latest);
  const context = systemContext(quality.agency, randomUUID().replaceAll('-', ''), at);
  for (const resource of due) await insertWithEntry(quality, context, resource);
  return due.map(({ name }) => name);
}

/**
 * Has a resource examined now; answers with the run under way if there is one.
 * @throws Fault quality.not-permitted, quality.unknown-resource
 */
export async function startRun(quality: Quality, context: Context, name: string): Promise<RunRow> {
  settingsOf(quality);
  await attempted(context, { act: 'finding', detail: { step: 'quality-run-ask' } }, async () => {
    branchOf(quality, context);
    const resource = resourceOf(quality, name);
    if (!holds(quality, context, 'quality-all')) requireOwner(quality, context, resource.owner);
    await insertWithEntry(quality, context, resource);
  });
  const run = await findActiveRun(quality.app, name);
  if (!run) throw fault('changed', { number: name }); // it ended at this instant
  return run;
}

async function insertWithEntry({ app }: Quality, context: Context, { name, owner }: Resource): Promise<void> {
  const id = randomUUID();
  await app.transaction(async (tx) => {
    const row = { id, resource: name, owner, requestedBy: context.actor.id, requestedAt: context.at };
    if (!(await insertRun(tx, row))) return;
    const act = context.actor.kind === 'system' ? 'system' : 'finding';
    await record(tx, context, { act, resource: name, detail: { step: 'quality-run-ask', run: id } });
  });
}
