import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { vectorFile, vectors } from './make-vectors.ts';

test('the writer would write the published vectors again', async () => {
  for (const [name, content] of Object.entries(await vectors()))
    assert.deepEqual(
      JSON.parse(readFileSync(vectorFile(name), 'utf8')),
      JSON.parse(JSON.stringify(content)),
      name,
    );
});
