import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { demoCast } from '#operations/demo/index.ts';
import { verifyExport } from '#verifier/index.ts';
import { checkPage, findChromium, openBrowser } from '../support/browser.ts';
import { testNode } from '../support/node.ts';
import type { TestNode } from '../support/node.ts';
import { given } from '../support/oversight.ts';
import { officerPage, showChinese } from '../support/officer-page.ts';

const skip = findChromium() ? false : 'no Chromium on this machine';
const { citizenNumber } = demoCast.citizen;

let node: TestNode;
let browser: Browser;
before(async () => {
  if (skip) return;
  [node, browser] = await Promise.all([testNode(), openBrowser()]);
  const officer = await node.signIn('verificationOfficer');
  const { body } = await officer.call('GET', '/api/v1/purposes');
  const { kind, reference } = body.items.find((item: { kind: string }) => item.kind === 'verification');
  const purpose = { kind, reference };
  await officer.call('POST', '/api/v1/resources/person/search', { by: { citizenNumber } });
  await officer.call('POST', '/api/v1/resources/person/search', { by: { citizenNumber }, purpose });
  await officer.call('POST', '/api/v1/resources/driving-licence/search', {
    by: { holder: citizenNumber },
    purpose,
  });
});
after(async () => {
  await browser?.close();
  await node?.stop();
});

/** The auditor's newest reading of the ledger, as the ledger has it. */
async function newestReading(): Promise<{ detail: string; subjects: Buffer }> {
  const rows = await node.database.open('superuser', 1).query<{ detail: string; subjects: Buffer }>(
    `select detail, subjects from ledger.entry
      where act = 'ledger-read' and actor_kind = 'officer' order by xid desc, append_id desc limit 1`,
  );
  return given(rows[0]);
}

const row = (page: Page, text: RegExp) => page.getByRole('row').filter({ hasText: text }).first();

test('an auditor filters the ledger, opens a refusal and proves it in the browser', { skip }, async () => {
  const watched = await officerPage(
    node,
    browser,
    'auditor',
    '/audit/entries?outcome=refused&resource=person',
  );
  const { page } = watched;
  await row(page, /人口基本信息/).waitFor();
  assert.equal(await page.getByRole('row').filter({ hasText: '准许' }).count(), 0);
  const own = await newestReading();
  assert.match(own.detail, /"filter\.outcome":"refused","filter\.resource":"person"/);
  await checkPage(watched, { name: 'ledger' });
  await showChinese(page);
  await row(page, /人口基本信息/).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByText(demoCast.verificationOfficer.name).waitFor();
  await drawer.getByRole('button', { name: '在本浏览器核验' }).click();
  await drawer.getByText('核验步骤').waitFor();
  assert.equal(await drawer.locator('.oversight-steps .mq-tone-good').count(), 4);
  await checkPage(watched, { name: 'ledger-entry' });
});

/** What a sheet of A4 would show of a list: its filters, its foot, and how many cells lie beyond its edge. */
async function onPaper(page: Page) {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 794, height: 1123 }); // A4 at 96 dots an inch
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  const sheet = await page.evaluate(() => ({
    filters: [...document.querySelectorAll<HTMLElement>('.mq-filters-in-force')].map(
      (list) => list.innerText,
    ),
    foot: document.querySelector<HTMLElement>('.mq-printed')?.innerText ?? '',
    beyond: [...document.querySelectorAll('main th, main td')].filter(
      (cell) => cell.getBoundingClientRect().right > document.documentElement.clientWidth + 1,
    ).length,
    buttons: [...document.querySelectorAll('main button')].filter((button) => button.checkVisibility())
      .length,
  }));
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await page.emulateMedia({ media: null });
  if (before) await page.setViewportSize(before);
  return sheet;
}

test('a list goes onto paper whole, with its filters, who printed it and when', { skip }, async () => {
  const { page } = await officerPage(node, browser, 'auditor', '/audit/entries?outcome=refused');
  await row(page, /人口基本信息/).waitFor();
  const { filters, foot, beyond, buttons } = await onPaper(page);
  assert.match(filters.join(), /结果\s*拒绝/);
  assert.match(
    foot,
    new RegExp(`打印人 ${demoCast.auditor.name}（.+） · \\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}`),
  );
  assert.deepEqual([beyond, buttons], [0, 0]);
  assert.equal(await page.locator('.mq-printed, .mq-filters-in-force').count(), 0, 'on paper only');
  // planted: a table that keeps its width on paper loses its last columns
  await page.evaluate(() =>
    document.querySelector<HTMLElement>('.mq-table table')?.style.setProperty('width', '1600px', 'important'),
  );
  assert.ok((await onPaper(page)).beyond > 0);
});

test('an entry whose content was changed on the way fails the proof, step by step', { skip }, async () => {
  const watched = await officerPage(
    node,
    browser,
    'auditor',
    '/audit/entries?outcome=refused&resource=person',
  );
  const { page } = watched;
  await page.route('**/api/v1/ledger/entries/*', async (route) => {
    if (route.request().url().endsWith('/proof')) return route.continue();
    const response = await route.fetch();
    const json = await response.json();
    json.closed.purposeReference = 'VD-20261103-0001';
    return route.fulfill({ response, json });
  });
  await row(page, /人口基本信息/).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByRole('button', { name: '在本浏览器核验' }).click();
  await drawer.getByText('核验步骤').waitFor();
  assert.ok((await drawer.locator('.oversight-steps .mq-tone-bad').count()) >= 2);
  await checkPage(watched, { name: 'ledger-entry-altered', widths: [1440], themes: ['light'] });
});

