/** A page of the officers' application, signed in as a character of the demonstration's cast. */
import type { Browser, Page } from 'playwright-core';
import type { CastKey } from '#operations/demo/index.ts';
import { openContext, openPage } from './browser.ts';
import type { Watched } from './browser.ts';
import type { TestNode } from './node.ts';

/** Opens `/app` + path as that officer; `expected` names console errors that the test itself causes. */
export async function officerPage(
  node: TestNode,
  browser: Browser,
  who: CastKey,
  path: string,
  expected: readonly RegExp[] = [],
): Promise<Watched> {
  const { cookie } = await node.signIn(who);
  return officerPageWith(node, browser, cookie, path, expected);
}

/** The same with a session cookie, `name=value`. */
export async function officerPageWith(
  node: TestNode,
  browser: Browser,
  cookie: string,
  path: string,
  expected: readonly RegExp[] = [],
): Promise<Watched> {
  const context = await openContext(browser, { baseURL: node.url });
  const [name = '', value = ''] = cookie.split('=');
  await context.addCookies([{ name, value, url: node.url }]);
  const watched = await openPage(context, expected);
  await watched.page.goto(`/app${path}`);
  return watched;
}

/** The session is gone, as after its longest time; what stands on the page stays. */
export async function endSession(page: Page): Promise<void> {
  await page.context().clearCookies();
}

/** The same person comes back with a session of their own and reads the page anew. */
export async function signInAgain(node: TestNode, page: Page, who: CastKey): Promise<void> {
  const { cookie } = await node.signIn(who);
  const [name = '', value = ''] = cookie.split('=');
  await page.context().addCookies([{ name, value, url: node.url }]);
  await page.reload();
}

/** Back to Chinese at the width of a desk, after a page was checked in every language and width. */
export async function showChinese(page: Page): Promise<void> {
  await page.evaluate(() => {
    localStorage.setItem('minqiao.language', 'zh');
    dispatchEvent(new StorageEvent('storage', { key: 'minqiao.language', newValue: 'zh' }));
  });
  await page.setViewportSize({ width: 1440, height: 900 });
}
