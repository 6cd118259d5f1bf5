import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { checkPage, findChromium, openBrowser } from '../support/browser.ts';
import { testNode, type TestNode } from '../support/node.ts';
import { officerPage } from '../support/officer-page.ts';

const skip = findChromium() ? false : 'no Chromium on this machine';

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

test('every officer can read the policies in force, in words and as written', { skip }, async () => {
  const watched = await officerPage(node, browser, 'securityAdministrator', '/policies');
  const { page } = watched;
  await page.waitForSelector('.policy summary');
  const first = page.locator('.policy summary').first();
  await first.click();
  assert.match(await page.locator('.policy-text').first().innerText(), /forbid|permit/);
  const budgets = await page.locator('.policy-table tbody').innerText();
  assert.match(budgets, /每名民警每小时的查询次数/);
  assert.match(budgets, /当事人/);
  await checkPage(watched, { name: 'policies' });
});
