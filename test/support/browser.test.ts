import { equal, match, notEqual, rejects } from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { checkPage, findChromium, markUpOf, openBrowser, openContext, openPage } from './browser.ts';
import type { PageLanguage } from './browser.ts';

const skip = findChromium() ? false : 'no Chromium on this machine';

/** Pages with one fault each: the check must name it, or it guards nothing. */
const planted: Readonly<Record<string, string>> = {
  '/good': '<h1>好</h1><p>正文</p>',
  '/dim': '<h1>好</h1><p style="color:#bbb;background:#fff">太淡</p>',
  '/unnamed': '<h1>好</h1><button></button>',
  '/wide': '<h1>好</h1><div style="width:3000px">宽</div>',
  '/inline': '<h1>好</h1><script>globalThis.bad = 1</script>',
  '/throws': '<h1>好</h1><script src="/throws.js"></script>',
  '/dim-in-dark': '<h1>好</h1><p id="dim" style="color:#000;background:#fff">太淡</p>',
  '/icon': '<h1>好</h1><svg data-icon="sun" viewBox="0 0 1 1" aria-hidden="true"></svg>',
  '/unnamed-in-dark': '<h1>好</h1><button id="dark" hidden></button>',
  '/unnamed-in-english': '<h1>好</h1><button id="untranslated">存</button>',
};

/** What each page does with the reader's choices; in the dark theme `#dim` is too dim, and `#dark` shows; in English `#untranslated` says nothing. */
const follow = `addEventListener('storage', ({ key, newValue }) => {
  if (key === 'minqiao.language') {
    document.documentElement.lang = newValue;
    document.getElementById('untranslated')?.replaceChildren(newValue === 'zh' ? '存' : '');
  }
  if (key !== 'minqiao.theme') return;
  document.documentElement.dataset.theme = newValue;
  document.getElementById('dim')?.style.setProperty('color', newValue === 'dark' ? '#bbb' : '#000');
  document.getElementById('dark')?.toggleAttribute('hidden', newValue !== 'dark');
});`;

let browser: Browser;
let server: Server;
let baseURL = '';

before(async () => {
  if (skip) return;
  server = createServer((request, response) => {
    const path = request.url ?? '/';
    response.setHeader(
      'content-security-policy',
      "default-src 'none'; script-src 'self'; style-src-attr 'unsafe-inline'; connect-src 'self'",
    );
    if (path === '/throws.js')
      return response.setHeader('content-type', 'text/javascript').end('throw new Error("planted")');
    if (path === '/follow.js') return response.setHeader('content-type', 'text/javascript').end(follow);
    const body = planted[path];
    response.statusCode = body ? 200 : 204;
    response.setHeader('content-type', 'text/html; charset=utf-8');
    return response.end(
      body &&
        `<!doctype html><html lang="zh-CN"><title>样</title><script src="/follow.js"></script><main>${body}</main></html>`,
    );
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  baseURL = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  browser = await openBrowser();
});

after(async () => {
  await browser?.close();
  server?.close();
});

async function check(path: string, languages: readonly PageLanguage[] = ['zh']): Promise<void> {
  const context = await openContext(browser, { baseURL });
  const watched = await openPage(context);
  await watched.page.goto(path);
  try {
    await checkPage(watched, {
      name: `planted${path.replace('/', '-')}`,
      widths: [390],
      languages,
    });
  } finally {
    await context.close();
  }
}

test('a page without fault passes', { skip }, async () => {
  await check('/good');
});

test('planted: text too dim to read is found', { skip }, () => rejects(check('/dim'), /color-contrast/));
test('planted: a button without a name is found', { skip }, () => rejects(check('/unnamed'), /button-name/));
test('planted: what is too dim in the dark theme alone is found', { skip }, () =>
  rejects(check('/dim-in-dark'), /color-contrast.*\n.*zh-dark$/),
);
test('planted: a fault of mark-up in the dark theme alone is found', { skip }, () =>
  rejects(check('/unnamed-in-dark'), /button-name.*\n.*zh-dark$/),
);
test('planted: a word that is missing in the second language alone is found', { skip }, () =>
  rejects(check('/unnamed-in-english', ['zh', 'en']), /button-name.*\n.*390-en-light$/),
);
test(
  'another icon is no other mark-up, so only colours are looked at again; another role is',
  { skip },
  async () => {
    const { page } = await openPage(await openContext(browser, { baseURL }));
    await page.goto('/icon');
    const before = await markUpOf(page);
    await page.evaluate(() => document.querySelector('svg')?.setAttribute('data-icon', 'moon'));
    equal(await markUpOf(page), before);
    await page.evaluate(() => document.querySelector('svg')?.setAttribute('role', 'img'));
    notEqual(await markUpOf(page), before);
    await page.context().close();
  },
);

test('planted: a page that scrolls sideways is found', { skip }, () =>
  rejects(check('/wide'), /scrolls sideways/),
);
test('planted: an inline script, stopped by the policy, is found', { skip }, () =>
  rejects(check('/inline'), /CSP violation|Content Security Policy/),
);
test('planted: an uncaught error is found', { skip }, () =>
  rejects(check('/throws'), /uncaught: Error: planted/),
);

test(
  'the browser reads pages far from Shanghai, so that a local time would be noticed',
  { skip },
  async () => {
    const context = await openContext(browser, { baseURL });
    const { page } = await openPage(context);
    await page.goto('/good');
    match(await page.evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone), /New_York/);
    equal(await page.evaluate(() => navigator.language), 'zh-CN');
  },
);
