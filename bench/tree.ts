/**
 * The tree of categories in Chromium, with 1,900 terms and more: from the click on the menu to the painted tree, its
 * answer asked anew each time, and from there each of its largest branches. Bare: a page that holds the whole list.
 */
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { loadConfig } from '#infrastructure/config/index.ts';
import { buildApp } from '#infrastructure/http/index.ts';
import { routes } from '#platform/catalogue/index.ts';
import { findChromium } from '../tools/test/chromium.ts';
import { openBareTree } from './bare/tree.ts';
import { defineBench } from './support/bench.ts';
import type { Figures } from './support/bench.ts';
import { fixedCatalogue, largeCatalogue } from './support/large-catalogue.ts';
import { removeFolder, startNode } from './support/node.ts';
import type { RunningNode } from './support/node.ts';

const resources = 10_000;
const fewestTerms = 1_900;
const fewestTimes = 10;
const people = 1000;
const tree = '.std-tree';
/** Terms of the first level, and of a class when it is opened: 99 items. */
const firstLevel = 3;
const items = 99;

interface World {
  readonly node: RunningNode;
  /** Answers for the catalogue in the node's stead: the same routes on a large one. */
  readonly large: FastifyInstance;
  readonly browser: Browser;
  readonly page: Page;
  /** Categories and those above them, each once. */
  readonly terms: readonly string[];
}

export const bench = defineBench<World>({
  name: 'tree',
  what: 'opens the tree of 1,900 categories in Chromium, from the click to the painted tree; bare: a page that holds the list',
  headline: 'p95Ms',
  better: 'less',
  prepare,
  async product({ page, terms }, { seconds }) {
    const opened: Opened[] = [];
    const until = performance.now() + seconds * 1000;
    await openTree(page); // what is compiled and cached at the first time is not the tree
    while (opened.length < fewestTimes || performance.now() < until) opened.push(await openTree(page));
    const branches = summary(opened.map(({ branchMs }) => branchMs));
    return {
      figures: {
        ...summary(opened.map(({ treeMs }) => treeMs)),
        branchP50Ms: branches['p50Ms'] ?? Number.NaN,
        branchP95Ms: branches['p95Ms'] ?? Number.NaN,
        terms: terms.length,
      },
      checks: [
        {
          name: `the tree has ${fewestTerms} terms`,
          ok: terms.length >= fewestTerms,
          detail: String(terms.length),
        },
      ],
    };
  },
  async bare({ browser, terms }, { seconds }) {
    const once = await openBareTree(browser, terms);
    const times: number[] = [];
    const until = performance.now() + seconds * 1000;
    while (times.length < fewestTimes || performance.now() < until) times.push(await once());
    return { figures: summary(times), checks: [] };
  },
  config: () => ({ resources, people, processes: 1, width: 1440 }),
  versions: async ({ browser }) => ({ chromium: browser.version() }),
  async close({ node, large, browser }) {
    await browser.close();
    await large.close();
    await node.stop();
    removeFolder(node.dataFolder);
  },
});

async function prepare(): Promise<World> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('no Chromium: apt-get install -y chromium fonts-noto-cjk');
  const large = await buildApp({ logger: pino({ level: 'silent' }) });
  const catalogue = fixedCatalogue(largeCatalogue({ elements: 5_000, resources }));
  routes(large, { catalogue, config: loadConfig({ env: {}, flags: {} }) });
  await large.listen({ host: '127.0.0.1', port: 0 });
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  const node = await startNode({ people, processes: 1 });
  const page = await signedIn(browser, node.url).catch(async (error: unknown) => {
    await node.stop(); // nobody would close a world that was never made
    throw error;
  });
  const { port } = large.server.address() as AddressInfo;
  await page.route('**/api/v1/catalogue/**', async (route) => {
    const url = new URL(route.request().url());
    const response = await route.fetch({ url: `http://127.0.0.1:${port}${url.pathname}${url.search}` });
    await route.fulfill({ response });
  });
  return { node, large, browser, page, terms: await termsOf(large) };
}

async function termsOf(app: FastifyInstance): Promise<string[]> {
  const answer = await app.inject('/api/v1/catalogue/facets/resources');
  const { facets } = answer.json<{ facets: { category: Record<string, number> } }>();
  const paths = Object.keys(facets.category).flatMap((path) => {
    const codes = path.split('/');
    return codes.map((_, depth) => codes.slice(0, depth + 1).join('/'));
  });
  return [...new Set(paths)];
}

/** A page of an officer of the demonstration. */
async function signedIn(browser: Browser, baseURL: string): Promise<Page> {
  const context = await browser.newContext({ baseURL, viewport: { width: 1440, height: 900 } });
  const { request } = context;
  const identities = (await (await request.get('/api/v1/demo/identities')).json()) as {
    readonly items: readonly { readonly account: string; readonly kind: string }[];
  };
  const account = identities.items.find(({ kind }) => kind === 'officer')?.account;
  const headers = { 'x-minqiao': '1' };
  const answer = await request.post('/api/v1/demo/sign-in', { data: { account }, headers });
  if (!answer.ok()) throw new Error(`sign-in: ${answer.status()} ${await answer.text()}`);
  await request.post('/api/v1/session/notice', { data: {}, headers });
  return context.newPage();
}

interface Opened {
  readonly treeMs: number;
  readonly branchMs: number;
}

/** Milliseconds from the click to the second frame in which the tree stands, then one of its branches; nothing is kept from before. */
async function openTree(page: Page): Promise<Opened> {
  await page.goto('/app/standards');
  await page.locator('nav a[href$="/standards/resources"]').first().waitFor();
  await page.waitForLoadState('networkidle');
  const treeMs = await clickUntil(page, 'nav a[href$="/standards/resources"]', `${tree} li`, firstLevel);
  const branchMs = await clickUntil(page, `${tree} button`, `${tree} li li`, items);
  return { treeMs, branchMs };
}

function clickUntil(page: Page, button: string, shown: string, count: number): Promise<number> {
  return page.evaluate(
    ({ button, shown, count }) =>
      new Promise<number>((opened) => {
        const begun = performance.now();
        const look = (): void => {
          if (document.querySelectorAll(shown).length < count) requestAnimationFrame(look);
          else requestAnimationFrame(() => requestAnimationFrame(() => opened(performance.now() - begun)));
        };
        document.querySelector<HTMLElement>(button)?.click();
        look();
      }),
    { button, shown, count },
  );
}

function summary(unsorted: readonly number[]): Figures {
  const times = unsorted.toSorted((a, b) => a - b);
  const at = (part: number): number => Math.round(times[Math.floor((times.length - 1) * part)] ?? Number.NaN);
  return { times: times.length, p50Ms: at(0.5), p95Ms: at(0.95), maxMs: at(1) };
}
