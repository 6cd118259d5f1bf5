import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { demoCast } from '#operations/demo/index.ts';
import { subjectTag } from '#security/ledger/index.ts';
import { findChromium, openBrowser, openContext, openPage } from '../support/browser.ts';
import { testNode } from '../support/node.ts';
import type { TestNode } from '../support/node.ts';

/**
 * The five minutes of README.md, as a stranger walks them: one browser, from the first page on, by mouse and keyboard,
 * nothing signed in or acknowledged behind the pages' back. What a lying server looks like on the last page is planted
 * in oversight-citizen.test.ts.
 */
const skip = findChromium() ? false : 'no Chromium on this machine';
const { citizen, verificationOfficer, auditor } = demoCast;

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

async function become(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name: /演示入口/ }).click();
  await page.getByRole('button', { name: new RegExp(`^${name} ·`) }).click();
}

async function leave(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(name) }).click();
  await page.getByRole('menuitem', { name: '退出登录' }).click();
  await page.waitForURL(`${node.url}/`);
}

async function lookUp(page: Page): Promise<void> {
  await page.locator('#lookup-person-citizenNumber-citizenNumber').fill(citizen.citizenNumber);
  await page.keyboard.press('Enter');
}

async function openVisit(page: Page): Promise<void> {
  await page.getByRole('button', { name: '选择事由' }).click();
  await page.getByRole('button', { name: '接待来访' }).click();
  const dialog = page.getByRole('dialog', { name: '接待来访' });
  await dialog.getByLabel('事由').click();
  await page.getByTitle('领取证件', { exact: true }).click();
  await dialog.getByRole('button', { name: '登记并使用' }).click();
  await dialog.waitFor({ state: 'hidden' });
}

/** What the ledger holds about the citizen: act, outcome, reason, kind of purpose; in the order of the ledger. */
async function aboutTheCitizen(): Promise<unknown[][]> {
  const rows = await node.database.open('superuser', 1).query(
    `select act, outcome, reason, purpose_kind from ledger.entry
      where resource = 'person' and position($1::bytea in subjects) > 0 order by xid, append_id`,
    [subjectTag(citizen.citizenNumber)],
  );
  return rows.map((row) => Object.values(row));
}

test('the walk of the README: refused, permitted, seen by the person, proven', { skip }, async (t) => {
  const { page, faults } = await openPage(await openContext(browser, { baseURL: node.url }));

  await t.test('an officer is refused without a purpose', async () => {
    await page.goto('/');
    await become(page, verificationOfficer.name);
    await page.getByRole('button', { name: '我已阅读并知悉' }).click();
    await page.getByRole('link', { name: '信息查询' }).first().click();
    await lookUp(page);
    await page.getByText('没有说明事由，不能查看或修改任何记录。').waitFor();
    assert.deepEqual(await aboutTheCitizen(), [['read', 'refused', 'records.no-purpose', null]]);
  });

  await t.test('with a visit the officer sees what it needs', async () => {
    await openVisit(page);
    await page.getByRole('button', { name: '查下一个' }).click();
    await lookUp(page);
    await page.getByText('陈一帆').waitFor();
    await page
      .getByText(/本次查询已记入账本/)
      .first()
      .waitFor();
    assert.deepEqual((await aboutTheCitizen()).at(-1), ['read', 'permitted', null, 'verification']);
    await leave(page, verificationOfficer.name);
  });

  await t.test('the citizen sees both, proven in the browser', async () => {
    await become(page, '陈一帆');
    await page.getByRole('link', { name: '谁查了我的数据' }).first().click();
    await page.getByText(/^共 2 次.*已证明/).waitFor();
    const text = await page.locator('main').innerText();
    assert.match(text, /已拒绝：没有提供任何信息/);
    assert.match(text, /领取证件|窗口核验/);
    assert.ok(!text.includes(verificationOfficer.name), 'officers are not named');
    await page.getByRole('button', { name: '退出' }).click();
  });

  await t.test('the auditor finds both, and that they looked is an entry too', async () => {
    await become(page, auditor.name);
    await page.getByRole('button', { name: '我已阅读并知悉' }).click();
    await page.goto('/app/audit/entries?resource=person');
    await page.getByRole('row').filter({ hasText: '人口基本信息' }).nth(1).waitFor();
    const [looked] = await node.database
      .open('superuser', 1)
      .query(`select count(*)::int as n from ledger.entry where act = 'ledger-read' and branch = 'audit'`);
    assert.ok(Number(looked?.['n']) >= 1);
  });
  assert.deepEqual(faults, []);
});
