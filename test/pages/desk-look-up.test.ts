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

async function lookUp(page: Page, number: string): Promise<void> {
  await page.locator('#lookup-person-citizenNumber-citizenNumber').fill(number);
  await page.keyboard.press('Enter');
}

async function usePurpose(page: Page): Promise<void> {
  await page.getByRole('button', { name: '选择事由' }).click();
  await page
    .getByRole('button', { name: /^使用 / })
    .first()
    .click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
}

/** Entries of the ledger about look-ups, latest last. */
async function entries(): Promise<{ act: string; outcome: string; reason: string | null }[]> {
  const superuser = node.database.open('superuser', 1);
  return superuser.query(
    `select act, outcome, reason from ledger.entry where resource = 'person' order by id`,
  );
}

test(
  'without a purpose a look-up is refused, explained and recorded; with one it shows only what it needs',
  { skip },
  async () => {
    const watched = await officerPage(node, browser, 'verificationOfficer', '/lookup');
    const { page } = watched;
    await lookUp(page, citizen);
    await page.getByText('没有说明事由，不能查看或修改任何记录。').waitFor();
    await page.getByText('请在页面上方选择或新开事由').waitFor();
    assert.deepEqual((await entries()).at(-1), {
      act: 'read',
      outcome: 'refused',
      reason: 'records.no-purpose',
    });
    await checkPage(watched, { name: 'desk-look-up-refused' });
    await showChinese(page);
    await usePurpose(page);
    await page.getByRole('button', { name: '查下一个' }).click();
    await lookUp(page, citizen);
    await page.getByText('陈一帆').waitFor();
    await page.getByText('本次查询已记入账本').first().waitFor();
    const text = await page.locator('main').innerText();
    assert.ok(!text.includes(citizen), 'the number is masked');
    assert.deepEqual((await entries()).at(-1), { act: 'read', outcome: 'permitted', reason: null });
    assert.ok(!page.url().includes(citizen));
    const stored = await page.evaluate(() =>
      JSON.stringify([Object.entries(sessionStorage), Object.entries(localStorage)]),
    );
    assert.ok(
      !stored.includes(citizen) && !stored.includes('陈一帆'),
      'nothing about the person stays in the browser',
    );
    await checkPage(watched, { name: 'desk-look-up-found' });
  },
);

test('related records are further look-ups of their own, and lead no further', { skip }, async () => {
  const watched = await officerPage(node, browser, 'verificationOfficer', '/lookup');
  const { page } = watched;
  await usePurpose(page);
  await lookUp(page, citizen);
  const related = page.getByRole('button', { name: /驾驶证/ });
  await related.click();
  const section = page.getByRole('region', { name: /驾驶证/ });
  await section.getByText('准驾车型').first().waitFor();
  assert.equal(await section.getByText('为同一事由继续查询').count(), 0);
  await checkPage(watched, { name: 'desk-look-up-related' });
});

test('a wrong number is explained at the field before anything is asked', { skip }, async () => {
  const watched = await officerPage(node, browser, 'verificationOfficer', '/lookup');
  const { page } = watched;
  const before = (await entries()).length;
  await lookUp(page, `${citizen.slice(0, 17)}${citizen.endsWith('1') ? '2' : '1'}`);
  await page.locator('[aria-invalid=true]').first().waitFor();
  assert.equal((await entries()).length, before);
  await checkPage(watched, { name: 'desk-look-up-invalid', widths: [390] });
});

test('verify only answers match, no match or not held, and shows no record', { skip }, async () => {
  const watched = await officerPage(
    node,
    browser,
    'verificationOfficer',
    '/lookup?mode=verify&resource=person',
  );
  const { page } = watched;
  await usePurpose(page);
  const number = page.locator('#verify-person-citizenNumber');
  await number.fill(citizen);
  await page.locator('#verify-person-name').fill('陈一帆');
  await page.keyboard.press('Enter');
  await page.getByText('所填各项与登记的相同。').waitFor();
  await checkPage(watched, { name: 'desk-verify-match' });
  await showChinese(page);
  await page.locator('#verify-person-name').fill('陈二帆');
  await page.keyboard.press('Enter');
  await page.getByText('至少有一项与登记的不同').waitFor();
});

test('one’s own record is refused, and the page says where to see it', { skip }, async () => {
  const watched = await officerPage(node, browser, 'verificationOfficer', '/lookup');
  const { page } = watched;
  await usePurpose(page);
  await lookUp(page, demoCast.verificationOfficer.citizenNumber);
  await page.getByText('您可以以公民身份登录').waitFor();
  await checkPage(watched, { name: 'desk-look-up-own', widths: [1440] });
});

test(
  'a registrar lists the household under the request, and exports the list through the door',
  { skip },
  async () => {
    const watched = await officerPage(node, browser, 'registrar', '/lookup?resource=household');
    const { page } = watched;
    await usePurpose(page);
    const superuser = node.database.open('superuser', 1);
    const [household] = await superuser.query<{ number: string }>(
      `select number from records.household where id = $1`,
      [demoCast.citizen.householdId],
    );
    await page.locator('#lookup-household-number-number').fill(household?.number ?? '');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '人口基本信息（户）' }).click();
    await page.getByText(demoCast.citizensWife.name).waitFor();
    await checkPage(watched, { name: 'desk-look-up-list' });
    await showChinese(page);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '导出为 CSV' }).click();
    assert.match((await download).suggestedFilename(), /\.csv$/);
    assert.deepEqual((await entries()).at(-1), { act: 'export', outcome: 'permitted', reason: null });
  },
);
