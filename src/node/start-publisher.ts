import { randomBytes } from 'node:crypto';
import { now } from '#infrastructure/clock/index.ts';
import { openDatabase } from '#infrastructure/sql/index.ts';
import { metrics } from '#infrastructure/telemetry/index.ts';
import type { Logger } from '#infrastructure/telemetry/index.ts';
import { systemContext } from '#security/context/index.ts';
import { loadDivisions, readPacks } from '#platform/catalogue/index.ts';
import { openSealer } from '#platform/records/index.ts';
import { identifierCheckFor } from '#standards/plans/index.ts';
import { runPublisher } from '#platform/registry/index.ts';
import type { Publisher } from '#platform/registry/index.ts';
import { nodePackFolders } from './open-services.ts';
import type { NodeBase } from './prepare-node.ts';

/**
 * Publishes approved declarations for as long as the node runs. It has the owner's connection, so it runs in the supervisor,
 * which serves nobody: no process that answers requests can change a table. Needs a node that was filled.
 */
export async function startPublisher(base: NodeBase, logger: Logger): Promise<Publisher> {
  const { config, urls } = base;
  const owner = openDatabase({
    url: urls.owner,
    maxConnections: 3, // one listens, one publishes
    applicationName: 'minqiao-publisher',
    statementTimeoutMs: 0,
  });
  const { profile } = config;
  const publisher = await runPublisher({
    owner,
    sealer: openSealer(base.secrets),
    identifierCheck: identifierCheckFor({ profile, divisions: loadDivisions(profile) }),
    packs: readPacks(nodePackFolders(config)),
    context: () => systemContext(config.agency, randomBytes(16).toString('hex'), now()),
    done: (published) => logger.info(published, 'a proposal was published or given back'),
    failed(error) {
      metrics.alarms.inc({ kind: 'publish' });
      logger.error({ err: error }, 'an approved proposal could not be published; it is tried again');
    },
  });
  return {
    publish: publisher.publish,
    async stop() {
      await publisher.stop();
      await owner.close();
    },
  };
}
