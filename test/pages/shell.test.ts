import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { demoCast } from '#operations/demo/index.ts';
import { checkPage, findChromium, openBrowser, openContext, openPage, show } from '../support/browser.ts';
import { testNode, type TestNode } from '../support/node.ts';
import { officerPage } from '../support/officer-page.ts';

const skip = findChromium() ? false : 'no Chromium on this machine';
const pin = 'kestrel-4471';

/** design/ui.md: the first view of citizens' pages, compressed. */
const maxCitizenFirstViewBytes = 120_000;

let node: TestNode;
let browser: Browser;
before(async () => {
  if (skip) return;
  [node, browser] = await Promise.all([testNode(), openBrowser()]);
});
after(async () => {
  await browser?.close();
  await node?.stop();
});

test('a stranger finds the way from the first page through the demonstration to work', { skip }, async () => {
  const watched = await openPage(await openContext(browser, { baseURL: node.url }));
  const { page } = watched;
  await page.goto('/');
  await page.waitForSelector('a[href="/demo"]');
  await checkPage(watched, { name: 'landing' });
  await page.locator('a[href="/demo"]').click();
  await page.waitForSelector('.tile');
  await checkPage(watched, { name: 'demo' });
  await page.getByRole('button', { name: demoCast.verificationOfficer.name }).click();
  await page.waitForSelector('.mq-letter');
  await checkPage(watched, { name: 'notice' });
  await page.locator('.mq-letter-acts button').first().click();
  await page.waitForSelector('.mq-purpose');
  await checkPage(watched, { name: 'home' });
});

test(
  'an officer signs in with a certificate and a PIN, and comes back to where they were',
  { skip },
  async () => {
    const { pfx, passphrase, code } = await certificateOf(demoCast.patrolOfficer.accountId);
    const context = await browser.newContext({
      ignoreHTTPSErrors: true,
      clientCertificates: [{ origin: `https://127.0.0.1:${node.config.certificatePort}`, pfx, passphrase }],
    });
    const watched = await openPage(context);
    const { page } = watched;
    await page.goto(`${node.url}/sign-in?to=/app/lookup`);
    await page.locator('a[href^="https:"]').click();
    await page.waitForSelector('input[type=password]');
    await page.locator('summary').click();
    await checkPage(watched, { name: 'certificate-sign-in' });
    await page.locator('details input').nth(0).fill(code);
    await page.locator('details input').nth(1).fill(pin);
    await page.locator('details button').click();
    await page.waitForSelector('.tone-good');
    await enterPin(page, 'not-the-pin');
    await page.waitForSelector('form .tone-warn');
    await enterPin(page, pin);
    await page.waitForURL(`${node.url}/app/lookup`);
    await page.waitForSelector('.mq-letter');
    await context.close();
  },
);

test(
  'locking hides the work from eyes and keys, outlasts a reload, and unlocking brings it back',
  { skip },
  async () => {
    const watched = await officerPage(node, browser, 'verificationOfficer', '/');
    const { page } = watched;
    await lock(page);
    await checkPage(watched, { name: 'locked' });
    await page.keyboard.press('Escape');
    await page.keyboard.press('/');
    assert.equal(await page.evaluate(() => document.activeElement?.closest('dialog') !== null), true);
    await page.reload();
    await page.waitForSelector('dialog.mq-cover');
    await page.locator('dialog.mq-cover button[type=submit]').click(); // a demonstration session has no PIN
    await page.waitForSelector('dialog.mq-cover', { state: 'detached' });
    await page.locator('#find-page').focus();
  },
);

test('an idle session locks itself', { skip }, async () => {
  const watched = await officerPage(node, browser, 'verificationOfficer', '/');
  const { page } = watched;
  await page.waitForSelector('.mq-purpose');
  await page.evaluate(() => localStorage.setItem('minqiao.activity', String(Date.now() - 16 * 60_000)));
  await page.waitForSelector('dialog.mq-cover');
});

test('planted: without idleness no lock comes', { skip }, async () => {
  const { page } = await officerPage(node, browser, 'verificationOfficer', '/');
  await page.waitForSelector('.mq-purpose');
  await page.waitForTimeout(4_500); // two looks of the watch
  assert.equal(await page.locator('dialog.mq-cover').count(), 0);
});

test('the language changes without leaving the page or losing its address', { skip }, async () => {
  const { page } = await officerPage(node, browser, 'verificationOfficer', '/visits?limit=50');
  await page.waitForSelector('h1');
  await page.locator('.mq-preferences button').first().click();
  assert.equal(await page.getAttribute('html', 'lang'), 'en-GB');
  assert.match(page.url(), /\/app\/visits\?limit=50$/);
  await page.locator('.mq-preferences button').first().click();
  assert.equal(await page.getAttribute('html', 'lang'), 'zh-CN');
});

