import { buildProgram, runProgram } from '#operations/commands/index.ts';
import { nodeVerbs } from './node-verbs.ts';
import { isWorker, runWorker } from './start-node.ts';

const lingerMs = 1_000; // what is still open after the last line (a load that was told to stop) does not keep us

if (isWorker) await runWorker(process.argv[3] ?? '{}');
else {
  process.exitCode = await runProgram(buildProgram(nodeVerbs), process.argv);
  if (process.connected) process.disconnect(); // the launcher's channel would keep this process alive
  setTimeout(() => process.exit(), lingerMs).unref();
}
