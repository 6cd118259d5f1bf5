import cluster from 'node:cluster';
import type { NodeVerbs } from '#operations/commands/index.ts';

const lingerMs = 1_000; // what is still open after the last line (a load that was told to stop) does not keep us

/** The verbs that need the whole node load it when they are called, so that `--help` and `config` answer at once. */
const verbs = new Proxy({} as NodeVerbs, {
  get:
    (_none, verb) =>
    async (...args: unknown[]) => {
      const { nodeVerbs } = await import('./node-verbs.ts');
      const call = nodeVerbs[verb as keyof NodeVerbs] as (...given: unknown[]) => unknown;
      return call(...args);
    },
});

if (cluster.isWorker) {
  const { runWorker } = await import('./start-node.ts');
  await runWorker(process.argv[3] ?? '{}');
} else {
  const { buildProgram, runProgram } = await import('#operations/commands/index.ts');
  process.exitCode = await runProgram(buildProgram(verbs), process.argv);
  if (process.connected) process.disconnect(); // the launcher's channel would keep this process alive
  setTimeout(() => process.exit(), lingerMs).unref();
}
