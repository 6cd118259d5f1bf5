import { randomBytes } from 'node:crypto';
import { now } from '#infrastructure/clock/index.ts';
import { openDatabase } from '#infrastructure/sql/index.ts';
import { systemContext } from '#security/context/index.ts';
import { readRoles } from '#security/identity/index.ts';
import { followReleases } from '#platform/catalogue/index.ts';
import { grantsByResource } from '#platform/grants/index.ts';
import {
  getTaking,
  numberOf,
  offerBundle,
  openRegistry,
  rowNumber,
  submitProposal,
} from '#platform/registry/index.ts';
import { readBundleFile } from '#operations/commands/index.ts';
import type { TakeOrder } from '#operations/commands/index.ts';
import { nodePackFolders, prepareLedger } from './open-services.ts';
import type { NodeBase } from './prepare-node.ts';

const connections = 4;
type Print = (line: string) => void;

/**
 * Brings a bundle to this node, as the operator at its machine: verified, shown, and handed to the reviewers when nothing speaks
 * against it. Somebody else approves it in the pages.
 * @returns whether it waits for approval
 */
export async function takePack(base: NodeBase, order: TakeOrder, print: Print): Promise<boolean> {
  const { config, urls } = base;
  const app = openDatabase({ url: urls.app, maxConnections: connections, applicationName: 'minqiao-verb' });
  prepareLedger(base, app);
  const releases = await followReleases(app, nodePackFolders(config));
  try {
    const registry = openRegistry({
      app,
      catalogue: releases.catalogue,
      roles: readRoles(),
      agreementsAt: (at) => grantsByResource(app, at),
    });
    const system = systemContext(config.agency, randomBytes(16).toString('hex'), now());
    const context = { ...system, actor: { ...system.actor, roles: ['system', 'standards-officer'] } };
    const offered = { text: readBundleFile(order.file), reason: order.reason };
    const proposal = await offerBundle(registry, context, offered);
    const number = numberOf(proposal);
    const taking = await getTaking(registry, context, rowNumber(number));
    if (order.json) print(JSON.stringify({ number, ...taking }));
    else for (const line of linesOf(taking, order.language)) print(line);
    if (taking.findings.some(({ severity }) => severity === 'error')) {
      print(
        order.language === 'zh'
          ? `${number}：起草待处理`
          : `${number}: a draft; see to the errors in its page`,
      );
      return false;
    }
    await submitProposal(registry, context, proposal);
    if (!order.json)
      print(order.language === 'zh' ? `${number}：待另一人批准` : `${number}: waits for a second person`);
    return true;
  } finally {
    await releases.close();
    await app.close();
  }
}

type Taking = Awaited<ReturnType<typeof getTaking>>;

function linesOf({ differences, findings, counts }: Taking, language: 'zh' | 'en'): string[] {
  const changed = differences.map(({ change, kind, name, title, resources, rows }) => {
    const reach = resources.length === 0 ? '' : ` → ${resources.join(', ')} (${rows ?? '?'})`;
    return `${change} ${kind} ${name} (${title[language]})${reach}`;
  });
  const found = findings.map((one) => `${one.severity} ${one.path} [${one.code}] ${one[language]}`);
  return [...changed, ...found, JSON.stringify(counts)];
}
