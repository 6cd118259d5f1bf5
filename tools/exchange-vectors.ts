/** Writes docs/exchange/schemas and docs/exchange/vectors: `node tools/exchange-vectors.ts`, after a change of a format. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { schemas, vectors } from '../test/support/exchange-vectors.ts';

for (const [part, files] of Object.entries({ schemas: schemas(), vectors: vectors() })) {
  const folder = join(import.meta.dirname, '../docs/exchange', part);
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of Object.entries(files))
    writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(content, undefined, 2)}\n`);
}
