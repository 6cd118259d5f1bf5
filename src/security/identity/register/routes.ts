import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import { sendFile } from '#infrastructure/table-files/index.ts';
import type { Identity } from '../identity.ts';
import * as shape from '../schema.ts';
import { requireRole } from '../sessions/require.ts';
import { certificateExport, exportCertificates } from './export-certificates.ts';
import type { CertificateExport } from './export-certificates.ts';
import { listCertificates } from './list-certificates.ts';

const tags = ['administration'];
const administrators = ['system-administrator', 'security-administrator'] as const;

/** The register of the certificates that the node's authority issued. */
export function registerRoutes(app: FastifyInstance, identity: Identity): void {
  app.post<{ Body: Static<typeof shape.CertificateQuery> }>(
    '/api/v1/certificates/search',
    {
      schema: {
        summary: 'Certificates, asked for without naming anybody in an address',
        tags,
        body: shape.CertificateQuery,
        response: { 200: shape.pageOf(shape.RegisteredCertificate) },
      },
    },
    (request) => listCertificates(identity, requireRole(request, ...administrators), request.body),
  );
  const schema = { summary: 'Certificates as a file', tags, body: certificateExport };
  app.post<{ Body: CertificateExport }>('/api/v1/certificates/export', { schema }, async (request, reply) =>
    sendFile(
      reply,
      await exportCertificates(identity, requireRole(request, ...administrators), request.body),
    ),
  );
}
