/** A sequencer in a process of its own, to be killed: `node sequencer-process.ts <url> <folder of secrets>`. */
import { openSigners, runSequencer } from '#security/ledger/index.ts';
import { openSecrets } from '#infrastructure/secrets/index.ts';
import { quick, testOrigin } from './ledger.ts';

const [url = '', folder = ''] = process.argv.slice(2);
await runSequencer({
  url,
  origin: testOrigin,
  signers: openSigners(openSecrets(folder), testOrigin),
  signal: new AbortController().signal,
  intervals: { ...quick, standbyMs: 5 },
  report: ({ kind }) => kind === 'round' && process.stdout.write('.'),
});
