import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { demoCodeLists, type DemoCodeList } from './population/code-lists.ts';
import type { Settings } from './population/settings.ts';

/**
 * Writes the demonstration's own code lists into `folder`, as a pack has them: `code-lists/<name>.yaml` with its CSV
 * beside. The catalogue reads that folder like any pack's. The same settings give the same bytes.
 * @returns how many values they have together
 */
export function writeDemoCodeLists(folder: string, settings: Settings): number {
  const place = join(folder, 'code-lists');
  mkdirSync(place, { recursive: true });
  let count = 0;
  for (const list of demoCodeLists(settings)) {
    const lines = ['code,zh,en'];
    for (const { code, zh, en } of list.values()) lines.push(`${code},${zh},${en}`);
    count += lines.length - 1;
    writeFileSync(join(place, `${list.name}.csv`), `${lines.join('\n')}\n`);
    writeFileSync(join(place, `${list.name}.yaml`), headOf(list));
  }
  return count;
}

function headOf({ name, title }: DemoCodeList): string {
  return [
    `code-list: ${name}`,
    `title: { zh: ${title.zh}, en: ${title.en} }`,
    'verification: draft',
    "source: '虚构，由演示包生成; fictional, made by the demonstration pack'",
    "from: '2016-01-04'",
    `values: ${name}.csv`,
    '',
  ].join('\n');
}
