/** The registry of organisation codes: importing 300,000 rows (read, checked, applied, with history and ledger entry), then searching them; bare: COPY of the ready-made rows and a search by key. */
import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { parse } from 'csv-parse/sync';
import writeXlsxFile from 'write-excel-file/node';
import { systemContext } from '#security/context/index.ts';
import type { Context } from '#security/context/index.ts';
import { configureLedger } from '#security/ledger/index.ts';
import { loadCatalogue } from '#platform/catalogue/index.ts';
import { acceptImport, generateCsv, generateOrganisations, getImport, openImport, openOrganisations, receiveImport, runImports, searchOrganisations } from '#platform/organisations/index.ts'; // prettier-ignore
import type { Organisations } from '#platform/organisations/index.ts';
import { measureBareOrganisations } from './bare/organisations.ts';
import { defineBench, type BenchContext, type Measured } from './support/bench.ts';
import { openBenchDatabase, type BenchDatabase } from './support/database.ts';
import { Latencies } from './support/latencies.ts';

const defaultRows = 300_000;
const agency = '690100000000';
const pollMs = 100;

interface World {
  readonly database: BenchDatabase;
  readonly organisations: Organisations;
  readonly context: Context;
  readonly rows: number;
  readonly file: Buffer;
  readonly format: string;
}

export const bench = defineBench<World>({
  name: 'organisations',
  what: 'imports organisation codes (--rows 300000, --format csv or xlsx), then searches them; bare: COPY, and finding by key',
  headline: 'importSeconds',
  better: 'less',
  async prepare({ options }) {
    const database = await openBenchDatabase();
    const app = database.open('app', 10);
    configureLedger({ agency, subjectKey: randomBytes(32), database: app });
    const at = new Date();
    const catalogue = loadCatalogue(
      ['core', 'regulations'].map((pack) => join(import.meta.dirname, '../packs', pack)),
    );
    const organisations = openOrganisations({
      app,
      appUrl: database.urls.app,
      catalogue,
      profile: 'demo',
    });
    const system = systemContext(agency, 'bench', at);
    const context = { ...system, actor: { ...system.actor, id: randomUUID(), roles: ['standards-officer'] } };
    const rows = Number(options['rows'] ?? defaultRows);
    const format = options['format'] ?? 'csv';
    const file = format === 'xlsx' ? await workbook(rows) : Buffer.from([...generateCsv(rows)].join(''));
    return { database, organisations, context, rows, file, format };
  },
  product: measureRegistry,
  bare: ({ database, rows }, { seconds }) =>
    measureBareOrganisations(database.bareUrl, generateOrganisations(rows), seconds),
  config: ({ rows, format, file }) => ({
    rows,
    format,
    fileMiB: Math.round(file.length / 2 ** 20),
    durability: 'full',
  }),
  versions: async ({ database }) => ({ postgresql: database.version }),
  close: ({ database }) => database.close(),
});

async function workbook(rows: number): Promise<Buffer> {
  const lines: string[][] = parse([...generateCsv(rows)].join(''));
  return writeXlsxFile(lines.map((line) => line.map((value) => ({ value, type: String })))).toBuffer();
}

async function measureRegistry(world: World, context: BenchContext): Promise<Measured> {
  const abort = new AbortController();
  const failures: unknown[] = [];
  const intervals = { pollMs, heartbeatMs: 1000, silentMs: 60_000 };
  const running = runImports(world.organisations, { agency, signal: abort.signal, intervals, failed: (error) => failures.push(error) }); // prettier-ignore
  try {
    const imported = await importAll(world, context);
    const searched = await searchAll(world, context.seconds);
    const ok = imported.established === world.rows && failures.length === 0;
    const detail = `${imported.established} of ${world.rows} established, ${imported.rowsRefused} refused${failures.map((one) => `, ${String(one)}`).join('')}`; // prettier-ignore
    return {
      figures: { ...imported.figures, ...searched.figures },
      checks: [{ name: 'every row is in the registry', ok, detail }, ...searched.checks],
    };
  } finally {
    abort.abort();
    await running;
  }
}

