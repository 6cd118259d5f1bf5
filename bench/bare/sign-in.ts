/** The least that a sign-in with certificate and PIN takes: the handshake with both certificates, and one scrypt. */
import { scrypt } from 'node:crypto';
import type { SecureServerOptions } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { connect, createServer } from 'node:tls';
import type { SecureContext } from 'node:tls';
import type { Measured } from '../support/bench.ts';
import { measureLoop } from '../support/loop.ts';

export interface BareSignIns {
  readonly listener: SecureServerOptions;
  readonly contexts: readonly SecureContext[];
  readonly callers: number;
  readonly seconds: number;
}

const cost = { N: 16_384, r: 8, p: 1 };

export async function measureBareSignIns(given: BareSignIns): Promise<Measured> {
  let hashed = 0;
  const server = createServer(given.listener, (socket) => {
    socket.on('error', () => socket.destroy());
    socket.once('data', (pin: Buffer) => {
      scrypt(pin, 'salt', 32, cost, (error, hash) => {
        if (error) throw error;
        hashed++;
        socket.end(hash);
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  let answered = 0;
  const figures = await measureLoop({
    callers: given.callers,
    seconds: given.seconds,
    async call(_, n) {
      await exchange(port, given.contexts[n % given.contexts.length] as SecureContext);
      answered++;
    },
  });
  server.close();
  const detail = `${hashed} hashed, ${answered} answered`;
  return { figures, checks: [{ name: 'each connection had its scrypt', ok: hashed === answered, detail }] };
}

function exchange(port: number, secureContext: SecureContext): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, secureContext, servername: 'localhost' });
    socket.on('secureConnect', () => socket.write('bench-pin-7'));
    socket.once('data', () => {
      socket.destroy();
      resolve();
    });
    socket.on('error', reject);
  });
}
