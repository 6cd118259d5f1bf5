/**
 * A second process that follows the grants: `node grants-process.ts <url> <folder of secrets>`. Says the standing of the grants of
 * persons whenever it changes, one line each time.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { openSecrets } from '#infrastructure/secrets/index.ts';
import { openDatabase } from '#infrastructure/sql/index.ts';
import { policySeal } from '#security/access/index.ts';
import { openSigners } from '#security/ledger/index.ts';
import { followGrants } from '#platform/grants/index.ts';
import { testOrigin } from './ledger.ts';

const [url = '', folder = ''] = process.argv.slice(2);
const app = openDatabase({ url, maxConnections: 2, applicationName: 'test-grants' });
const grants = await followGrants(app, policySeal(openSigners(openSecrets(folder), testOrigin)));
for (let said: string | undefined; ; await wait(20)) {
  const standings = grants.of('person').map(({ id, standing }) => `${id} ${standing}`);
  const line = standings.join(', ');
  if (line !== said) process.stdout.write(`${line}\n`);
  said = line;
}
