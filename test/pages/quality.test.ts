import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { demoCast } from '#operations/demo/index.ts';
import { checkPage, findChromium, openBrowser, openContext, openPage } from '../support/browser.ts';
import type { Watched } from '../support/browser.ts';
import { samples } from '../support/attachments.ts';
import { firstPurpose } from '../support/kill-load.ts';
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

const { citizen } = demoCast;
const main = (page: Page) => page.getByRole('main');
const button = (page: Page, name: string) => main(page).getByRole('button', { name, exact: true });

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByLabel(label).last().click();
  await page.locator('.ant-select-item-option', { hasText: option }).first().click();
}

async function count(sql: string, ...values: unknown[]): Promise<number | undefined> {
  const [row] = await node.database
    .open('superuser', 1)
    .query<{ count: number }>(`select count(*)::int as count from ${sql}`, values);
  return row?.count;
}

test(
  'an owner examines, marks several findings at once, and takes one on to see its record',
  { skip },
  async () => {
    const watched = await officerPage(node, browser, 'registrar', '/quality/findings');
    const { page } = watched;
    await choose(page, '选择信息类', '人口基本信息');
    await button(page, '立即检查').click();
    const runs = main(page).getByRole('region', { name: '检查' });
    await runs.getByText('完成').waitFor();
    await button(page, '刷新').click();
    const row = (text: string) => main(page).getByRole('row', { name: text });
    await row('出生日期与公民身份号码不一致').first().waitFor();
    await row('登记日期在将来').getByRole('checkbox').check();
    await row('文化程度的代码不在代码集中').getByRole('checkbox').check();
    await main(page).getByText('已选 2 项').waitFor();
    await checkPage(watched, { name: 'quality-findings' });
    await showChinese(page);
    await main(page).getByLabel('理由').fill('经核对原始档案无误');
    await button(page, '标记为核实无误').click();
    await row('核实无误').nth(1).waitFor();
    assert.equal(
      await count(`quality.finding where state = 'accepted' and reason = '经核对原始档案无误'`),
      2,
    );
    assert.equal(await count(`ledger.entry where act = 'finding' and detail like '%finding-accepted%'`), 2);

    await row('出生日期与公民身份号码不一致').first().click();
    await button(page, '承办并查看记录').waitFor();
    await checkPage(watched, { name: 'quality-finding', themes: ['light'] });
    await showChinese(page);
    await button(page, '承办并查看记录').click();
    await main(page).getByText('1951-07-03').first().waitFor();
    assert.equal(
      await count(`ledger.entry where act = 'read' and purpose_kind = 'quality' and resource = 'person'`),
      1,
    );

    await page.goto('/app/standards/resources/person?view=state');
    await main(page).getByText('未通过的规则').or(main(page).getByText('有错误的记录')).first().waitFor();
    await checkPage(watched, { name: 'quality-score', themes: ['light'] });
  },
);

/** The verifier is shown the citizen's record, and goes on to say what is wrong. */
async function report(): Promise<Watched> {
  const verifier = await node.signIn('verificationOfficer');
  const purpose = await firstPurpose(verifier, 'verification');
  const by = { citizenNumber: citizen.citizenNumber };
  const { status } = await verifier.call('POST', '/api/v1/resources/person/search', { by, purpose });
  assert.equal(status, 200);
  const path = `/quality/report/person/${citizen.personId}`;
  return officerPage(node, browser, 'verificationOfficer', path, [/415/]);
}

