/**
 * Builds the web pages into dist/web when their sources changed since the last build; otherwise does nothing.
 * `node tools/build-web.ts [--force]`, as `minqiao start` does, or `buildWeb()` from the test runner.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { distFolder, findBuildInfo, type BuildInfo } from '../web/build-info.ts';

const project = fileURLToPath(new URL('..', import.meta.url));

/** What pages are made of. `src/` counts whole: pages import their features' schemas, standards and the verifier; identifiers need the divisions. */
const sourceFolders = ['web', 'src', 'packs/divisions', 'packs/demo/divisions'];
const sourceFiles = ['package-lock.json'];
const sourceEndings = ['.ts', '.tsx', '.css', '.html', '.svg', '.csv', '.json'];

export interface BuildOutcome {
  readonly built: boolean;
  readonly durationMs: number;
  readonly info: BuildInfo;
}

/** Builds when needed. `say` gets one line of progress at a time. Fails when the pages do not compile. */
export async function buildWeb(
  options: { force?: boolean; say?: (line: string) => void } = {},
): Promise<BuildOutcome> {
  const say = options.say ?? (() => undefined);
  const sourceHash = hashSources();
  const last = findBuildInfo();
  if (
    !options.force &&
    last?.sourceHash === sourceHash &&
    existsSync(join(distFolder, 'officer/index.html'))
  ) {
    return { built: false, durationMs: 0, info: last };
  }
  say(last ? 'Web pages: sources changed, building again …' : 'Web pages: building for the first time …');
  const startedAtMs = performance.now();
  const next = join(project, 'dist', `web-next-${process.pid}`);
  try {
    await runVite(next, say);
    const info = writeInfo(next, sourceHash);
    takePlace(next);
    const durationMs = Math.round(performance.now() - startedAtMs);
    say(summary(info, durationMs));
    return { built: true, durationMs, info };
  } finally {
    rmSync(next, { recursive: true, force: true });
  }
}

async function runVite(outDir: string, say: (line: string) => void): Promise<void> {
  const { build } = await import('vite');
  await build({
    configFile: join(project, 'web/vite.config.ts'),
    configLoader: 'native',
    mode: 'production',
    logLevel: 'silent', // a failure is thrown, with its file and line
    build: { outDir },
    plugins: [
      {
        name: 'minqiao-progress',
        buildStart: () => say('Web pages: reading sources …'),
        renderStart: () => say('Web pages: writing bundles …'),
      },
    ],
  });
}

/** The new pages take the place of the old at once: a running node, or a second build, never sees half of them. */
function takePlace(next: string): void {
  const old = `${next}-old`;
  if (existsSync(distFolder)) renameSync(distFolder, old);
  renameSync(next, distFolder);
  rmSync(old, { recursive: true, force: true });
}

function summary({ files, bytes }: BuildInfo, durationMs: number): string {
  return `Web pages: ${files} files, ${Math.round(bytes / 1024)} kB, in ${(durationMs / 1000).toFixed(1)} s`;
}

/** SHA-256 over name and content of every source, in order of name; tests are no source of the pages. */
export function hashSources(): string {
  const hash = createHash('sha256');
  for (const path of [
    ...sourceFolders.flatMap((folder) => listSources(join(project, folder))),
    ...sourceFiles.map((file) => join(project, file)),
  ]) {
    hash
      .update(`${relative(project, path).split(sep).join('/')}\0`)
      .update(readFileSync(path))
      .update('\0');
  }
  return hash.digest('hex');
}

function listSources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => sourceEndings.some((ending) => path.endsWith(ending)) && !/\.test\.tsx?$/.test(path))
    .sort();
}

function writeInfo(folder: string, sourceHash: string): BuildInfo {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const bytes = files.reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
  const info = { sourceHash, builtAt: new Date().toISOString(), files: files.length, bytes };
  writeFileSync(join(folder, 'build-info.json'), `${JSON.stringify(info, null, 2)}\n`);
  return info;
}

if (import.meta.main) {
  try {
    const { built } = await buildWeb({
      force: process.argv.includes('--force'),
      say: (line) => console.log(line),
    });
    if (!built) console.log('Web pages: up to date');
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
