/** A real Chromium for page tests, and the check that every page must pass. */
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { findChromium } from '../../tools/test/chromium.ts';

export { findChromium };

const screenshotFolder = fileURLToPath(new URL('../../screenshots/', import.meta.url));
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Pixels; a page longer than this is looked at in its first part. */
const maxPictureHeight = 5000;

export type PageLanguage = 'zh' | 'en';
export type PageTheme = 'light' | 'dark';

/** What a page did that no page may: CSP violations, errors in the console, uncaught exceptions, failed requests for files. */
export interface Watched {
  readonly page: Page;
  readonly faults: string[];
}

/** Starts Chromium without a sandbox (tests run as root) and without its own traffic to the world. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('no Chromium: apt-get install -y chromium fonts-noto-cjk');
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
}

/** A context of its own (cookies, storage) for one person. */
export async function openContext(
  browser: Browser,
  options: { baseURL: string; width?: number },
): Promise<BrowserContext> {
  const width = options.width ?? 1440;
  return browser.newContext({
    baseURL: options.baseURL,
    ignoreHTTPSErrors: true,
    viewport: { width, height: width < 600 ? 844 : 900 },
    reducedMotion: 'reduce',
    locale: 'zh-CN',
    timezoneId: 'America/New_York', // not Shanghai: pages must say Shanghai's time wherever they are read
  });
}

/**
 * Opens a page and keeps what goes wrong on it in `faults`. A problem answered by the API (4xx) is no fault of the
 * page; `expected` names others that the test itself causes.
 */
export async function openPage(context: BrowserContext, expected: readonly RegExp[] = []): Promise<Watched> {
  const page = await context.newPage();
  const faults: string[] = [];
  const note = (fault: string) => !expected.some((pattern) => pattern.test(fault)) && faults.push(fault);
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(
        `CSP violation: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile ?? ''}:${event.lineNumber}`,
      );
    });
  });
  page.on('pageerror', (error) => note(`uncaught: ${error.stack ?? error.message}`));
  page.on('console', (message) => {
    const apiAnswer =
      /Failed to load resource/.test(message.text()) && /\/api\//.test(message.location().url);
    if (message.type() === 'error' && !apiAnswer) note(`console: ${message.text()}`);
  });
  return { page, faults };
}

export interface CheckOptions {
  /** Names the screenshots: `<name>-<width>-<language>-<theme>.png`. */
  readonly name: string;
  readonly widths?: readonly number[];
  readonly languages?: readonly PageLanguage[];
  readonly themes?: readonly PageTheme[];
  /** Waits until the page shows what is to be checked; called after each change. */
  readonly ready?: (page: Page) => Promise<unknown>;
  /** axe rules that do not hold here, each with its reason in a comment where it is named. */
  readonly without?: readonly string[];
}

/**
 * Checks a page as it stands (open dialogs included) in every width, language and theme: axe must find nothing, and
 * nothing may have gone wrong on it. Language and theme change as a reader changes them: without a reload.
 */
export async function checkPage({ page, faults }: Watched, options: CheckOptions): Promise<void> {
  const { widths = [390, 1440], languages = ['zh', 'en'], themes = ['light', 'dark'] } = options;
  const found = new Map<string, string[]>();
  const note = (fault: string, label: string) => found.set(fault, [...(found.get(fault) ?? []), label]);
  for (const width of widths) {
    await page.setViewportSize({ width, height: width < 600 ? 844 : 900 });
    for (const language of languages) {
      for (const theme of themes) {
        await show(page, language, theme);
        await options.ready?.(page);
        const label = `${options.name}-${width}-${language}-${theme}`;
        await takeScreenshot(page, label);
        for (const violation of await runAxe(page, options.without)) note(violation, label);
        if (await isWiderThanScreen(page)) note('the page scrolls sideways', label);
      }
    }
  }
  for (const fault of faults) note(fault, options.name);
  if (found.size === 0) return;
  const lines = [...found].map(([fault, labels]) => `${fault}\n    in ${labels.join(', ')}`);
  throw new Error(`${found.size} faults on ${options.name}\n${lines.join('\n')}`);
}

/** Sets language and theme as the switches do: stored, then told to the page as another tab would tell it. */
export async function show(page: Page, language: PageLanguage, theme: PageTheme): Promise<void> {
  await page.evaluate(
    ([tongue, look]) => {
      for (const [key, newValue] of [
        ['minqiao.language', tongue],
        ['minqiao.theme', look],
      ] as const) {
        localStorage.setItem(key, newValue);
        dispatchEvent(new StorageEvent('storage', { key, newValue }));
      }
    },
    [language, theme] as const,
  );
  await page.waitForTimeout(250); // styles of the other theme, one frame and a little
}

/** axe with the rules of WCAG 2.2 A and AA and its best practices; one line per violation with the first nodes. */
export async function runAxe(page: Page, without: readonly string[] = []): Promise<string[]> {
  await page.evaluate(axeSource); // through the debugger, so the page's CSP needs no hole
  const violations = await page.evaluate(
    async (disabled) => {
      const axe = (
        globalThis as unknown as {
          axe: { run: (context: Document, options: unknown) => Promise<{ violations: AxeViolation[] }> };
        }
      ).axe;
      const rules = Object.fromEntries(disabled.map((rule) => [rule, { enabled: false }]));
      return (await axe.run(document, { rules, resultTypes: ['violations'] })).violations;
    },
    [...without],
  );
  return violations.map(
    (violation) =>
      `axe ${violation.id}: ${violation.help} (${violation.nodes.length}) ${violation.nodes
        .slice(0, 3)
        .map((node) => `${node.html.slice(0, 160)} ${node.any[0]?.message ?? ''}`)
        .join(' | ')}`,
  );
}

interface AxeViolation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly any: readonly { readonly message: string }[] }[];
}

async function isWiderThanScreen(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1);
}

/** Keeps a picture in screenshots/ (not in git) for human eyes: axe misses cut titles and untranslated words. */
export async function takeScreenshot(page: Page, label: string): Promise<void> {
  mkdirSync(screenshotFolder, { recursive: true });
  const before = page.viewportSize() ?? { width: 1440, height: 900 };
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({
    width: before.width,
    height: Math.min(Math.max(height, before.height), maxPictureHeight),
  });
  await page.screenshot({ path: `${screenshotFolder}${label}.png`, animations: 'disabled' });
  await page.setViewportSize(before);
}
