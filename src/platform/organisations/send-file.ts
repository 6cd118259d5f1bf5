import type { FastifyReply } from 'fastify';
import type { ListFile } from '#platform/catalogue/index.ts';

/** A file, always as an attachment. */
export function sendFile(reply: FastifyReply, file: ListFile): FastifyReply {
  return reply
    .type(file.contentType)
    .header('content-disposition', `attachment; filename="${file.name}"`)
    .send(file.content);
}
