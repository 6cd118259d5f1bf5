// summary and tags
import type { FastifyInstance } from 'fastify';
import type { Certificates } from './certificates.ts';

/** What anybody may fetch: the authority's certificate and the list of revoked ones. */
export function routes(app: FastifyInstance, certificates: Certificates): void {
  app.get(
    '/pki/ca.pem',
    { schema: { summary: 'Certificate of the node’s authority', tags: ['pki'] } },
    (_request, reply) => reply.type('application/x-pem-file').send(certificates.authority.certificatePem),
  );
  app.get(
    '/pki/crl',
    { schema: { summary: 'Revoked certificates, signed (RFC 5280)', tags: ['pki'] } },
    async (_request, reply) => reply.type('application/pkix-crl').send(await certificates.revocationList()),
  );
}
