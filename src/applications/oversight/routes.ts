import type { FastifyInstance } from 'fastify';
import { auditorRoutes } from './auditor-routes.ts';
import { citizenRoutes } from './citizen-routes.ts';
import type { Oversight } from './oversight.ts';

/** Oversight's part of the API, below /api/v1. Everyone who reaches it is signed in (identify). */
export function oversightRoutes(app: FastifyInstance, oversight: Oversight): void {
  auditorRoutes(app, oversight);
  citizenRoutes(app, oversight);
}
