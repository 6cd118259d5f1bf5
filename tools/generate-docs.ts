/** `npm run docs`: writes the generated parts of documents. Tidy fails when they are not as this would write them. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { loadProject } from './tidy.ts';
import { documents } from './tidy/documents.ts';

const { project, failures } = await loadProject(process.cwd());
for (const { file, instead } of failures) console.error(`${file}: ${instead}`);
for (const { path, text } of documents(project)) {
  if (project.file(path)?.text === text) continue;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  console.log(`wrote ${path}`);
}
process.exitCode = failures.length === 0 ? 0 : 1;
