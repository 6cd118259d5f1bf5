/**
 * A second process that follows the policies: `node policies-process.ts <url> <folder of secrets>`. Says each version
 * that it puts into force, one a line.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { openSecrets } from '#infrastructure/secrets/index.ts';
import { openDatabase } from '#infrastructure/sql/index.ts';
import { followPolicies, policySeal } from '#security/access/index.ts';
import { openSigners } from '#security/ledger/index.ts';
import { testOrigin } from './ledger.ts';

const [url = '', folder = ''] = process.argv.slice(2);
const app = openDatabase({ url, maxConnections: 2, applicationName: 'test-policies' });
const policies = await followPolicies(app, policySeal(openSigners(openSecrets(folder), testOrigin)));
for (let said = ''; ; await wait(20)) {
  const { version } = policies.point;
  if (version !== said) process.stdout.write(`${version}\n`);
  said = version;
}
