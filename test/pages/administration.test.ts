import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { demoCast } from '#operations/demo/index.ts';
import type { CastKey } from '#operations/demo/index.ts';
import { checkPage, findChromium, openBrowser } from '../support/browser.ts';
import type { Watched } from '../support/browser.ts';
import { testNode } from '../support/node.ts';
import type { TestNode } from '../support/node.ts';
import { officerPage } from '../support/officer-page.ts';

const skip = findChromium() ? false : 'no Chromium on this machine';
const patrol = demoCast.patrolOfficer.accountId;
const patrolPath = `/administration/officers/${patrol}`;

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

function open(who: CastKey, path: string): Promise<Watched> {
  return officerPage(node, browser, who, path);
}

async function accountState(id: string): Promise<string | undefined> {
  const rows = await node.services.app.query<{ state: string }>(
    `select state from identity.account where id = $1`,
    [id],
  );
  return rows[0]?.state;
}

async function confirmReason(page: Page, act: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('原因').fill('测试需要');
  await dialog.getByRole('button', { name: act }).click();
  await dialog.waitFor({ state: 'hidden' });
}

test('the list of officers finds by name without naming anybody in the address', { skip }, async () => {
  const watched = await open('systemAdministrator', '/administration/officers');
  const { page } = watched;
  await page.getByLabel('姓名或警号').fill(demoCast.patrolOfficer.name);
  await page.keyboard.press('Enter');
  await page.getByRole('row', { name: /周航/ }).waitFor();
  assert.doesNotMatch(decodeURIComponent(page.url()), /周航/);
  await checkPage(watched, { name: 'administration-officers' });
  await page.getByText(demoCast.patrolOfficer.name).first().click();
  await page.waitForURL(/\/administration\/officers\/[0-9a-f-]{36}/);
});

test(
  'a system administrator suspends and resumes an account; a reset PIN shows its code once',
  { skip },
  async () => {
    const watched = await open('systemAdministrator', patrolPath);
    const { page } = watched;
    await page.getByRole('heading', { level: 1, name: /周航/ }).waitFor();
    await checkPage(watched, {
      name: 'administration-officer',
      ready: (it) => it.getByRole('heading', { level: 1 }).waitFor(),
    });
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.reload();
    await inChinese(page);
    await page.getByRole('button', { name: /停\s*用/ }).click();
    await checkPage(watched, {
      name: 'administration-suspend',
      ready: (it) => it.getByRole('dialog').waitFor(),
    });
    await inChinese(page);
    await confirmReason(page, '停用');
    assert.equal(await accountState(patrol), 'suspended');
    await page.getByRole('button', { name: '恢复' }).click();
    await confirmReason(page, '恢复');
    assert.equal(await accountState(patrol), 'active');
    await page.getByRole('button', { name: '重置 PIN' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '确定' }).click();
    await page.getByText('激活码', { exact: true }).waitFor();
    const code = await page.locator('.id-secret').innerText();
    assert.match(code, /^[a-z2-9]{12}$/);
    await page.getByRole('dialog').getByRole('button', { name: '关闭' }).last().click();
    await page.locator('.id-secret').waitFor({ state: 'detached' });
    assert.deepEqual(watched.faults, []);
  },
);

test(
  'a certificate is revoked, a new one issued, its file downloaded and its password shown once',
  { skip },
  async () => {
    const watched = await open('systemAdministrator', '/administration/certificates');
    const { page } = watched;
    const [held] = await node.services.app.query<{ serial: string }>(
      `select serial from certificates.certificate where holder = $1 and revoked_at is null`,
      [patrol],
    );
    const serial = held?.serial ?? '';
    await inChinese(page);
    await page.getByLabel('序列号、姓名或警号').fill(serial.slice(0, 10));
    await page.keyboard.press('Enter');
    await page.getByRole('row', { name: new RegExp(`${serial}.*周航`) }).waitFor();
    await checkPage(watched, { name: 'administration-certificates' });
    await inChinese(page);
    await page.getByLabel('序列号、姓名或警号').fill(serial);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: `吊销 ${serial}` }).click();
    await page.getByRole('dialog').getByRole('button', { name: '吊销' }).click();
    await page.locator('main').getByText('已吊销', { exact: true }).first().waitFor();
    await page.goto(`/app${patrolPath}`);
    await inChinese(page);
    await page.getByRole('button', { name: '签发证书' }).click();
    await page.getByText('证书已签发').waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '下载证书文件' }).click();
    assert.match((await download).suggestedFilename(), /^minqiao-[0-9a-f]{8}\.p12$/);
    await checkPage(watched, {
      name: 'administration-certificate',
      ready: (it) => it.getByRole('dialog').waitFor(),
    });
    const rows = await node.services.app.query(
      `select serial from certificates.certificate where holder = $1 and revoked_at is null`,
      [patrol],
    );
    assert.equal(rows.length, 1);
  },
);

