/**
 * One keep-alive HTTP/1.1 connection for load: writes a request, reads its answer, next. It shares the cores with what
 * it measures, so it does as little as it can; answers must carry Content-Length.
 */
import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls, type ConnectionOptions } from 'node:tls';

export interface Answer {
  readonly status: number;
  readonly head: string;
  readonly body: Buffer;
}

export interface Target {
  readonly host: string;
  readonly port: number;
  /** TLS options, such as a client's key and certificate; absent for plain HTTP. */
  readonly tls?: ConnectionOptions;
}

/** Largest answer the load generator accepts; a bench asks for single records. */
const maxAnswerBytes = 4 * 1024 * 1024;

export class HttpConnection {
  readonly #socket: Socket;
  readonly #host: string;
  #pending: { resolve(answer: Answer): void; reject(error: Error): void } | undefined;
  #received: Buffer = Buffer.alloc(0);

  private constructor(socket: Socket, host: string) {
    this.#socket = socket;
    this.#host = host;
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.#read(chunk));
    socket.on('error', (error) => this.#fail(error));
    socket.on('close', () => this.#fail(new Error('The server closed the connection.')));
  }

  /** Opens a connection, with the handshake done. */
  static open({ host, port, tls }: Target): Promise<HttpConnection> {
    return new Promise((resolve, reject) => {
      const ready = tls === undefined ? 'connect' : 'secureConnect';
      const socket = tls === undefined ? connectTcp({ host, port }) : connectTls({ host, port, ...tls });
      socket.once('error', reject);
      socket.once(ready, () => resolve(new HttpConnection(socket, `${host}:${port}`)));
    });
  }

  /** Sends a request and gives its answer. One at a time. */
  send(
    method: string,
    path: string,
    headers: Readonly<Record<string, string>> = {},
    body = '',
  ): Promise<Answer> {
    const lines = Object.entries(headers)
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join('');
    const length = body === '' && method === 'GET' ? '' : `content-length: ${Buffer.byteLength(body)}\r\n`;
    return new Promise((resolve, reject) => {
      if (this.#pending !== undefined) throw new Error('The last request has not been answered yet.');
      this.#pending = { resolve, reject };
      this.#socket.write(`${method} ${path} HTTP/1.1\r\nhost: ${this.#host}\r\n${lines}${length}\r\n${body}`);
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #read(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    if (this.#received.length > maxAnswerBytes) return this.#fail(new Error('The answer is too large.'));
    const end = this.#received.indexOf('\r\n\r\n');
    if (end < 0) return undefined;
    const head = this.#received.toString('latin1', 0, end);
    const status = Number(head.slice(9, 12));
    const length =
      /\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? (status === 204 || status === 304 ? '0' : undefined);
    if (length === undefined) return this.#fail(new Error(`The answer has no Content-Length:\n${head}`));
    const whole = end + 4 + Number(length);
    if (this.#received.length < whole) return undefined;
    const body = this.#received.subarray(end + 4, whole);
    this.#received = this.#received.subarray(whole);
    const pending = this.#pending;
    this.#pending = undefined;
    return pending?.resolve({ status, head, body });
  }

  #fail(error: Error): void {
    const pending = this.#pending;
    this.#pending = undefined;
    pending?.reject(error);
  }
}

/** Opens `count` connections to one target. */
export function openConnections(target: Target, count: number): Promise<HttpConnection[]> {
  return Promise.all(Array.from({ length: count }, () => HttpConnection.open(target)));
}
