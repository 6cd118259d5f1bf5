import { createServer } from 'node:net';
import type { Config } from '#infrastructure/config/index.ts';
import { Fault } from '#infrastructure/faults/index.ts';
import { fault } from './errors.ts';

/**
 * Makes sure, before the long work of a first start, that the node will be able to listen.
 * @throws Fault node.port-in-use, node.cannot-listen
 */
export async function requirePorts(config: Pick<Config, 'host' | 'port' | 'certificatePort'>): Promise<void> {
  const { host, port, certificatePort } = config;
  for (const one of [port, certificatePort]) await tryPort(host, one, config);
}

function tryPort(
  host: string,
  port: number,
  config: Pick<Config, 'host' | 'certificatePort'>,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error) => reject(asListenFault(error, { ...config, port })));
    server.listen(port, host, () => server.close(() => resolve()));
  });
}

/** What a failing `listen` means for the one who runs the node; any other error as it is. */
export function asListenFault(
  error: unknown,
  config: Pick<Config, 'host' | 'port' | 'certificatePort'>,
): unknown {
  const it = error as NodeJS.ErrnoException & { port?: number };
  if (
    it instanceof Fault ||
    (it.syscall !== 'listen' && it.syscall !== 'bind' && it.syscall !== 'getaddrinfo')
  )
    return error;
  const port = it.port ?? config.port;
  const flag = port === config.certificatePort ? '--certificate-port' : '--port';
  const { host } = config;
  if (it.code === 'EADDRINUSE') return fault('port-in-use', { host, port, flag }, { cause: error });
  return fault('cannot-listen', { host, port, flag, reason: it.code ?? 'error' }, { cause: error });
}
