/** Ports for the nodes of tests, several of which start at once. */
import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import type { ListenOptions, Server } from 'node:net';

/**
 * Ports that nobody has now and no other test process is given while this one lives, all different. Below those that Linux
 * gives to outgoing connections: while a killed server is away, one of the many that try to reach it could be given its port.
 */
export async function freePorts<const Count extends number>(
  count: Count,
  [lowest, limit]: readonly [number, number] = [lowestPort, lowestOutgoingPort],
): Promise<PortsOf<Count>> {
  const ports: number[] = [];
  while (ports.length < count) {
    const port = randomInt(lowest, limit);
    if ((await claim(port)) && (await isFree(port))) ports.push(port);
  }
  return ports as PortsOf<Count>;
}

type PortsOf<Count extends number> = Count extends 3 ? [number, number, number] : [number, number];
const lowestPort = 20_000;
const lowestOutgoingPort = 32_768; // net.ipv4.ip_local_port_range

/** Takes the port's name in Linux's abstract namespace, which nobody else can have until this process has ended. */
async function claim(port: number): Promise<boolean> {
  const holder = await listenOn({ path: `\0minqiao-test-port-${port}` });
  holder?.unref();
  return holder !== undefined;
}

async function isFree(port: number): Promise<boolean> {
  const server = await listenOn({ port, host: '127.0.0.1' });
  await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
  return server !== undefined;
}

function listenOn(place: ListenOptions): Promise<Server | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(place, () => resolve(server));
  });
}
