import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { checkPage, findChromium, openBrowser } from '../support/browser.ts';
import type { Watched } from '../support/browser.ts';
import { testNode } from '../support/node.ts';
import type { TestNode } from '../support/node.ts';
import { officerPage, showChinese } from '../support/officer-page.ts';

const skip = findChromium() ? false : 'no Chromium on this machine';

let node: TestNode;
let browser: Browser;
let watched: Watched; // one for all tests: they only read, and a page opened again has its programs at hand
before(async () => {
  if (skip) return;
  [node, browser] = await Promise.all([testNode(), openBrowser()]);
  watched = await officerPage(node, browser, 'patrolOfficer', '/standards/overview');
});
after(async () => {
  await browser?.close();
  await node?.stop();
});

/** Goes there in Chinese, at the width of a desk. */
async function open(path: string): Promise<Page> {
  await showChinese(watched.page);
  await watched.page.goto(`/app${path}`);
  return watched.page;
}

test('the overview counts every kind and explains the marks', { skip }, async () => {
  const page = await open('/standards/overview');
  await page.getByText('只有对照标准原文逐项核对过的内容', { exact: false }).waitFor();
  const elements = page.getByRole('listitem').filter({ has: page.getByRole('link', { name: '数据元' }) });
  const shown = await elements.locator('strong').first().innerText();
  assert.equal(Number(shown.replaceAll(',', '')), node.services.catalogue.pack.elements.size);
  await checkPage(watched, { name: 'standards-overview' });
});

test('elements are searched, narrowed and sorted on the server; the address keeps it', { skip }, async () => {
  const page = await open('/standards/elements');
  await page
    .getByText(/^XE[0-9]/)
    .first()
    .waitFor();
  await checkPage(watched, {
    name: 'standards-elements',
    ready: (shown) =>
      shown
        .getByText(/^XE[0-9]/)
        .first()
        .waitFor(),
  });
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`${node.url}/app/standards/elements?verification=verified&q=DE00001`);
  const rows = page.getByRole('row').filter({ hasText: 'DE00001' });
  await rows.waitFor();
  await page.reload();
  await rows.waitFor();
  assert.match(page.url(), /verification=verified/);
  assert.equal(await page.getByLabel(/关键字|Search/).inputValue(), 'DE00001');
});

test(
  'a view is given a name, comes back with its filters and its order, and is let go',
  { skip },
  async () => {
    const page = await open('/standards/elements?status=draft&sort=name');
    const views = page.getByRole('button', { name: '常用视图' });
    const rows = page.locator('tr.mq-row');
    await rows.first().waitFor();
    await views.click();
    await page.getByLabel('视图名称').fill('草案');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '草案', exact: true }).waitFor();
    await page.goto('/app/standards/elements');
    await rows.first().waitFor();
    await views.click();
    await page.getByRole('button', { name: '草案', exact: true }).click();
    await page.waitForURL(/status=draft&sort=name/);
    await views.click();
    await page.getByRole('button', { name: '删除视图“草案”' }).click();
    await page.getByText('还没有。', { exact: false }).waitFor();
  },
);

test('a list that finds nothing says so and offers the way back', { skip }, async () => {
  const page = await open('/standards/elements?q=zzzz');
  await page.getByText('没有符合条件的').first().waitFor();
  await checkPage(watched, { name: 'standards-elements-empty' });
});

test('a list leaves as a file with the filters that are set', { skip }, async () => {
  const page = await open('/standards/elements?q=DE00001');
  await page.getByRole('row').filter({ hasText: 'DE00001' }).waitFor();
  await page.getByRole('button', { name: '导出' }).click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByText(/CSV/).click()]);
  const text = await readFile(await download.path(), 'utf8');
  assert.equal(text.trim().split('\n').length, 3);
  assert.match(text, /公民身份号码/);
});

for (const [path, name, text] of [
  ['/standards/code-lists', 'standards-code-lists', 'sex'],
  ['/standards/resources', 'standards-resources', 'driving-licence'],
  ['/standards/qualifiers', 'standards-qualifiers', 'DQ00001'],
  ['/standards/number-rules', 'standards-number-rules', 'HH690101000001'],
  ['/standards/regulations', 'standards-regulations', '809'],
] as const) {
  test(`${path} shows what is declared, in both languages`, { skip }, async () => {
    const page = await open(path);
    const query = path === '/standards/code-lists' ? '?q=sex' : '';
    if (query) await page.goto(`${node.url}/app${path}${query}`);
    const ready = () => page.getByText(text).first().waitFor();
    await ready();
    await checkPage(watched, { name, ready });
  });
}

test(
  'what a document says is found, its article shows what rests on it, and both are read side by side',
  { skip },
  async () => {
    const page = await open('/standards/regulations/articles?q=迁入');
    await page.getByRole('link', { name: '第十三条' }).click();
    await page.waitForURL(/\/standards\/regulations\/household-registration\/13/);
    const article = () => page.getByText('household-registration#13').first().waitFor();
    await article();
    await page.getByRole('cell', { name: '迁入登记' }).waitFor();
    await page.getByRole('cell', { name: '10 日' }).waitFor();
    await checkPage(watched, { name: 'standards-article', ready: article });
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(`${node.url}/app/standards/regulations/household-registration`);
    const document = () =>
      page
        .getByText(/第十三条|art\. 13/)
        .first()
        .waitFor();
    await document();
    await checkPage(watched, { name: 'standards-regulation', ready: document });
    await page.goto(`${node.url}/app/standards/regulations/gb-11643`);
    const editions = () => page.getByRole('columnheader', { name: '1999' }).waitFor();
    await editions();
    await checkPage(watched, { name: 'standards-editions', ready: editions });
  },
);

test('what is to be reviewed on a day is listed, and leaves as a file', { skip }, async () => {
  const page = await open('/standards/regulations/review');
  await page.getByText('没有待复核的声明').waitFor();
  await page.goto(`${node.url}/app/standards/regulations/review?on=2025-07-31`);
  const ready = () =>
    page
      .getByRole('link', { name: /政务数据共享条例|sharing of government/ })
      .first()
      .waitFor();
  await ready();
  await checkPage(watched, { name: 'standards-review', ready });
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole('button', { name: /导出|Export/ }).click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByText(/CSV/).click()]);
  assert.match(await readFile(await download.path(), 'utf8'), /decree-809/);
});
