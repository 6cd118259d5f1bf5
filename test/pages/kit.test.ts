import { equal, match } from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import {
  checkPage,
  draftHolding,
  findChromium,
  openBrowser,
  openContext,
  openPage,
  show,
  type Watched,
} from '../support/browser.ts';
import { serveGallery } from '../support/gallery.ts';

const skip = findChromium() ? false : 'no Chromium on this machine';

let browser: Browser;
let gallery: Awaited<ReturnType<typeof serveGallery>>;

before(async () => {
  if (skip) return;
  gallery = await serveGallery(0);
  browser = await openBrowser();
});

after(async () => {
  await browser?.close();
  gallery?.close();
});

async function openGallery(width = 1440): Promise<Watched> {
  const context = await openContext(browser, { baseURL: gallery.url, width });
  const watched = await openPage(context);
  await watched.page.goto('/');
  await watched.page.waitForSelector('.mq-form');
  return watched;
}

/** A fictional person's number with a right check character. */
const someone = '690101199003072116';

const field = (page: Page, name: string) => page.locator(`#gallery-person-${name}`);
const note = (page: Page, name: string) => page.locator(`#gallery-person-${name}-note`);

test(
  'every component of the kit passes axe in both widths, languages and themes, under the pages’ policy',
  { skip },
  async () => {
    await checkPage(await openGallery(), { name: 'gallery' });
  },
);

test(
  'an identifier is put into form and judged by its own rule as one leaves the field',
  { skip },
  async () => {
    const { page, faults } = await openGallery();
    await show(page, 'en', 'light');
    await page.waitForLoadState('networkidle'); // the rules come after the first view
    await field(page, 'citizenNumber').fill(' 69010119900307211a');
    await field(page, 'name').focus();
    await page.waitForSelector('#gallery-person-citizenNumber-note .mq-is-bad');
    equal(await field(page, 'citizenNumber').inputValue(), '69010119900307211A');
    equal(await field(page, 'citizenNumber').getAttribute('aria-invalid'), 'true');
    equal(faults.join('\n'), '');
  },
);

test(
  'the server’s errors stand at their fields, the others above, and nothing typed is lost',
  { skip },
  async () => {
    const { page } = await openGallery();
    await field(page, 'citizenNumber').fill('');
    await page.locator('.mq-form button[type=submit]').click();
    match(await note(page, 'citizenNumber').innerText(), /请填写公民身份号码/);
    equal(await page.evaluate(() => document.activeElement?.id), 'gallery-person-citizenNumber');
    await field(page, 'citizenNumber').fill(someone);
    await field(page, 'remark').fill('窗口已核对原件');
    await page.locator('.mq-form button[type=submit]').click();
    await page.waitForSelector('.mq-form .mq-notice');
    match(await note(page, 'name').innerText(), /姓名不一致/);
    match(await page.locator('.mq-form .mq-notice').innerText(), /两处日期互相矛盾/);
    equal(await field(page, 'remark').inputValue(), '窗口已核对原件');
  },
);

test('what is being typed survives a reload, and can be thrown away', { skip }, async () => {
  const { page } = await openGallery();
  await field(page, 'remark').fill('尚未提交');
  await draftHolding(page, '尚未提交');
  await page.reload();
  await page.waitForSelector('.mq-form .mq-notice');
  equal(await field(page, 'remark').inputValue(), '尚未提交');
  await page.locator('.mq-form .mq-notice button').click();
  equal(await field(page, 'remark').inputValue(), '');
});

test(
  'a list is paged, walked by arrow keys, and its columns are chosen and remembered',
  { skip },
  async () => {
    const { page } = await openGallery();
    const table = page.locator('.mq-table').first();
    await table.locator('tr.mq-row').first().focus();
    await page.keyboard.press('ArrowDown');
    equal(await page.evaluate(() => document.activeElement?.getAttribute('data-row-key')), '1');
    await table.getByLabel('下一页').click();
    await page.waitForSelector('text=第 2 页');
    equal(await table.locator('tr.mq-row').count(), 6);
    await table.getByLabel('列设置').click();
    await page.getByRole('checkbox', { name: '单位' }).uncheck();
    await page.reload();
    await page.waitForSelector('tr.mq-row');
    equal(await table.getByRole('columnheader', { name: '单位' }).count(), 0);
  },
);

test('a refused export says why', { skip }, async () => {
  const { page } = await openGallery();
  await page.getByRole('button', { name: '导出' }).click();
  await page.getByText('导出为 Excel').click();
  await page.waitForSelector('.ant-modal-confirm');
  match(await page.locator('.ant-modal-confirm').innerText(), /没有事由/);
});
