import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { demoCast } from '#operations/demo/index.ts';
import { checkPage, draftHolding, findChromium, openBrowser } from '../support/browser.ts';
import type { Database } from '#infrastructure/sql/index.ts';
import { testNode } from '../support/node.ts';
import type { TestNode } from '../support/node.ts';
import { endSession, officerPage, showChinese, signInAgain } from '../support/officer-page.ts';

const skip = findChromium() ? false : 'no Chromium on this machine';
const { citizen } = demoCast;

let node: TestNode;
let browser: Browser;
let superuser: Database;
before(async () => {
  if (skip) return;
  node = await testNode(); // first, so that no browser is left over when it fails
  browser = await openBrowser();
  superuser = node.database.open('superuser', 2);
});
after(async () => {
  await browser?.close();
  await node?.stop();
});

/** Opens a request of one's own, makes it the purpose, and goes to the citizen's record through a look-up. */
async function openCitizensRecord(page: Page): Promise<void> {
  await page.getByText('迁入登记').first().click();
  await page.getByRole('button', { name: '以此为事由' }).click();
  await page.getByRole('button', { name: '查找人口基本信息' }).click();
  await page.locator('#lookup-person-citizenNumber-citizenNumber').fill(citizen.citizenNumber);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '办理此记录' }).click();
  await page.getByRole('tab', { name: '变更' }).waitFor();
}

/** Chooses from a list of codes by typing what it is called. */
async function choose(page: Page, id: string, label: string): Promise<void> {
  await page.locator(`#${id}`).click();
  await page.locator(`#${id}`).fill(label);
  await page.keyboard.press('Enter');
}

async function person(id: string): Promise<Record<string, unknown>> {
  const [row] = await superuser.query(
    `select version, education, marital_status, former_name from records.person where id = $1`,
    [id],
  );
  assert.ok(row);
  return row;
}

test('a request is taken from the queue, and becomes the purpose for its work', { skip }, async () => {
  const watched = await officerPage(node, browser, 'registrar', '/registration');
  const { page } = watched;
  await page.getByRole('button', { name: /^由我办理/ }).waitFor();
  await checkPage(watched, { name: 'desk-queue' });
  await showChinese(page);
  await page.getByRole('button', { name: /^由我办理/ }).click();
  await page.getByText('领办').waitFor();
  const reference = new URL(page.url()).pathname.split('/').at(-1);
  const [row] = await superuser.query(
    `select state, assigned_to_name from desk.request where reference = $1`,
    [reference],
  );
  assert.deepEqual(row, { state: 'assigned', assigned_to_name: demoCast.registrar.name });
  await checkPage(watched, { name: 'desk-request' });
});