test(
  'from a wrong value to the right one: filed, taken on, accepted; who received it is told and knows',
  { skip },
  async () => {
    const filer = await report();
    await main(filer.page).getByLabel('有什么错').waitFor();
    await choose(filer.page, '字段', '出生日期');
    await main(filer.page).getByLabel('有什么错').fill('登记的出生日期晚了一天');
    await main(filer.page).getByLabel('正确的值（知道的话）').fill('1990-03-06');
    await checkPage(filer, { name: 'quality-report' });
    await showChinese(filer.page);
    await button(filer.page, '提出更正').click();
    await main(filer.page).getByText('请选择字段，并写明错误和依据。').waitFor();
    await main(filer.page).getByLabel('依据').fill('出生医学证明 DEMO-1990-0001');
    await button(filer.page, '提出更正').click();
    await main(filer.page).getByText('待答复').first().waitFor();
    const number = /QC-\d{6}/.exec(filer.page.url())?.[0] ?? '';
    const evidence = (mimeType: string, buffer: Buffer) => ({ name: '出生证明.pdf', mimeType, buffer });
    const picker = main(filer.page).getByLabel('添加证明材料');
    await picker.setInputFiles(evidence('application/pdf', Buffer.from('<html>')));
    await main(filer.page)
      .getByText(/只能附 PDF、PNG 或 JPEG 文件/)
      .waitFor();
    await picker.setInputFiles(evidence('application/pdf', samples.pdf));
    await main(filer.page)
      .getByText(/附件 1：PDF/)
      .waitFor();
    await checkPage(filer, { name: 'quality-attached', themes: ['light'] });
    await showChinese(filer.page);

    const owner = await officerPage(node, browser, 'registrar', '/quality/inbox');
    await main(owner.page).getByText(number).first().waitFor();
    await checkPage(owner, { name: 'quality-inbox' });
    await showChinese(owner.page);
    await main(owner.page).getByText(number).first().click();
    const saved = owner.page.waitForEvent('download');
    await button(owner.page, '下载附件 1').click();
    assert.equal((await saved).suggestedFilename(), `${number}-1.pdf`);
    assert.equal(
      await count(`ledger.entry where detail like '%attachment-view%' and outcome = 'permitted'`),
      1,
    );
    await button(owner.page, '承办').click();
    await button(owner.page, '接受并更正').waitFor();
    await main(owner.page).getByLabel('答复内容').fill('已核对出生医学证明');
    await checkPage(owner, { name: 'quality-decide' });
    await showChinese(owner.page);
    await button(owner.page, '接受并更正').click();
    await main(owner.page).getByText('已更正').first().waitFor();
    assert.equal(
      await count(`records.person where id = $1 and birth_date = '1990-03-06'`, citizen.personId),
      1,
    );

    await filer.page.goto('/app/quality/notices');
    await main(filer.page).getByText(number).first().waitFor();
    await checkPage(filer, { name: 'quality-notices', themes: ['light'] });
    await showChinese(filer.page);
    await button(filer.page, '我已知悉').click();
    await main(filer.page).getByText('已知悉').first().waitFor();
    assert.equal(await count(`quality.notice where acknowledged_at is not null`), 1);
  },
);

test('a citizen says what is wrong in their own record, and sees that it waits', { skip }, async () => {
  const { cookie } = await node.signIn('citizen');
  const context = await openContext(browser, { baseURL: node.url });
  const [name = '', value = ''] = cookie.split('=');
  await context.addCookies([{ name, value, url: node.url }]);
  const watched = await openPage(context);
  const { page } = watched;
  await page.goto('/citizen/corrections');
  const field = (label: string) => page.getByLabel(label, { exact: false }).first();
  await field('哪一项登记').selectOption(citizen.personId);
  await field('哪一栏').selectOption('education');
  await field('有什么错').fill('学历登记错误');
  await page.getByRole('button', { name: '提交' }).click();
  await page.getByText('请填写。').first().waitFor();
  await checkPage(watched, { name: 'citizen-corrections-form' });
  await showChinese(page);
  await field('依据').fill('毕业证书');
  await page.getByRole('button', { name: '提交' }).click();
  await page.getByText(/^已提交，编号 QC-/).waitFor();
  await page.getByText('待答复').waitFor();
  await page
    .getByLabel('添加证明材料（照片或扫描件）')
    .setInputFiles({ name: '证书.png', mimeType: 'image/png', buffer: samples.png });
  await page.getByRole('button', { name: '附件 1（PNG）' }).waitFor();
  await checkPage(watched, { name: 'citizen-corrections', themes: ['light'] });
  assert.equal(await count(`quality.correction where filer_kind = 'citizen' and state = 'filed'`), 1);
});