test(
  'keys: / finds a page by pinyin initials, ? lists the shortcuts, Esc closes, and they can be turned off',
  { skip },
  async () => {
    const watched = await officerPage(node, browser, 'verificationOfficer', '/');
    const { page } = watched;
    await page.waitForSelector('.mq-purpose');
    await page.keyboard.press('?');
    await page.waitForSelector('.mq-keys');
    await checkPage(watched, { name: 'shortcuts' });
    await page.getByRole('checkbox').uncheck();
    await page.keyboard.press('Escape');
    await page.waitForSelector('.mq-keys', { state: 'hidden' });
    await page.keyboard.press('/');
    assert.notEqual(await page.evaluate(() => document.activeElement?.id), 'find-page');
    await page.evaluate(() => localStorage.removeItem('minqiao.single-keys'));
    await page.reload();
    await page.waitForSelector('.mq-purpose');
    await page.keyboard.press('/');
    await page.keyboard.type('xxcx');
    await page.locator('.ant-select-item-option-active').waitFor(); // the initials come when the box is first used
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/app\/lookup$/);
  },
);

test('on a phone the menu is a drawer that closes when one goes somewhere', { skip }, async () => {
  const watched = await officerPage(node, browser, 'verificationOfficer', '/');
  const { page } = watched;
  await page.setViewportSize({ width: 390, height: 844 });
  await page.locator('.mq-top-menu').click();
  await page.waitForSelector('.ant-drawer .mq-menu');
  await checkPage(watched, { name: 'drawer', widths: [390] });
  await page.locator('.ant-drawer a[href="/app/visits"]').click();
  await page.waitForSelector('.ant-drawer .mq-menu', { state: 'hidden' });
});

test('a session that ends keeps what is on the page and leads back to it', { skip }, async () => {
  const { page } = await officerPage(node, browser, 'verificationOfficer', '/visits');
  await page.waitForSelector('.mq-table');
  await page.evaluate(() => fetch('/api/v1/session', { method: 'DELETE', headers: { 'x-minqiao': '1' } }));
  await page.getByLabel('刷新').click();
  await page.waitForSelector('dialog.mq-cover');
  assert.equal(await page.locator('dialog.mq-cover a').getAttribute('href'), '/sign-in?to=%2Fapp%2Fvisits');
});

test('an address that does not exist says so, in the frame', { skip }, async () => {
  const watched = await officerPage(node, browser, 'verificationOfficer', '/nothing-here');
  await watched.page.waitForSelector('.mq-empty');
  await checkPage(watched, { name: 'not-found' });
});

test('a page beyond one’s post says so instead of showing itself', { skip }, async () => {
  const { page } = await officerPage(node, browser, 'verificationOfficer', '/administration/officers');
  await page.getByText('您的岗位不包含这项功能').waitFor();
  assert.equal(await page.locator('.mq-table').count(), 0);
});

test('a citizen’s first view is small, and its text can be made large', { skip }, async () => {
  const { cookie } = await node.signIn('citizen');
  const context = await openContext(browser, { baseURL: node.url });
  await addCookie(context, cookie);
  const watched = await openPage(context);
  const { page } = watched;
  const session = await context.newCDPSession(page);
  let bytes = 0;
  await session.send('Network.enable');
  session.on('Network.loadingFinished', (finished) => (bytes += finished.encodedDataLength));
  await page.goto('/citizen');
  await page.waitForSelector('.nav');
  await page.waitForLoadState('networkidle');
  assert.ok(bytes > 30_000 && bytes <= maxCitizenFirstViewBytes, `${bytes} bytes`);
  await page.getByRole('button', { name: '大字版' }).click();
  await checkPage(watched, { name: 'citizen-large-text' });
  await show(page, 'zh', 'light');
});

/** Issues a certificate as two administrators must, and an activation code for the first PIN. */
async function certificateOf(account: string): Promise<{ pfx: Buffer; passphrase: string; code: string }> {
  const system = await node.signIn('systemAdministrator');
  const security = await node.signIn('securityAdministrator');
  const path = `/api/v1/accounts/${account}/certificates`;
  const detail = await system.call('GET', `/api/v1/accounts/${account}`);
  for (const { serial, revokedAt } of detail.body.certificates) {
    if (revokedAt === null)
      await system.call('POST', `/api/v1/certificates/${serial}/revocation`, { reason: 'superseded' });
  }
  const asked = await system.call('POST', path, {});
  const approval = asked.body.approval?.id;
  if (approval)
    await security.call('POST', `/api/v1/approvals/${approval}/decision`, { decision: 'approved' });
  const { body } = approval ? await system.call('POST', path, { approval }) : asked;
  const activation = await system.call('POST', `/api/v1/accounts/${account}/activation-code`, {});
  return { pfx: Buffer.from(body.file, 'base64'), passphrase: body.password, code: activation.body.code };
}

async function enterPin(page: Page, typed: string): Promise<void> {
  const form = page.locator('form').first();
  await form.locator('input').fill(typed);
  await form.locator('button').click();
}

async function lock(page: Page): Promise<void> {
  await page.waitForSelector('.mq-purpose');
  await page.getByLabel(/^个人菜单/).click();
  await page.getByText('立即锁屏').click();
  await page.waitForSelector('dialog.mq-cover');
}

async function addCookie(context: BrowserContext, cookie: string): Promise<void> {
  const [name = '', value = ''] = cookie.split('=');
  await context.addCookies([{ name, value, url: node.url }]);
}
