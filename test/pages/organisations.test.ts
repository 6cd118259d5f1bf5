import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { stringify } from 'csv-stringify/sync';
import type { Browser, Page } from 'playwright-core';
import { checkPage, findChromium, openBrowser } from '../support/browser.ts';
import { testNode } from '../support/node.ts';
import type { TestNode } from '../support/node.ts';
import { officerPage, showChinese } from '../support/officer-page.ts';

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

const head = ['机构代码', '上级机构代码', '机构名称', '英文名称', '简称', '机构类别代码', '机构级别代码', '警种代码', '启用日期', '撤销日期']; // prettier-ignore
const row = (code: string, parent: string, name: string): string[] => [code, parent, name, 'Trial Station', '试验所', '30', '5', 'registration', '2026-01-05', '']; // prettier-ignore

async function stored(code: string) {
  const [found] = await node.database
    .open('superuser')
    .query<{ name: string; parent: string; abolished: boolean }>(
      `select name_zh as name, parent, abolished_on is not null as abolished from organisations.organisation where code = $1`,
      [code],
    );
  return found;
}

async function fillGround(page: Page, on: string): Promise<void> {
  const field = (label: string) => page.getByLabel(label).and(page.locator('input'));
  await field('生效日期').fill(on);
  await field('生效日期').press('Enter');
  await field('依据（批文、文号）').fill('试字〔2026〕1号');
}

test(
  'the demonstration’s codes are found by pinyin initials and shown as a tree; records and accounts have the same',
  { skip },
  async () => {
    const watched = await officerPage(node, browser, 'patrolOfficer', '/standards/organisations?q=cgfj');
    const { page } = watched;
    await page.getByRole('link', { name: '示例市公安局晨光分局', exact: true }).first().waitFor();
    assert.equal(await page.getByRole('button', { name: '新设机构' }).count(), 0);
    await checkPage(watched, {
      name: 'organisations',
      ready: (shown) => shown.getByText('690101000000').first().waitFor(),
    });
    await showChinese(page);
    await page.goto(`${node.url}/app/standards/organisations?view=tree`);
    await page.getByRole('button', { name: '下级机构 示例市公安局', exact: true }).click();
    await page.getByRole('link', { name: '示例市公安局晨光分局', exact: true }).waitFor();
    await checkPage(watched, {
      name: 'organisations-tree',
      ready: (shown) => shown.getByText('690101000000').waitFor(),
    });
    const superuser = node.database.open('superuser');
    const [differing] = await superuser.query<{ count: number }>(
      `select count(*)::int as count from records.police_organisation r full join organisations.organisation o on o.code = r.code
      where r.name is distinct from o.name_zh or r.kind is distinct from o.kind`,
    );
    const [units] = await superuser.query<{ count: number }>(
      `select count(*)::int as count from identity.organisation u left join organisations.organisation o on o.code = u.code
      where o.name_zh is distinct from u.name_zh`,
    );
    assert.deepEqual([differing?.count, units?.count], [0, 0]);
  },
);

test(
  'a standards officer brings a file: checked first, refused rows as a file, then applied; then renames and abolishes',
  { skip },
  async () => {
    const watched = await officerPage(node, browser, 'standardsOfficer', '/standards/organisation-imports');
    const { page } = watched;
    const file = stringify([
      head,
      row('690101990000', '690101000000', '试验派出所'),
      row('690101991000', '690177000000', '无主派出所'),
    ]);
    await page
      .getByLabel('文件')
      .and(page.locator('input')) // the heading of a column that sorts bears a label too
      .setInputFiles({ name: '机构.csv', mimeType: 'text/csv', buffer: Buffer.from(file) });
    await fillGround(page, '2026-02-01');
    await page.getByRole('button', { name: '上传并核对' }).click();
    await page.getByText('核对完成，尚未生效').waitFor();
    assert.equal(await stored('690101990000'), undefined);
    await checkPage(watched, {
      name: 'organisation-import',
      ready: (shown) => shown.getByText('690177000000').waitFor(),
    });
    await showChinese(page);
    await page.getByRole('region', { name: '被退回的行' }).getByRole('button', { name: '导出' }).click();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByText(/CSV/).click()]);
    assert.match(
      await readFile(await download.path(), 'utf8'),
      /3,上级机构代码,690177000000,上级机构既不在登记中/,
    );
    await page.getByRole('checkbox', { name: /只导入其余各行/ }).check();
    await page.getByRole('button', { name: '确认生效' }).click();
    await page.getByText('已全部生效').waitFor();
    assert.equal((await stored('690101990000'))?.name, '试验派出所');
    assert.equal(await stored('690101991000'), undefined);
    await page.goto(`${node.url}/app/standards/organisations/690101990000`);
    await page.getByRole('button', { name: '更名' }).click();
    await page.getByLabel('中文名称').fill('改名派出所');
    await fillGround(page, '2026-03-01');
    await page.getByRole('button', { name: '确认' }).click();
    await page.getByRole('heading', { name: '改名派出所' }).waitFor();
    assert.equal((await stored('690101990000'))?.name, '改名派出所');
    await checkPage(watched, {
      name: 'organisation',
      ready: (shown) => shown.getByText('2026-03-01').first().waitFor(),
    });
    await showChinese(page);
    await page.getByRole('button', { name: '撤销', exact: true }).click();
    await fillGround(page, '2026-04-01');
    await checkPage(watched, { name: 'organisation-abolish', widths: [390, 1440], themes: ['light'] });
    await showChinese(page);
    await page.getByRole('dialog').getByRole('button', { name: '确认' }).click();
    await page.getByText('已撤销').first().waitFor();
    assert.equal((await stored('690101990000'))?.abolished, true);
    await page.goto(`${node.url}/app/standards/organisation-imports`);
    await checkPage(watched, {
      name: 'organisation-imports',
      // In the list: the tab of the import bears the same words before the list is here.
      ready: (shown) => shown.getByRole('main').getByText('机构.csv').first().waitFor(),
    });
  },
);
