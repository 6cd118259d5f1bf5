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

/** Signs in as any account of the demonstration, not only the cast; returns the session cookie. */
export async function signInAs(node: TestNode, account: string): Promise<string> {
  const headers = { 'x-minqiao': '1', 'content-type': 'application/json' };
  const body = JSON.stringify({ account });
  const answer = await fetch(`${node.url}/api/v1/demo/sign-in`, { method: 'POST', headers, body });
  const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  if (!answer.ok) throw new Error(`sign-in failed: ${answer.status}`);
  await fetch(`${node.url}/api/v1/session/notice`, {
    method: 'POST',
    headers: { ...headers, cookie },
    body: '{}',
  });
  return cookie;
}

/** Back to Chinese at the width of a desk, after a page was checked in every language and width. */
export async function showChinese(page: Page): Promise<void> {
  await page.evaluate(() => {
    localStorage.setItem('minqiao.language', 'zh');
    dispatchEvent(new StorageEvent('storage', { key: 'minqiao.language', newValue: 'zh' }));
  });
  await page.setViewportSize({ width: 1440, height: 900 });
}
