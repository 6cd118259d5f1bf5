import type { FastifyInstance } from 'fastify';
import { renderMetrics } from '#infrastructure/telemetry/index.ts';
import { latestCheckpoint } from '#security/ledger/index.ts';
import { countsOfNode } from './gather-counts.ts';
import type { Services } from './open-services.ts';
import { isReachable } from './sql.ts';

const tags = ['monitoring'];

/** For balancers and monitoring: alive, ready to serve, and what the node counts. */
export function statusRoutes(app: FastifyInstance, services: Services): void {
  app.get('/healthz', { schema: { tags, summary: 'Whether this process lives' } }, async () => ({
    status: 'ok',
  }));
  app.get(
    '/readyz',
    { schema: { tags, summary: 'Whether it can serve: database, policies, ledger' } },
    async (_request, reply) => {
      const checks = await readiness(services);
      const ready = Object.values(checks).every((state) => state === 'ok');
      return reply.code(ready ? 200 : 503).send({ status: ready ? 'ok' : 'not-ready', checks });
    },
  );
  app.get(
    '/metrics',
    { schema: { tags, summary: 'What the processes of this node count together, for Prometheus' } },
    async (_request, reply) => {
      const { contentType, body } = await renderMetrics(await countsOfNode());
      return reply.type(contentType).send(body);
    },
  );
}

async function readiness(services: Services): Promise<Record<string, string>> {
  const attempt = async (check: () => Promise<boolean>): Promise<string> => {
    try {
      return (await check()) ? 'ok' : 'failing';
    } catch {
      return 'failing';
    }
  };
  const [database, policies, ledger] = await Promise.all([
    attempt(() => isReachable(services.app)),
    attempt(async () => Promise.resolve(services.policies.point.version !== '')),
    attempt(async () => (await latestCheckpoint(services.reader)).size >= 0),
  ]);
  return { database, policies, ledger };
}
