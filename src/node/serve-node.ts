import type { FastifyInstance } from 'fastify';
import { buildApp } from '#infrastructure/http/index.ts';
import type { AppOptions } from '#infrastructure/http/index.ts';
import { createLogger, metrics } from '#infrastructure/telemetry/index.ts';
import type { Logger } from '#infrastructure/telemetry/index.ts';
import { routes as accessRoutes } from '#security/access/index.ts';
import { certificateListener, routes as certificateRoutes } from '#security/certificates/index.ts';
import { routes as identityRoutes } from '#security/identity/index.ts';
import { routes as ledgerRoutes, runSequencer } from '#security/ledger/index.ts';
import { openCitations, routes as catalogueRoutes, stateRoutes } from '#platform/catalogue/index.ts';
import { routes as organisationRoutes, runImports } from '#platform/organisations/index.ts';
import { routes as recordRoutes } from '#platform/records/index.ts';
import { describeServices, routes as grantRoutes } from '#platform/grants/index.ts';
import { performRuns, routes as qualityRoutes } from '#platform/quality/index.ts';
import { routes as registryRoutes, runRehearsals } from '#platform/registry/index.ts';
import { deskRoutes } from '#applications/desk/index.ts';
import { oversightRoutes, runVerifications } from '#applications/oversight/index.ts';
import { ledgerOrigin, openServices } from './open-services.ts';
import type { Services } from './open-services.ts';
import { alarmOfVerification, nodeJobs, startPeriodicJobs } from './periodic-jobs.ts';
import type { NodeBase } from './prepare-node.ts';
import { serveDocs } from './serve-docs.ts';
import { servePages } from './serve-pages.ts';
import { statusRoutes } from './status-routes.ts';

/** A process of the node that listens. */
export interface Serving {
  readonly services: Services;
  stop(): Promise<void>;
}

/** How a process listens. */
export interface ServeOptions {
  /**
   * Beside other workers on the same ports: each has a listening socket of its own and the kernel deals out the
   * connections. (Node's own way hands them on through the supervisor, and one that is on its way to a worker that was
   * just killed is then neither answered nor closed.)
   */
  readonly reusePort?: boolean;
  /** As `AppOptions.schemas`; compiled once each is used by default, which serves some seconds sooner. */
  readonly schemas?: AppOptions['schemas'];
}

/** Opens the services, both listeners and the sequencer's loop; resolves when it listens. */
export async function serveNode(base: NodeBase, options: ServeOptions = {}): Promise<Serving> {
  const { config } = base;
  const logger = createLogger(config);
  const services = await openServices(base);
  const { schemas = 'when-used', reusePort = false } = options;
  const pages = await buildApp({ logger, schemas });
  const { authority, serverKey } = services.certificates;
  const certified = await buildApp({ logger, schemas, https: certificateListener(serverKey, authority) });
  await addRoutes(pages, services, { certificates: false });
  await addRoutes(certified, services, { certificates: true });
  const sequencing = startSequencer(base, services, logger);
  const verifying = startVerifier(services, logger);
  const importing = startImports(services, logger);
  const examining = startExaminations(services, logger);
  const rehearsing = startRehearsals(services, logger);
  const jobs = startPeriodicJobs({ url: base.urls.app, jobs: nodeJobs(services, logger), logger });
  const place = { host: config.host, reusePort };
  await pages.listen({ ...place, port: config.port });
  await certified.listen({ ...place, port: config.certificatePort });
  return {
    services,
    async stop() {
      await Promise.all([pages.close(), certified.close()]);
      await Promise.all([
        jobs.stop(),
        verifying.stop(),
        importing.stop(),
        examining.stop(),
        rehearsing.stop(),
        sequencing.stop(),
      ]);
      await services.close();
    },
  };
}

async function addRoutes(
  app: FastifyInstance,
  services: Services,
  options: { certificates: boolean },
): Promise<void> {
  if (!options.certificates)
    await serveDocs(app, { ...services, published: () => describeServices(services.granting) });
  identityRoutes(app, services.identity, options);
  statusRoutes(app, services);
  ledgerRoutes(app, { database: services.reader, keys: services.signers.map((signer) => signer.key) });
  certificateRoutes(app, services.certificates);
  accessRoutes(app, { app: services.app, cite: openCitations(services.catalogue) });
  catalogueRoutes(app, services);
  stateRoutes(app, services);
  organisationRoutes(app, services.organisations);
  recordRoutes(app, { door: services.door });
  registryRoutes(app, services.registry);
  grantRoutes(app, { ...services.granting, door: services.door });
  qualityRoutes(app, services.quality);
  deskRoutes(app, services.desk);
  oversightRoutes(app, services.oversight);
  await servePages(app, services.config); // on both: the PIN is asked on the certificate's listener
}

/** Any process may lead; the ledger sees to it that one does. */
function startSequencer(base: NodeBase, services: Services, logger: Logger): { stop(): Promise<void> } {
  const abort = new AbortController();
  const running = runSequencer({
    url: base.urls.ledger,
    origin: ledgerOrigin(base.config),
    signers: services.signers,
    signal: abort.signal,
    report(event) {
      if (event.size !== undefined) metrics.ledgerSize.set(event.size);
      if (event.kind !== 'failure') return;
      metrics.alarms.inc({ kind: 'ledger-not-signed' });
      logger.error({ err: event.error }, 'the ledger is not being sequenced or signed');
    },
  });
  return {
    async stop() {
      abort.abort();
      await running;
    },
  };
}

/** Any process may verify the whole ledger when an auditor asks or it is time; one does. */
function startVerifier(services: Services, logger: Logger): { stop(): Promise<void> } {
  return startLoop((signal) =>
    runVerifications(services.oversight, {
      agency: services.config.agency,
      signal,
      failed: (error) => logger.error({ err: error }, 'a verification of the ledger could not go on'),
      ended: (end) => alarmOfVerification(end, logger),
    }),
  );
}

/** Any process may check and apply a file of organisation codes; one does. */
function startImports(services: Services, logger: Logger): { stop(): Promise<void> } {
  return startLoop((signal) =>
    runImports(services.organisations, {
      agency: services.config.agency,
      signal,
      failed: (error) => logger.error({ err: error }, 'an import of organisation codes could not go on'),
    }),
  );
}

/** Any process may examine the records of a resource; one does. */
function startExaminations(services: Services, logger: Logger): { stop(): Promise<void> } {
  return startLoop((signal) =>
    performRuns(services.quality, {
      signal,
      failed: (error) => logger.error({ err: error }, 'an examination of records could not go on'),
    }),
  );
}

/** Any process may hold a migration plan against the records; one does. */
function startRehearsals(services: Services, logger: Logger): { stop(): Promise<void> } {
  const { registry, inspector, config } = services;
  return startLoop((signal) =>
    runRehearsals(
      { registry, reader: inspector, agency: config.agency },
      {
        signal,
        failed: (error) => logger.error({ err: error }, 'a migration plan could not be tried'),
      },
    ),
  );
}

function startLoop(loop: (signal: AbortSignal) => Promise<void>): { stop(): Promise<void> } {
  const abort = new AbortController();
  const running = loop(abort.signal);
  return {
    async stop() {
      abort.abort();
      await running;
    },
  };
}
