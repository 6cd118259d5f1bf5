/** A real Chromium for page tests, and the check that every page must pass. */
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { findChromium } from '../../tools/test/chromium.ts';

export { findChromium };

const screenshotFolder = fileURLToPath(new URL('../../screenshots/', import.meta.url));
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Pictures cost as much time as axe does; people who look at pages ask for them. */
const picturesWanted = process.env['SCREENSHOTS'] === '1';

/** Frames without any change after which a page has come to rest: React renders, then antd's styles follow. */
const restFrames = 3;
/** Longest to wait for that rest; a page that ticks all the time is checked as it is. */
const maxRestMs = 5_000;

/** Longest to wait for what a page is to show: only a test that fails waits so long, and a machine that does much else needs it. */
const longestWaitMs = 60_000;

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
  const context = await browser.newContext({
    baseURL: options.baseURL,
    ignoreHTTPSErrors: true,
    viewport: { width, height: width < 600 ? 844 : 900 },
    reducedMotion: 'reduce',
    locale: 'zh-CN',
    timezoneId: 'America/New_York', // not Shanghai: pages must say Shanghai's time wherever they are read
  });
  context.setDefaultTimeout(longestWaitMs);
  return context;
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
  /** Names the fault's place, and with SCREENSHOTS=1 the picture: `<name>-<width>-<language>-<theme>.png`. */
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
 * Checks a page as it stands (open dialogs included) in every width and language, and in every theme in the first of the
 * languages, for words change no colours: axe must find nothing, and nothing may have gone wrong on it. Language and theme change as a reader changes them: without a reload.
 */
export async function checkPage({ page, faults }: Watched, options: CheckOptions): Promise<void> {
  const { widths = [390, 1440], languages = ['zh', 'en'], themes = ['light', 'dark'] } = options;
  const found = new Map<string, string[]>();
  const note = (fault: string, label: string) => found.set(fault, [...(found.get(fault) ?? []), label]);
  for (const width of widths) {
    await page.setViewportSize({ width, height: width < 600 ? 844 : 900 });
    let checked: string | undefined;
    for (const [place, language] of languages.entries()) {
      for (const theme of place === 0 || picturesWanted ? themes : themes.slice(0, 1)) {
        await show(page, language, theme);
        await options.ready?.(page);
        // A tab may bear the words that `ready` waits for while the page itself is still on its way.
        await page.locator('h1').first().waitFor({ state: 'attached' });
        const label = `${options.name}-${width}-${language}-${theme}`;
        if (picturesWanted) await takeScreenshot(page, label);
        const markUp = await markUpOf(page);
        // Where the mark-up is that of before, another theme can only differ in colours, and another language in the rest.
        const scope = markUp !== checked ? 'everything' : theme === themes[0] ? 'all-but-colours' : 'colours';
        checked = markUp;
        for (const violation of await runAxe(page, { scope, without: options.without }))
          note(violation, label);
        if (await isWiderThanScreen(page)) note('the page scrolls sideways', label);
      }
    }
  }
  for (const fault of faults) note(fault, options.name);
  if (found.size === 0) return;
  const lines = [...found].map(([fault, labels]) => `${fault}\n    in ${labels.join(', ')}`);
  throw new Error(`${found.size} faults on ${options.name}\n${lines.join('\n')}`);
}

/**
 * Sets language and theme as the switches do: stored, then told to the page as another tab would tell it. Returns when
 * the page has followed and has come to rest: no transition runs, and nothing changed for some frames.
 */
export async function show(page: Page, language: PageLanguage, theme: PageTheme): Promise<void> {
  const followed = await page.evaluate(
    async ({ language, theme, restFrames, maxRestMs }) => {
      for (const [key, newValue] of [
        ['minqiao.language', language],
        ['minqiao.theme', theme],
      ] as const) {
        localStorage.setItem(key, newValue);
        dispatchEvent(new StorageEvent('storage', { key, newValue }));
      }
      const root = document.documentElement;
      const follows = () => root.lang.startsWith(language) && root.dataset['theme'] === theme;
      const moves = () =>
        document
          .getAnimations()
          .some((it) => it.playState === 'running' && it.effect?.getComputedTiming().endTime !== Infinity);
      let rested = 0;
      const observer = new MutationObserver(() => (rested = 0));
      observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
      const until = performance.now() + maxRestMs;
      while (rested < restFrames && performance.now() < until) {
        await new Promise(requestAnimationFrame);
        rested = follows() && !moves() ? rested + 1 : 0;
      }
      observer.disconnect();
      return follows();
    },
    { language, theme, restFrames, maxRestMs },
  );
  if (!followed) throw new Error(`the page did not follow to ${language}, ${theme}`);
}

/** Elements, roles and states without words, classes and pictures: what axe judges besides colour, place and words. */
export function markUpOf(page: Page): Promise<string> {
  return page.evaluate(() => {
    const words = ['alt', 'aria-description', 'aria-label', 'lang', 'placeholder', 'title'];
    return [...document.querySelectorAll('body, body *:not(svg *)')]
      .map((element) => {
        const attributes = [...element.attributes]
          .filter(({ name }) => !['class', 'style'].includes(name))
          // Of a picture only what it is to a reader: which icon a theme's switch shows is no matter of mark-up.
          .filter(({ name }) => element.tagName !== 'svg' || name === 'role' || name.startsWith('aria-'))
          .map(({ name, value }) => `${name}=${words.includes(name) ? String(value.trim() !== '') : value}`);
        return `${element.tagName} ${attributes.join(' ')}`;
      })
      .join('\n');
  });
}

/** Waits until this tab keeps a draft with these characters in its JSON: it is saved a moment after the last key. */
export async function draftHolding(page: Page, characters: string): Promise<void> {
  await page.waitForFunction(
    (wanted) =>
      Object.entries(sessionStorage).some(
        ([key, value]) => key.startsWith('minqiao.draft.') && String(value).includes(wanted),
      ),
    characters,
  );
}

/** axe with the rules of WCAG 2.2 A and AA and its best practices; one line per violation with the first nodes. */
export async function runAxe(
  page: Page,
  { scope = 'everything', without = [] }: AxeOptions = {},
): Promise<string[]> {
  // Once a document, and through the debugger, so the page's CSP needs no hole.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource);
  const violations = await page.evaluate(
    async ({ scope, disabled, colourRules }) => {
      const axe = (
        globalThis as unknown as {
          axe: { run: (context: Document, options: unknown) => Promise<{ violations: AxeViolation[] }> };
        }
      ).axe;
      const rules = Object.fromEntries(disabled.map((rule) => [rule, { enabled: false }]));
      if (scope === 'all-but-colours') for (const rule of colourRules) rules[rule] = { enabled: false };
      const runOnly = scope === 'colours' ? { runOnly: { type: 'rule', values: colourRules } } : {};
      const { violations } = await axe.run(document, { rules, resultTypes: ['violations'], ...runOnly });
      return violations;
    },
    { scope, disabled: [...without], colourRules },
  );
  return violations.map(
    (violation) =>
      `axe ${violation.id}: ${violation.help} (${violation.nodes.length}) ${violation.nodes
        .slice(0, 3)
        .map((node) => `${node.html.slice(0, 160)} ${node.any[0]?.message ?? ''}`)
        .join(' | ')}`,
  );
}

/** The rules of axe's default set that judge colours. */
const colourRules = ['color-contrast', 'link-in-text-block'];

interface AxeOptions {
  readonly scope?: 'everything' | 'colours' | 'all-but-colours';
  readonly without?: readonly string[] | undefined;
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
async function takeScreenshot(page: Page, label: string): Promise<void> {
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