test('the entries that fit are exported with proofs that the verifier accepts', { skip }, async () => {
  const { page } = await officerPage(node, browser, 'auditor', '/audit/entries?resource=driving-licence');
  await row(page, /驾驶证/).waitFor();
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: '导出带证明的 JSONL' }).click();
  const lines = (await readFile(await (await downloading).path(), 'utf8')).trimEnd().split('\n');
  const keys = node.services.signers.map(({ key }) => key);
  const result = await verifyExport(lines, { keys });
  assert.deepEqual([result.findings, result.entries > 0], [[], true]);
});

test(
  'a search for a person needs number, reason and case number; none of them stays in the address',
  { skip },
  async () => {
    const watched = await officerPage(node, browser, 'auditor', '/audit/person');
    const { page } = watched;
    await page.getByText('请填写身份号码、理由和编号').first().waitFor();
    await checkPage(watched, { name: 'ledger-person-empty', themes: ['light'] });
    await showChinese(page);
    await page.locator('#ledger-person-citizenNumber').fill(citizenNumber);
    await page.locator('#ledger-person-reference').fill('JB-2026-0017');
    await page.locator('#ledger-person-reason').click();
    await page.getByTitle('核查投诉举报').click();
    await page.locator('#ledger-person-reference').press('Enter');
    await row(page, /驾驶证/).waitFor();
    assert.ok(!page.url().includes(citizenNumber) && !page.url().includes('JB-2026'));
    const own = await newestReading();
    assert.match(own.detail, /"reason":"complaint"/);
    assert.equal(own.subjects.length, 32, 'the person will see it');
    assert.ok(!own.detail.includes(citizenNumber));
    await checkPage(watched, { name: 'ledger-person', themes: ['light'] });
  },
);

test(
  'the whole ledger is verified, the result kept; a tampered entry is found and named',
  { skip },
  async () => {
    const watched = await officerPage(node, browser, 'auditor', '/audit/verification');
    const { page } = watched;
    await page.getByText('还没有核验过').waitFor();
    await page.getByRole('button', { name: '开始核验整本账' }).click();
    await page.getByText('整本账完好').first().waitFor();
    await checkPage(watched, { name: 'ledger-verification', themes: ['light'] });
    await showChinese(page);
    const superuser = node.database.open('superuser', 1);
    await superuser.transaction(async (tx) => {
      await tx.query('alter table ledger.entry disable trigger append_only');
      await tx.query(
        `update ledger.entry set outcome = 'permitted' where outcome = 'refused' and resource = 'person'`,
      );
      await tx.query('alter table ledger.entry enable always trigger append_only');
    });
    await page.getByRole('button', { name: '再次核验' }).click();
    await page.getByText('entry-altered').first().waitFor();
    await checkPage(watched, { name: 'ledger-verification-failed' });
    await superuser.transaction(async (tx) => {
      await tx.query('alter table ledger.entry disable trigger append_only');
      await tx.query(
        `update ledger.entry set outcome = 'refused' where reason is not null and resource = 'person'`,
      );
      await tx.query('alter table ledger.entry enable always trigger append_only');
    });
  },
);

test('a checkpoint shows its signature and that the newest one continues it', { skip }, async () => {
  const watched = await officerPage(node, browser, 'auditor', '/audit/checkpoints');
  const { page } = watched;
  await page.getByText('本账本的验证公钥').waitFor();
  await page.locator('tbody tr').last().waitFor();
  await checkPage(watched, { name: 'ledger-checkpoints' });
  await showChinese(page);
  await page.locator('tbody tr').last().click();
  const drawer = page.getByRole('dialog');
  await drawer.getByText('签名有效').waitFor();
  await drawer.getByText('与最新检查点一致').waitFor();
  await checkPage(watched, { name: 'ledger-checkpoint', themes: ['light'] });
});

test('the statistics stand beside their charts', { skip }, async () => {
  const watched = await officerPage(node, browser, 'auditor', '/audit/survey');
  await watched.page.getByRole('table').first().waitFor();
  await checkPage(watched, { name: 'ledger-survey' });
});

test(
  'a question is found in the inbox, its words survive a reload while they are typed, and it is answered once',
  { skip },
  async () => {
    const citizen = await node.signIn('citizen');
    const { body } = await citizen.call('GET', '/api/v1/me/accesses');
    const { seq } = body.items.at(-1);
    await citizen.call('POST', '/api/v1/me/questions', { seq, text: '为什么没有事由也有人查我？' });
    const watched = await officerPage(node, browser, 'auditor', '/audit/questions');
    const { page } = watched;
    await row(page, /待答复/).waitFor();
    await checkPage(watched, { name: 'questions', themes: ['light'] });
    await showChinese(page);
    await row(page, /待答复/).click();
    await page.getByText('为什么没有事由也有人查我？').waitFor();
    await page.getByLabel('给群众的答复').fill('该次查询因未说明事由被拒绝，没有提供任何信息。');
    await page.reload();
    await page.getByText('为什么没有事由也有人查我？').waitFor();
    assert.match(await page.getByLabel('给群众的答复').inputValue(), /未说明事由/);
    await page.getByRole('button', { name: /^答\s?复$/ }).click();
    await page.getByText('请选择处理结果').waitFor();
    await checkPage(watched, { name: 'question', themes: ['light'] });
    await showChinese(page);
    await page.getByLabel('处理结果').click();
    await page.getByTitle('依法依规').click();
    await page.getByRole('button', { name: /^答\s?复$/ }).click();
    await page.getByText('已答复 · 依法依规').waitFor();
    const mine = await citizen.call('GET', '/api/v1/me/questions');
    assert.match(mine.body.items[0].answer, /没有提供任何信息/);
    await checkPage(watched, { name: 'question-answered', themes: ['light'] });
  },
);