async function importAll({ organisations, context, file, format }: World, { say }: BenchContext) {
  const started = performance.now();
  const input = { name: `codes.${format}`, effectiveOn: '2026-01-01', basis: 'bench' };
  const { id } = await openImport(organisations, context, input);
  await receiveImport(organisations, context, id, Readable.from([file]));
  const checked = await reached(organisations, context, id, ['checked', 'refused', 'broken']);
  const checkSeconds = (performance.now() - started) / 1000;
  say(`checked in ${checkSeconds.toFixed(1)} s: ${checked.established} new, ${checked.rowsRefused} refused ${JSON.stringify(checked.problem)}`); // prettier-ignore
  await acceptImport(organisations, context, id, { skipRefused: true });
  const applied = await reached(organisations, context, id, ['applied', 'broken']);
  const importSeconds = (performance.now() - started) / 1000;
  const figures = { importSeconds: round(importSeconds), checkSeconds: round(checkSeconds), applySeconds: round(importSeconds - checkSeconds), rssMiB: Math.round(process.resourceUsage().maxRSS / 1024) }; // prettier-ignore
  return { ...applied, figures };
}

async function reached(
  organisations: Organisations,
  context: Context,
  id: string,
  states: readonly string[],
) {
  for (;;) {
    const item = await getImport(organisations, context, id);
    if (states.includes(item.state)) return item;
    await wait(pollMs);
  }
}

/** Searches as people type them, over all the rows: whole codes and their beginnings, names, initials, English. */
function questions(rows: number): { kind: string; q: string; finds?: string }[] {
  const all = [...generateOrganisations(rows)];
  const picked = Array.from({ length: 200 }, (_one, n) => all[Math.floor(((n * 7919) % 200) * (all.length / 200))]).filter((one) => one !== undefined); // prettier-ignore
  return picked.flatMap((one) => [
    { kind: 'code', q: one.code, finds: one.code },
    { kind: 'code', q: one.code.slice(0, 8) },
    { kind: 'name', q: one.nameZh, finds: one.code },
    { kind: 'name', q: one.nameZh.slice(-9) },
    { kind: 'name', q: one.shortName },
    { kind: 'name', q: one.nameZh.slice(0, 4) },
    { kind: 'initials', q: 'lyfj' },
    { kind: 'initials', q: 'yspcs' },
    { kind: 'english', q: one.nameEn.slice(0, 30) },
  ]);
}

async function searchAll({ organisations, rows }: World, seconds: number): Promise<Measured> {
  const asked = questions(rows);
  const all = new Latencies();
  const kinds = new Map<string, Latencies>();
  const wrong: string[] = [];
  const until = performance.now() + seconds * 1000;
  const deepest = { ms: 0, q: '' };
  for (let n = 0; performance.now() < until; n++) {
    const one = asked[n % asked.length];
    if (!one) break;
    const started = performance.now();
    const { items } = await searchOrganisations(organisations, { q: one.q, limit: 20 });
    const ms = performance.now() - started;
    if (ms > deepest.ms) Object.assign(deepest, { ms, q: one.q });
    all.add(ms);
    const kind = kinds.get(one.kind) ?? new Latencies();
    kinds.set(one.kind, kind);
    kind.add(ms);
    if (items.length === 0 || (one.finds !== undefined && !items.some(({ code }) => code === one.finds))) wrong.push(one.q); // prettier-ignore
  }
  const perKind = [...kinds].map(([kind, latencies]) => [
    `${kind}P95Ms`,
    round(latencies.percentileMs(0.95)),
  ]);
  return {
    figures: { searchP50Ms: round(all.percentileMs(0.5)), searchP95Ms: round(all.percentileMs(0.95)), searchP99Ms: round(all.percentileMs(0.99)), ...Object.fromEntries(perKind), slowestMs: round(deepest.ms) }, // prettier-ignore
    checks: [{ name: 'every search finds what it looks for', ok: wrong.length === 0, detail: wrong.length === 0 ? `slowest: ${deepest.q}` : `not found: ${wrong.slice(0, 3).join(' | ')}` }], // prettier-ignore
  };
}

const round = (value: number): number => Math.round(value * 100) / 100;
