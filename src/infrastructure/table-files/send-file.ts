import type { FastifyReply } from 'fastify';
import type { TableFile } from './write-table-file.ts';

/** Answers with the file, to be saved and never shown. */
export function sendFile(reply: FastifyReply, { name, contentType, content }: TableFile): FastifyReply {
  return reply
    .type(contentType)
    .header('content-disposition', `attachment; filename="${name}"`)
    .send(content);
}
