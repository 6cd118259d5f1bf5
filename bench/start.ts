/** How long a node with data takes from the command to the first good answer; bare: PostgreSQL and an empty server. */
import { prepareBare, startBare, type BareFolder } from './bare/start.ts';
import { defineBench, type Figures } from './support/bench.ts';
import { removeFolder, startNode } from './support/node.ts';

/** Fewest starts that a median is taken of. */
const fewestStarts = 3;
const people = 2000;

interface World {
  readonly dataFolder: string;
  readonly firstStartMs: number;
  readonly bare: BareFolder;
}

export const bench = defineBench<World>({
  name: 'start',
  what: 'from the command to the first answer, with data there already; bare: PostgreSQL and an empty HTTP server',
  headline: 'medianSeconds',
  better: 'less',
  async prepare() {
    const node = await startNode({ people });
    await node.stop();
    return { dataFolder: node.dataFolder, firstStartMs: node.startMs, bare: await prepareBare() };
  },
  async product({ dataFolder, firstStartMs }, { seconds }) {
    const times = await repeat(seconds, async () => {
      const node = await startNode({ dataFolder });
      await node.stop();
      return node.startMs;
    });
    const figures = { firstSeconds: Math.round(firstStartMs) / 1000, ...summary(times) };
    return {
      figures,
      checks: [{ name: 'each start got ready', ok: true, detail: `${times.length} of ${times.length}` }],
    };
  },
  async bare({ bare }, { seconds }) {
    const times = await repeat(seconds, () => startBare(bare));
    return { figures: summary(times), checks: [] };
  },
  config: () => ({ people, database: 'embedded' }),
  async close({ dataFolder, bare }) {
    removeFolder(dataFolder);
    removeFolder(bare.folder);
  },
});

async function repeat(seconds: number, once: () => Promise<number>): Promise<number[]> {
  const until = performance.now() + seconds * 1000;
  const times: number[] = [];
  while (times.length < fewestStarts || performance.now() < until) times.push(await once());
  return times.toSorted((a, b) => a - b);
}

function summary(times: readonly number[]): Figures {
  const seconds = (ms: number | undefined): number => Math.round(ms ?? Number.NaN) / 1000;
  return {
    starts: times.length,
    medianSeconds: seconds(times[Math.floor(times.length / 2)]),
    slowestSeconds: seconds(times.at(-1)),
  };
}