test(
  'an administrator’s role takes two persons, from the request to the carrying out',
  { skip },
  async () => {
    const id = demoCast.trafficOfficer.accountId;
    const first = await open('securityAdministrator', `/administration/officers/${id}`);
    await inChinese(first.page);
    await first.page.getByRole('button', { name: '变更角色' }).click();
    await first.page.getByRole('checkbox', { name: '审计员' }).check();
    await checkPage(first, {
      name: 'administration-change-roles',
      ready: (it) => it.getByRole('checkbox').first().waitFor(),
    });
    await inChinese(first.page);
    await first.page.getByRole('button', { name: '保存' }).click();
    await first.page.getByText('已提交，等待第二人批准').waitFor();
    const second = await open('secondSecurityAdministrator', '/administration/approvals');
    await second.page.getByText('变更管理员角色').first().waitFor();
    await checkPage(second, {
      name: 'administration-approvals',
      ready: (it) => it.getByRole('heading', { level: 1 }).waitFor(),
    });
    await inChinese(second.page);
    await second.page.getByRole('button', { name: /^批\s*准$/ }).click();
    await second.page.getByText('已记录您的决定').waitFor();
    await first.page.goto('/app/administration/approvals');
    await first.page.getByRole('button', { name: '执行' }).click();
    await first.page.getByText('已执行').first().waitFor();
    const roles = await node.services.app.query<{ role: string }>(
      `select role from identity.account_role where account = $1 order by role`,
      [id],
    );
    assert.ok(roles.some((one) => one.role === 'auditor'));
    assert.deepEqual([...first.faults, ...second.faults], []);
  },
);

for (const [path, name] of [
  ['/administration/clients', 'administration-clients'],
  ['/administration/sessions', 'administration-sessions'],
  ['/administration/roles', 'administration-roles'],
  ['/person/sessions', 'administration-my-sessions'],
] as const) {
  test(`${path} in both languages, widths and themes`, { skip }, async () => {
    const watched = await open('systemAdministrator', path);
    await watched.page.getByRole('heading', { level: 1 }).waitFor();
    await watched.page.waitForLoadState('networkidle');
    await checkPage(watched, { name });
  });
}

test('several sessions are ended at once, each with its own entry in the ledger', { skip }, async () => {
  const watched = await open('systemAdministrator', '/administration/sessions');
  const { page } = watched;
  await inChinese(page);
  const others = await Promise.all([node.signIn('patrolOfficer'), node.signIn('trafficOfficer')]);
  const table = page.getByRole('region', { name: '会话' });
  await table.getByRole('button', { name: '刷新' }).click();
  for (const who of ['patrolOfficer', 'trafficOfficer'] as const) {
    const rows = table.getByRole('checkbox', { name: `选择 ${demoCast[who].name}`, exact: true });
    await rows.first().check();
  }
  await checkPage(watched, { name: 'administration-end-sessions', languages: ['zh'], themes: ['light'] });
  await table.getByRole('group', { name: '对所选各项' }).getByRole('button', { name: '结束' }).click();
  await page.getByText('已办理 2 项').waitFor();
  for (const { call } of others) assert.equal((await call('GET', '/api/v1/session')).status, 401);
  const [ended] = await node.database.open('superuser', 1).query<{ count: number }>(
    `select count(distinct record)::int as count from ledger.entry
      where act = 'sign-out' and detail like '%by-administrator%'`,
  );
  assert.equal(ended?.count, 2);
  assert.deepEqual(watched.faults, []);
});

test('a client’s account is made on the page', { skip }, async () => {
  const watched = await open('systemAdministrator', '/administration/clients');
  const { page } = watched;
  await inChinese(page);
  await page.getByRole('button', { name: '新建账户' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('名称').fill('医院接入网关');
  await dialog.getByLabel('单位').fill('690100000000');
  await page.locator('.ant-select-item-option').first().click();
  await dialog.getByLabel('警种').click();
  await page.locator('.ant-select-item-option', { hasText: '科信' }).click();
  await checkPage(watched, {
    name: 'administration-new-client',
    ready: (it) => it.getByRole('dialog').waitFor(),
  });
  await inChinese(page);
  await dialog.getByRole('button', { name: '建立' }).click();
  await page.getByRole('heading', { level: 1, name: '医院接入网关' }).waitFor();
});

async function inChinese(page: Page): Promise<void> {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.evaluate(() => {
    localStorage.setItem('minqiao.language', 'zh');
    dispatchEvent(new StorageEvent('storage', { key: 'minqiao.language', newValue: 'zh' }));
  });
}
