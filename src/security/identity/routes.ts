// summary and tags of a route
import type { FastifyInstance } from 'fastify';
import { accountRoutes } from './accounts/routes.ts';
import { approvalRoutes } from './approvals/routes.ts';
import type { Identity } from './identity.ts';
import { identify } from './sessions/identify.ts';
import { registerRoutes } from './register/routes.ts';
import { sessionRoutes } from './sessions/routes.ts';
import { certificateRoutes, demoRoutes } from './sign-in/routes.ts';

/**
 * Adds identity to an application: first the hook that refuses whoever may not, then the module's own routes. Call it
 * on the root instance before any other route. `certificates`: this is the listener with mutual TLS.
 */
export function routes(app: FastifyInstance, identity: Identity, options: { certificates: boolean }): void {
  identify(app, identity, options);
  sessionRoutes(app, identity);
  accountRoutes(app, identity);
  registerRoutes(app, identity);
  approvalRoutes(app, identity);
  if (options.certificates) certificateRoutes(app, identity);
  else demoRoutes(app, identity);
}
