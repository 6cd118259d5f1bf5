/**
 * Opening the tree of categories in Chromium, with 1,900 terms and more: from the click on the menu to the painted tree,
 * its answer asked anew each time. Bare: a page that already holds the same list.
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
const branch = '.std-tree li';

interface World {
  readonly node: RunningNode;
  /** Answers for the catalogue in the node's stead: the same routes on a large one. */
  readonly large: FastifyInstance;
  readonly browser: Browser;
  readonly page: Page;
}

export const bench = defineBench<World>({
  name: 'tree',
  what: 'opens the tree of 1,900 categories in Chromium, from the click to the painted tree; bare: a page that holds the list',
  headline: 'p95Ms',
  better: 'less',
  prepare,
  async product({ page }, { seconds }) {
    const times = await repeat(seconds, () => openTree(page));
    const terms = await page.locator(branch).count();
    return {
      figures: { ...summary(times), terms },
      checks: [
        { name: `the tree has ${fewestTerms} terms`, ok: terms >= fewestTerms, detail: String(terms) },
      ],
    };
  },
  async bare({ browser, page }, { seconds }) {
    await openTree(page);
    const terms = await page
      .locator(branch)
      .evaluateAll((all) => all.map(({ firstChild }) => firstChild?.textContent ?? ''));
    return { figures: summary(await repeat(seconds, await openBareTree(browser, terms))), checks: [] };
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
  const node = await startNode({ people, processes: 1 });
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  const page = await signedIn(browser, node.url);
  const { port } = large.server.address() as AddressInfo;
  await page.route('**/api/v1/catalogue/**', async (route) => {
    const url = new URL(route.request().url());
    const response = await route.fetch({ url: `http://127.0.0.1:${port}${url.pathname}${url.search}` });
    await route.fulfill({ response });
  });
  return { node, large, browser, page };
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

/** Milliseconds from the click to the second frame in which the whole tree stands; nothing is kept from before. */
async function openTree(page: Page): Promise<number> {
  await page.goto('/app/standards');
  await page.locator('nav a[href$="/standards/resources"]').first().waitFor();
  await page.waitForLoadState('networkidle');
  return page.evaluate(
    ({ branch, fewestTerms }) =>
      new Promise<number>((opened) => {
        const begun = performance.now();
        const look = (): void => {
          if (document.querySelectorAll(branch).length < fewestTerms) requestAnimationFrame(look);
          else requestAnimationFrame(() => requestAnimationFrame(() => opened(performance.now() - begun)));
        };
        document.querySelector<HTMLAnchorElement>('nav a[href$="/standards/resources"]')?.click();
        look();
      }),
    { branch, fewestTerms },
  );
}

async function repeat(seconds: number, once: () => Promise<number>): Promise<number[]> {
  await once(); // what is compiled and cached at the first time is not the tree
  const until = performance.now() + seconds * 1000;
  const times: number[] = [];
  while (times.length < fewestTimes || performance.now() < until) times.push(await once());
  return times.toSorted((a, b) => a - b);
}

function summary(times: readonly number[]): Figures {
  const at = (part: number): number => Math.round(times[Math.floor((times.length - 1) * part)] ?? Number.NaN);
  return { times: times.length, p50Ms: at(0.5), p95Ms: at(0.95), maxMs: at(1) };
}
