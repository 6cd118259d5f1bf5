/**
 * Searches of data elements and resources by text, initials and facets, over HTTP, with 50,000 elements and 5,000
 * resources declared. Bare: the same questions to an HTTP server that looks at each row in turn, unranked and unsorted.
 */
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { loadConfig } from '#infrastructure/config/index.ts';
import { buildApp } from '#infrastructure/http/index.ts';
import { routes } from '#platform/catalogue/index.ts';
import type { Snapshot } from '#platform/catalogue/index.ts';
import { measureBareSearches } from './bare/catalogue.ts';
import { defineBench } from './support/bench.ts';
import type { BenchContext, Measured } from './support/bench.ts';
import { openConnections } from './support/http-connection.ts';
import type { HttpConnection } from './support/http-connection.ts';
import { fixedCatalogue, largeCatalogue } from './support/large-catalogue.ts';
import { measureLoop } from './support/loop.ts';

const size = { elements: 50_000, resources: 5_000 };
const defaultCallers = 2; // as many as the machine that the promise speaks of has cores
const mebibyte = 1024 * 1024;

/** What officers type: rare and common words of both languages, initials, facets, and sorted lists to leaf through. */
const questions: readonly string[] = [
  'elements?q=姓名',
  'elements?q=日期甲',
  'elements?q=number',
  'elements?q=e',
  'elements?q=号',
  'elements?q=csrq',
  'elements?q=permit 17&limit=50',
  'elements?q=没有这个词',
  'elements?status=draft&representation=code&q=类别',
  'elements?verification=verified&used=no',
  'elements?q=date&sort=title',
  'facets/elements?q=日期',
  'resources?q=机动车',
  'resources?q=jdc',
  'resources?q=出生日期&personal=yes',
  'resources?category=1&sharing=conditional',
  'resources?cycle=realtime&grade=3&sort=-title',
  'facets/resources?q=person',
];

interface World {
  readonly catalogue: Snapshot;
  readonly callers: number;
}

export const bench = defineBench<World>({
  name: 'catalogue',
  what: 'searches of 50,000 elements and 5,000 resources by text, initials and facets; bare: one look at each row',
  headline: 'p95Ms',
  better: 'less',
  async prepare({ options }) {
    return { catalogue: largeCatalogue(size), callers: Number(options['callers'] ?? defaultCallers) };
  },
  product: measureProduct,
  bare: ({ catalogue, callers }, { seconds }) =>
    measureBareSearches({ pack: catalogue.pack, questions, callers, seconds }),
  config: ({ callers }) => ({ callers, ...size, questions: questions.length, processes: 1 }),
  close: async () => undefined,
});

async function measureProduct(
  { catalogue, callers }: World,
  { seconds, say }: BenchContext,
): Promise<Measured> {
  const app = await buildApp({ logger: pino({ level: 'silent' }) });
  routes(app, { catalogue: fixedCatalogue(catalogue), config: loadConfig({ env: {}, flags: {} }) });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  const connections = await openConnections({ host: '127.0.0.1', port }, callers);
  const before = memoryMiB();
  const firstMs = await timed(() => ask(connections[0] as HttpConnection, questions[0] ?? ''));
  const totals = new Map<string, number>();
  for (const question of questions) {
    const ms = await timed(async () => {
      totals.set(question, await ask(connections[0] as HttpConnection, question));
    });
    say(`${Math.round(ms)} ms, ${totals.get(question)} found, first asked: ${question}`);
  }
  const figures = await measureLoop({
    callers,
    seconds,
    async call(caller, n) {
      const question = questions[n % questions.length] ?? '';
      const total = await ask(connections[caller] as HttpConnection, question);
      if (total !== totals.get(question)) throw new Error(`${question} was answered differently`);
    },
  });
  const indexMiB = memoryMiB() - before;
  for (const connection of connections) connection.close();
  await app.close();
  const found = [...totals.values()].filter((total) => total > 0).length;
  return {
    figures: { ...figures, firstMs: Math.round(firstMs), indexMiB },
    checks: [
      {
        name: 'all but the one that asks for nothing find something',
        ok: found === questions.length - 1,
        detail: `${found} of ${questions.length}`,
      },
    ],
  };
}

/** How many fit, as the answer says. */
async function ask(connection: HttpConnection, question: string): Promise<number> {
  const { status, body } = await connection.send('GET', `/api/v1/catalogue/${encodeURI(question)}`);
  if (status !== 200) throw new Error(`${question}: ${status} ${body.toString()}`);
  return (JSON.parse(body.toString()) as { total: number }).total;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/** Memory in use, of which the searches' own is what it grew by. */
function memoryMiB(): number {
  globalThis.gc?.();
  return Math.round(process.memoryUsage().heapUsed / mebibyte);
}
