import { randomBytes } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { fault } from './errors.ts';
import { problemOf } from './problem.ts';

/** Codes of Node's parser of HTTP, and of its clock. */
const named: Readonly<Record<string, 'headers-too-large' | 'too-slow'>> = {
  HPE_HEADER_OVERFLOW: 'headers-too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'too-slow',
};

/**
 * What came over the connection was no request that could be read, so there is neither request nor reply: the answer
 * is written as it goes over the wire, and the connection ends.
 */
export function refuseUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  if (!socket.writable) return void socket.destroy(error);
  const problem = problemOf(
    fault(named[error.code ?? ''] ?? 'unreadable'),
    'zh',
    randomBytes(16).toString('hex'),
  );
  const body = JSON.stringify(problem);
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
    'content-type: application/problem+json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'x-content-type-options: nosniff',
    'cache-control: no-store',
    `x-trace-id: ${problem.traceId}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
