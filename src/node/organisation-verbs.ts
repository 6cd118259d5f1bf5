import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { now, sleep } from '#infrastructure/clock/index.ts';
import { openDatabase } from '#infrastructure/sql/index.ts';
import type { Context } from '#security/context/index.ts';
import { systemContext } from '#security/context/index.ts';
import {
  acceptImport,
  getImport,
  listRefusals,
  openImport,
  openOrganisations,
  receiveImport,
  runImports,
  searchOrganisations,
} from '#platform/organisations/index.ts';
import type { Organisations } from '#platform/organisations/index.ts';
import { unreadableFile } from '#operations/commands/index.ts';
import type { ImportOrder, SearchOrder } from '#operations/commands/index.ts';
import { dayInChina } from '#standards/declarations/index.ts';
import { writeDemoPack } from './fill-demo.ts';
import { openCatalogue, prepareLedger } from './open-services.ts';
import type { NodeBase } from './prepare-node.ts';

const connections = 6;
const lookMs = 200;
const shownRefusals = 50; // on a terminal; all of them are on the page of the import
type Print = (line: string) => void;

/** Runs `work` with the registry of this node, as the operator at its machine. */
async function withRegistry<T>(
  base: NodeBase,
  work: (organisations: Organisations, context: Context) => Promise<T>,
): Promise<T> {
  const { config, urls } = base;
  const app = openDatabase({ url: urls.app, maxConnections: connections, applicationName: 'minqiao-verb' });
  try {
    prepareLedger(base, app);
    if (config.profile === 'demo') writeDemoPack(config); // a node that was never filled has none yet
    const at = now();
    const organisations = openOrganisations({
      app,
      appUrl: urls.app,
      catalogue: openCatalogue(config),
      profile: config.profile,
    });
    const system = systemContext(config.agency, randomBytes(16).toString('hex'), at);
    const context = { ...system, actor: { ...system.actor, roles: ['system', 'standards-officer'] } };
    return await work(organisations, context);
  } finally {
    await app.close();
  }
}

/** Brings a file, shows what was refused, and lets it take effect unless it is a dry run. */
export function importOrganisations(base: NodeBase, order: ImportOrder, print: Print): Promise<boolean> {
  return withRegistry(base, async (organisations, context) => {
    const { file, basis, dryRun, skipRefused, json, language } = order;
    const effectiveOn = order.effectiveOn ?? dayInChina(context.at);
    const { id } = await openImport(organisations, context, {
      name: basename(file).slice(0, 200),
      effectiveOn,
      basis,
    });
    await send(organisations, context, id, file);
    const abort = new AbortController();
    const running = runImports(organisations, { agency: base.config.agency, signal: abort.signal });
    try {
      let item = await reached(organisations, context, id, ['checked', 'refused', 'broken', 'discarded']);
      const refused = (await listRefusals(organisations, context, id, { limit: shownRefusals })).items;
      if (!json) for (const { row, column, value, reason } of refused) print(`  ${row} ${column[language]} “${value}”: ${reason[language]}`); // prettier-ignore
      const sound = item.state === 'checked' && (item.rowsRefused === 0 || skipRefused);
      if (sound && !dryRun) {
        await acceptImport(organisations, context, id, { skipRefused });
        item = await reached(organisations, context, id, ['applied', 'checked', 'broken']);
      }
      if (json) print(JSON.stringify(item));
      else print(`${item.state}: rows ${item.rowsRead}, refused ${item.rowsRefused}, unchanged ${item.rowsUnchanged}, established ${item.established}, renamed ${item.renamed}, moved ${item.moved}, amended ${item.amended}, abolished ${item.abolished}${item.problem ? `\n  ${item.problem[language]}` : ''}`); // prettier-ignore
      return sound && (dryRun || item.state === 'applied');
    } finally {
      abort.abort();
      await running;
    }
  });
}

async function send(organisations: Organisations, context: Context, id: string, file: string): Promise<void> {
  const input = createReadStream(file);
  try {
    await once(input, 'open');
  } catch (error) {
    throw unreadableFile(file, error as NodeJS.ErrnoException);
  }
  await receiveImport(organisations, context, id, input);
}

async function reached(
  organisations: Organisations,
  context: Context,
  id: string,
  states: readonly string[],
) {
  for (;;) {
    const item = await getImport(organisations, context, id);
    if (states.includes(item.state)) return item;
    await sleep(lookMs, AbortSignal.timeout(lookMs * 2));
  }
}

/** Prints what is found; false when nothing is. */
export function findOrganisations(base: NodeBase, order: SearchOrder, print: Print): Promise<boolean> {
  return withRegistry(base, async (organisations) => {
    const { q, limit, json, language } = order;
    const { items } = await searchOrganisations(organisations, { q, limit });
    for (const item of items) print(json ? JSON.stringify(item) : `${item.code}  ${item.name[language]}`);
    return items.length > 0;
  });
}