test(
  'a new request is opened in the purpose bar’s own dialog, and a number in its note is refused',
  { skip },
  async () => {
    const watched = await officerPage(node, browser, 'registrar', '/registration');
    const { page } = watched;
    await page.getByRole('button', { name: '受理新事项' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox').click();
    await page.getByText('项目变更', { exact: true }).click();
    await dialog.getByLabel('备注').fill('本人电话 154 1234 5678');
    await dialog.getByRole('button', { name: '受理并由我办理' }).click();
    await dialog.getByText('文字中含有证件号码或手机号码').waitFor();
    await checkPage(watched, { name: 'desk-open-request', widths: [390] });
    await showChinese(page);
    await dialog.getByLabel('备注').fill('婚姻状况变更');
    await dialog.getByRole('button', { name: '受理并由我办理' }).click();
    await page.getByText('正作为事由').waitFor();
  },
);

test('a change sends what was altered, makes a version, and is in the history', { skip }, async () => {
  const watched = await officerPage(node, browser, 'registrar', '/registration?view=mine');
  const { page } = watched;
  const before = await person(citizen.personId);
  await openCitizensRecord(page);
  await checkPage(watched, { name: 'desk-record' });
  await showChinese(page);
  await page.getByRole('tab', { name: '变更' }).click();
  await page.getByLabel('曾用名').fill('陈帆');
  await page.getByRole('button', { name: '保存变更' }).click();
  await page.getByText(/已保存，现为第/).waitFor();
  const after = await person(citizen.personId);
  assert.deepEqual(after, { ...before, former_name: '陈帆', version: Number(before['version']) + 1 });
  await checkPage(watched, { name: 'desk-change' });
  await showChinese(page);
  await page.getByRole('tab', { name: '历史' }).click();
  await page.getByRole('button', { name: '查看历史' }).click();
  await page.getByText('现行').waitFor();
  await checkPage(watched, { name: 'desk-history' });
});

test('a correction needs a reason, and keeps what was typed until it has one', { skip }, async () => {
  const watched = await officerPage(node, browser, 'registrar', '/registration?view=mine');
  const { page } = watched;
  await openCitizensRecord(page);
  await page.getByRole('tab', { name: '更正' }).click();
  const panel = page.getByRole('tabpanel', { name: '更正' });
  await panel.getByRole('textbox', { name: '曾用名' }).fill('陈凡');
  await panel.getByRole('button', { name: '保存更正' }).click();
  await panel.getByText('请写明更正理由').waitFor();
  assert.equal(await panel.getByRole('textbox', { name: '曾用名' }).inputValue(), '陈凡');
  await checkPage(watched, { name: 'desk-correct', widths: [390] });
  await showChinese(page);
  await panel.getByLabel('更正理由').fill('录入有误，依据出生医学证明');
  await panel.getByRole('button', { name: '保存更正' }).click();
  await panel.getByText(/已保存，现为第/).waitFor();
  const [entry] = await superuser.query(
    `select act, outcome from ledger.entry where record = $1 order by id desc limit 1`,
    [citizen.personId],
  );
  assert.deepEqual(entry, { act: 'correct', outcome: 'permitted' });
});

test(
  'when another changed the record meanwhile, both changes are shown and none is lost',
  { skip },
  async () => {
    const watched = await officerPage(node, browser, 'registrar', '/registration?view=mine');
    const { page } = watched;
    await openCitizensRecord(page);
    await page.getByRole('tab', { name: '变更' }).click();
    const panel = page.getByRole('tabpanel', { name: '变更' });
    await panel.getByRole('textbox', { name: '曾用名' }).fill('陈一凡');
    const other = await node.signIn('registrar');
    const { items } = (await other.call('GET', '/api/v1/purposes')).body;
    const purpose = { kind: items[0].kind, reference: items[0].reference };
    const { version } = await person(citizen.personId);
    const path = `/api/v1/resources/person/records/${citizen.personId}`;
    const values = { formerName: '陈大帆', education: '10' };
    const theirs = await other.call(
      'PATCH',
      path,
      { values, purpose },
      { 'if-match': `"${Number(version)}"` },
    );
    assert.equal(theirs.status, 200);
    await panel.getByRole('button', { name: '保存变更' }).click();
    const conflict = page.getByRole('region', { name: '您打开之后，有人改了这条记录' });
    await conflict.getByText('陈大帆').waitFor();
    assert.equal(await panel.getByRole('textbox', { name: '曾用名' }).inputValue(), '陈一凡');
    await checkPage(watched, { name: 'desk-conflict' });
    await showChinese(page);
    await page.getByRole('button', { name: '按此保存' }).click();
    await panel.getByText(/已保存，现为第/).waitFor();
    const after = await person(citizen.personId);
    assert.deepEqual([after['former_name'], after['education']], ['陈一凡', '10']);
  },
);

test(
  'a new premises is registered; the draft survives a reload and a session that ended; a duplicate is refused and nothing is lost',
  { skip },
  async () => {
    const watched = await officerPage(node, browser, 'registrar', '/registration?view=mine');
    const { page } = watched;
    await page.getByText('迁入登记').first().click();
    await page.getByRole('button', { name: '以此为事由' }).click();
    await page.getByText('正作为事由').waitFor();
    await page.goto('/app/registration/records/premises/new');
    const [known] = await superuser.query<{ code: string; division: string }>(
      `select code, division from records.premises limit 1`,
    );
    assert.ok(known);
    const id = 'registration-premises-create';
    await page.locator(`#${id}-code`).fill(known.code);
    await page.locator(`#${id}-division`).fill(known.division);
    await page.locator(`#${id}-street`).fill('云和路');
    await page.locator(`#${id}-doorNumber`).fill('88');
    await draftHolding(page, '"88"');
    await page.reload();
    await page.getByText(/已恢复您/).waitFor();
    assert.equal(await page.locator(`#${id}-street`).inputValue(), '云和路');
    await choose(page, `${id}-kind`, '');
    await choose(page, `${id}-usage`, '');
    await choose(page, `${id}-status`, '');
    await endSession(page);
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await page.getByText('登录已失效').first().waitFor();
    await page.waitForFunction(() =>
      Object.values(sessionStorage).some((draft) => /"status":"[^"]/.test(String(draft))),
    );
    await signInAgain(node, page, 'registrar');
    await page.getByText(/已恢复您/).waitFor();
    assert.equal(await page.locator(`#${id}-doorNumber`).inputValue(), '88');
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await page.getByText('已有相同标识的记录').waitFor();
    await checkPage(watched, { name: 'desk-create' });
    await showChinese(page);
    await page.locator(`#${id}-code`).fill(`${known.code.slice(0, 8)}999999999`);
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await page.getByText('已登记', { exact: true }).waitFor();
    const rows = await superuser.query(`select street, door_number from records.premises where code = $1`, [
      `${known.code.slice(0, 8)}999999999`,
    ]);
    assert.deepEqual(rows, [{ street: '云和路', door_number: '88' }]);
  },
);

test(
  'an erasure takes two persons: a registrar asks, a supervisor approves, then it is carried out',
  { skip },
  async () => {
    const [premises] = await superuser.query<{ id: string }>(
      `select p.id from records.premises p
      where not exists (select 1 from records.person where lives_at = p.id or registered_at = p.id)
        and not exists (select 1 from records.household where premises = p.id)
        and not exists (select 1 from records.organisation where premises = p.id) limit 1`,
    );
    assert.ok(premises);
    const asking = await officerPage(node, browser, 'registrar', '/lookup');
    await asking.page.getByRole('button', { name: '选择事由' }).click();
    await asking.page
      .getByRole('button', { name: /^使用 RR/ })
      .first()
      .click();
    await asking.page.goto(`/app/registration/records/premises/${premises.id}`);
    await asking.page.getByRole('tab', { name: '依法删除' }).click();
    await asking.page.getByLabel('法律依据').fill('个人信息保护法第四十七条');
    await asking.page.getByLabel('删除理由').fill('重复登记的房屋');
    await asking.page.getByRole('button', { name: '申请批准' }).click();
    await asking.page.getByText('已申请，等待主管批准').waitFor();
    await checkPage(asking, { name: 'desk-erase' });
    await showChinese(asking.page);
    const approving = await officerPage(node, browser, 'supervisor', '/erasures');
    await approving.page.getByText('重复登记的房屋').waitFor();
    await checkPage(approving, { name: 'desk-erasures' });
    await showChinese(approving.page);
    await approving.page.getByRole('button', { name: '批准', exact: true }).click();
    await approving.page.getByText('没有待批准的删除').waitFor();
    await asking.page.getByRole('button', { name: '查看是否批准' }).click();
    await asking.page.getByRole('button', { name: '执行删除' }).click();
    await asking.page.getByRole('tooltip').getByRole('button', { name: '执行删除' }).click();
    await asking.page.waitForURL(/\/registration$/);
    assert.deepEqual(
      await superuser.query(`select id from records.premises where id = $1`, [premises.id]),
      [],
    );
  },
);

test('a supervisor sees the queues below, and assigns to a registrar on duty there', { skip }, async () => {
  const watched = await officerPage(node, browser, 'supervisor', '/registration?view=unit');
  const { page } = watched;
  await page.getByText(demoCast.registrar.name).first().waitFor();
  const reference = await openRequestOf('registrar');
  await page.goto(`/app/registration/requests/${reference}`);
  await page.getByRole('button', { name: '分配' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox').click();
  await page.getByText(demoCast.registrar.name, { exact: true }).last().click();
  await checkPage(watched, { name: 'desk-assign', widths: [1440] });
  await showChinese(page);
  await dialog.getByRole('button', { name: '分配' }).click();
  await page.getByText('在办').waitFor();
  const [row] = await superuser.query(`select state, assigned_to from desk.request where reference = $1`, [
    reference,
  ]);
  assert.deepEqual(row, { state: 'assigned', assigned_to: demoCast.registrar.accountId });
});

async function openRequestOf(who: 'registrar'): Promise<string> {
  const client = await node.signIn(who);
  const opened = await client.call('POST', '/api/v1/desk/requests', { kind: 'death' });
  assert.equal(opened.status, 201, JSON.stringify(opened.body));
  return opened.body.reference;
}
