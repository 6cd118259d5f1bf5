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
  const policies = page.getByRole('region', { name: '策略' });
  const budgets = page.getByRole('region', { name: '查询限额' });
  await policies.getByRole('row').nth(1).waitFor();
  await budgets.getByText('每名民警每小时的查询次数').waitFor();
  await budgets.getByText('当事人', { exact: true }).first().waitFor();
  await policies.getByRole('row').nth(1).press('Enter');
  assert.match(await page.locator('.policy-text').innerText(), /forbid|permit/);
  await page.keyboard.press('Escape');
  await checkPage(watched, { name: 'policies' });
});
