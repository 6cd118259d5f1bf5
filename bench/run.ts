/**
 * `npm run bench` lists what can be measured; `npm run bench -- NAME --seconds 10 --json out.json` measures one:
 * the product and, beside it on the same machine, the same work done bare. Exit 1 when a bench's own check fails, 2 on
 * wrong usage. It never runs in the tests: a rate is a fact about a machine, no promise about the code.
 */
import { readdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ratioOf, type Bench, type BenchContext, type Check, type Figures } from './support/bench.ts';
import { busyLimit, describeMachine, describeVersions, type Machine } from './support/machine.ts';

/** What `--json` writes. */
export interface Report {
  readonly bench: string;
  readonly at: string;
  readonly machine: Machine;
  readonly versions: Readonly<Record<string, string>>;
  readonly config: Readonly<Record<string, string | number | boolean>>;
  readonly product: Figures;
  readonly bare: Figures;
  readonly ratio: number;
  readonly checks: readonly Check[];
}

const defaultSeconds = 10;
const maxSeconds = 3600;

/** Measures a bench, bare first, and closes its world whatever happens. */
export async function measure<World>(bench: Bench<World>, context: BenchContext): Promise<Report> {
  const machine = await describeMachine();
  if (machine.busyBefore > busyLimit) {
    const percent = Math.round(machine.busyBefore * 100);
    context.say(`warning: the machine is ${percent}% busy with other work; read the ratio, not the rates.`);
  }
  context.say('preparing …');
  const world = await bench.prepare(context);
  try {
    context.say(`measuring bare for ${context.seconds} s …`);
    const bare = await bench.bare(world, context);
    context.say(`measuring the product for ${context.seconds} s …`);
    const product = await bench.product(world, context);
    return {
      bench: bench.name,
      at: new Date().toISOString(),
      machine,
      versions: { ...describeVersions(), ...(await bench.versions?.(world)) },
      config: { seconds: context.seconds, ...bench.config(world) },
      product: product.figures,
      bare: bare.figures,
      ratio: Math.round(ratioOf(bench, product.figures, bare.figures) * 1000) / 1000,
      checks: [...product.checks, ...bare.checks.map((check) => ({ ...check, name: `bare: ${check.name}` }))],
    };
  } finally {
    await bench.close(world);
  }
}

/** Names of the benches: the files of this folder. */
export function benchNames(): string[] {
  return readdirSync(import.meta.dirname)
    .filter((name) => /^[a-z-]+\.ts$/.test(name) && name !== 'run.ts')
    .map((name) => name.slice(0, -3))
    .toSorted();
}

async function loadBench(name: string): Promise<Bench<unknown>> {
  const module = (await import(`./${name}.ts`)) as { bench: Bench<unknown> };
  return module.bench;
}

/** The report as a table of figures for people. */
export function inWords(report: Report): string {
  const names = [...new Set([...Object.keys(report.product), ...Object.keys(report.bare)])];
  const figure = (value: number | undefined): string => (value?.toLocaleString('en') ?? '–').padStart(14);
  const rows = names.map(
    (name) => `${name.padEnd(20)}${figure(report.product[name])}${figure(report.bare[name])}`,
  );
  const { machine } = report;
  return [
    `${'figure'.padEnd(20)}${'product'.padStart(14)}${'bare'.padStart(14)}`,
    ...rows,
    `ratio: ${report.ratio} (1 = as fast as the bare prototype)`,
    `machine: ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB, ${Math.round(machine.busyBefore * 100)}% busy before`,
    `versions: ${pairs(report.versions)}`,
    `config: ${pairs(report.config)}`,
    ...report.checks.map(({ name, ok, detail }) => `${ok ? '✓' : '✗'} ${name}: ${detail}`),
  ].join('\n');
}

function pairs(values: Readonly<Record<string, unknown>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(', ');
}

/** Splits `NAME --seconds 10 --json FILE --other value`; other options go to the bench. */
export function readArguments(args: readonly string[]): {
  name?: string;
  seconds: number;
  json?: string;
  options: Record<string, string>;
} {
  const known = { seconds: { type: 'string' }, json: { type: 'string' } } as const;
  const { positionals, values, tokens } = parseArgs({
    args: [...args],
    options: known,
    strict: false,
    tokens: true,
    allowPositionals: true,
  });
  const options: Record<string, string> = {};
  for (const token of tokens) {
    if (token.kind !== 'option' || token.name === 'seconds' || token.name === 'json') continue;
    const next = token.value ?? args[token.index + 1];
    options[token.name] = next === undefined || next.startsWith('--') ? 'true' : next;
  }
  const seconds = Number(values.seconds ?? defaultSeconds);
  if (!(seconds > 0 && seconds <= maxSeconds))
    throw new Error(`--seconds takes a number above 0, at most ${maxSeconds}.`);
  const [name] = positionals;
  return {
    seconds,
    options,
    ...(name === undefined ? {} : { name }),
    ...(typeof values.json === 'string' ? { json: values.json } : {}),
  };
}

async function main(args: readonly string[]): Promise<number> {
  const { name, seconds, json, options } = readArguments(args);
  if (name === undefined) {
    console.log('npm run bench -- NAME [--seconds 10] [--json FILE]\n');
    for (const each of benchNames()) console.log(`${each.padEnd(14)} ${(await loadBench(each)).what}`);
    return 0;
  }
  if (!benchNames().includes(name)) {
    console.error(`There is no bench "${name}". There are: ${benchNames().join(', ')}.`);
    return 2;
  }
  const report = await measure(await loadBench(name), {
    seconds,
    options,
    say: (line) => console.error(line),
  });
  console.log(inWords(report));
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(report, null, 2)}\n`);
  return report.checks.every(({ ok }) => ok) ? 0 : 1;
}

if (import.meta.main) {
  try {
    process.exit(await main(process.argv.slice(2)));
  } catch (error) {
    console.error(error instanceof Error ? (error.stack ?? error.message) : error);
    process.exit(2);
  }
}
