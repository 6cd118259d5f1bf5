import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import { inWords, measure, readArguments } from './run.ts';
import { defineBench, ratioOf } from './support/bench.ts';
import { openConnections } from './support/http-connection.ts';
import { Latencies } from './support/latencies.ts';
import { measureLoop } from './support/loop.ts';

const context = { seconds: 0.1, options: {}, say: () => undefined };

describe('the bench', () => {
  it('gives percentiles within 1% of the truth', () => {
    const latencies = new Latencies();
    for (let ms = 1; ms <= 1000; ms += 1) latencies.add(ms);
    for (const [share, ms] of [
      [0.5, 500],
      [0.95, 950],
      [0.99, 990],
    ] as const) {
      assert.ok(
        Math.abs(latencies.percentileMs(share) - ms) <= ms * 0.011,
        `${latencies.percentileMs(share)} for ${ms}`,
      );
    }
    assert.equal(latencies.figures(10)['perSecond'], 100);
  });

  it('says that a slower product has a ratio below 1, for rates and for times', () => {
    assert.equal(
      ratioOf({ headline: 'perSecond', better: 'more' }, { perSecond: 50 }, { perSecond: 100 }),
      0.5,
    );
    assert.equal(ratioOf({ headline: 'seconds', better: 'less' }, { seconds: 4 }, { seconds: 2 }), 0.5);
  });

  it('measures product and bare in one world, closes it, and reports the checks of both', async () => {
    const calls: string[] = [];
    const measured = (perSecond: number) => ({
      figures: { perSecond },
      checks: [{ name: 'did it', ok: true, detail: 'yes' }],
    });
    const bench = defineBench({
      name: 'tennis',
      what: 'serves',
      headline: 'perSecond',
      better: 'more',
      prepare: async () => 'court',
      bare: async (world: string) => (calls.push(`bare ${world}`), measured(200)),
      product: async (world: string) => (calls.push(`product ${world}`), measured(100)),
      config: () => ({ balls: 3 }),
      close: async (world: string) => void calls.push(`close ${world}`),
    });
    const report = await measure(bench, context);
    assert.deepEqual(calls, ['bare court', 'product court', 'close court']);
    assert.equal(report.ratio, 0.5);
    assert.deepEqual(
      report.checks.map(({ name }) => name),
      ['did it', 'bare: did it'],
    );
    assert.match(inWords(report), /ratio: 0\.5/);
  });

  it('closes the world when the product fails', async () => {
    let closed = false;
    const bench = defineBench({
      name: 'tennis',
      what: 'fails',
      headline: 'perSecond',
      better: 'more',
      prepare: async () => undefined,
      bare: async () => ({ figures: {}, checks: [] }),
      product: () => Promise.reject(new Error('planted')),
      config: () => ({}),
      close: async () => void (closed = true),
    });
    await assert.rejects(measure(bench, context), /planted/);
    assert.ok(closed);
  });

  it('reads options of its own and leaves the rest to the bench', () => {
    const read = readArguments([
      'door-read',
      '--seconds',
      '3',
      '--json',
      'out.json',
      '--connections',
      '64',
      '--quick',
    ]);
    assert.deepEqual(read, {
      name: 'door-read',
      seconds: 3,
      json: 'out.json',
      options: { connections: '64', quick: 'true' },
    });
    assert.throws(() => readArguments(['door-read', '--seconds', 'ten']), /--seconds/);
  });

  it('loads a server over keep-alive connections and gets every answer', async () => {
    let served = 0;
    const server = createServer((request, response) => {
      served += 1;
      request.resume().on('end', () => response.end(request.url));
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    const connections = await openConnections({ host: '127.0.0.1', port }, 4);
    let answered = 0;
    const figures = await measureLoop({
      callers: 4,
      seconds: 0.2,
      call: async (caller, n) => {
        const answer = await connections[caller]?.send(
          'POST',
          `/${n}`,
          { 'content-type': 'text/plain' },
          '民桥',
        );
        assert.equal(answer?.status, 200);
        assert.equal(answer.body.toString(), `/${n}`);
        answered += 1;
      },
    });
    for (const connection of connections) connection.close();
    server.close();
    assert.equal(answered, served);
    assert.ok((figures['perSecond'] ?? 0) > 0);
  });

  it('fails when an answer is lost, instead of counting it', async () => {
    const server = createServer((request) => request.socket.destroy()).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    const [connection] = await openConnections({ host: '127.0.0.1', port }, 1);
    await assert.rejects(async () => connection?.send('GET', '/'), /closed/);
    server.close();
  });
});
