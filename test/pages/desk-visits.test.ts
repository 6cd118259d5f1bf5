import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { demoCast } from '#operations/demo/index.ts';
import { checkPage, findChromium, openBrowser } from '../support/browser.ts';
import { testNode } from '../support/node.ts';
import type { TestNode } from '../support/node.ts';
import { officerPage, showChinese } from '../support/officer-page.ts';

const skip = findChromium() ? false : 'no Chromium on this machine';
const citizen = demoCast.citizen.citizenNumber;

let node: TestNode;
let browser: Browser;
before(async () => {
  if (skip) return;
  node = await testNode(); // first, so that no browser is left over when it fails
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await node?.stop();
});

async function openVisit(page: Page): Promise<void> {
  await page.getByRole('button', { name: '接待来访' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox').click();
  await page.getByText('领取护照、通行证', { exact: true }).click();
  await dialog.getByRole('button', { name: '登记并使用' }).click();
}

test(
  'a visit opened on the list comes into force; once closed, nothing is shown for it',
  { skip },
  async () => {
    const watched = await officerPage(node, browser, 'verificationOfficer', '/visits');
    const { page } = watched;
    await page.getByText('当面核对身份').waitFor();
    await checkPage(watched, { name: 'desk-visits' });
    await showChinese(page);
    await openVisit(page);
    await page.waitForURL(/\/lookup/);
    await page.getByText('领取护照、通行证').waitFor();
    const opened = await page.evaluate(() =>
      sessionStorage.getItem(
        Object.keys(sessionStorage).find((key) => key.startsWith('minqiao.purpose')) ?? '',
      ),
    );
    const { reference } = JSON.parse(opened ?? '{}') as { reference: string };
    const other = await node.signIn('verificationOfficer');
    assert.equal((await other.call('POST', `/api/v1/desk/visits/${reference}/close`, {})).status, 200);
    await page.locator('#lookup-person-citizenNumber-citizenNumber').fill(citizen);
    await page.keyboard.press('Enter');
    await page.getByText(`事由 ${reference} 已经结束。`).waitFor();
    await checkPage(watched, { name: 'desk-look-up-closed', widths: [1440] });
  },
);

test(
  'who signs off is refused until signing on again, on the page where it is needed',
  { skip },
  async () => {
    const watched = await officerPage(node, browser, 'verificationOfficer', '/duty');
    const { page } = watched;
    await page.getByText('签到时间').waitFor();
    await checkPage(watched, { name: 'desk-duty' });
    await showChinese(page);
    await page.getByRole('button', { name: '签退' }).click();
    await page.getByRole('tooltip').getByRole('button', { name: '签退' }).click();
    await page.getByText(/已签退/).waitFor();
    await page.goto('/app/lookup');
    await page.getByText('未在岗').waitFor();
    await checkPage(watched, { name: 'desk-look-up-off-duty' });
    await showChinese(page);
    await page.getByRole('button', { name: '签到上岗' }).click();
    await page.getByText('未在岗').waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: '选择事由' }).click();
    await page.getByText('您没有进行中的事由').waitFor(); // signing off closed the visits
    await page.getByRole('dialog').getByRole('button', { name: '接待来访' }).click();
    await page.getByRole('dialog').getByRole('combobox').waitFor();
    await checkPage(watched, { name: 'desk-open-visit' });
  },
);
