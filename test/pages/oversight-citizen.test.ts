import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { demoCast } from '#operations/demo/index.ts';
import type { CastKey } from '#operations/demo/index.ts';
import { checkPage, findChromium, openBrowser, openContext, openPage } from '../support/browser.ts';
import type { Watched } from '../support/browser.ts';
import { testNode } from '../support/node.ts';
import { endSession, signInAgain } from '../support/officer-page.ts';
import type { TestClient, TestNode } from '../support/node.ts';

const skip = findChromium() ? false : 'no Chromium on this machine';
const { citizenNumber } = demoCast.citizen;

let node: TestNode;
let browser: Browser;
before(async () => {
  if (skip) return;
  [node, browser] = await Promise.all([testNode(), openBrowser()]);
  await lookAtCitizen(await node.signIn('verificationOfficer'));
});
after(async () => {
  await browser?.close();
  await node?.stop();
});

/** A refusal, a reading and a check of the citizen's data, all at the verification desk. */
async function lookAtCitizen(officer: TestClient): Promise<void> {
  const { body } = await officer.call('GET', '/api/v1/purposes');
  const open = (body.items as { kind: string; reference: string }[]).find(
    ({ kind }) => kind === 'verification',
  );
  assert.ok(open, 'the officer of the demonstration has a visit open');
  const purpose = { kind: open.kind, reference: open.reference };
  const ask = async (path: string, sent: object, status: number): Promise<void> => {
    const answer = await officer.call('POST', `/api/v1/resources/${path}`, sent);
    assert.equal(answer.status, status, JSON.stringify(answer.body));
  };
  await ask('person/search', { by: { citizenNumber } }, 403);
  await ask('driving-licence/search', { by: { holder: citizenNumber }, purpose }, 200);
  await ask('person/verify', { claims: { citizenNumber, name: '陈一帆' }, purpose }, 200);
}

async function citizenPage(who: CastKey, path: string, expected: readonly RegExp[] = []): Promise<Watched> {
  const { cookie } = await node.signIn(who);
  const context = await openContext(browser, { baseURL: node.url });
  const [name = '', value = ''] = cookie.split('=');
  await context.addCookies([{ name, value, url: node.url }]);
  const watched = await openPage(context, expected);
  await watched.page.goto(`/citizen${path}`);
  return watched;
}

const proven = (page: Page) => page.locator('.notice.tone-good').first();
const broken = (page: Page) => page.getByText(/有内容未能通过证明|Something here is NOT proven/);

test(
  'a citizen sees who looked, each access proven in the browser, the list complete',
  { skip },
  async () => {
    const watched = await citizenPage('citizen', '/accesses');
    const { page } = watched;
    await page.getByText('共 3 次，全部已证明，一次不少').waitFor();
    const text = await page.locator('main').innerText();
    assert.match(text, /已拒绝：没有提供任何信息/);
    assert.match(text, /查看您的机动车驾驶证/);
    assert.match(text, /核验您的人口基本信息/);
    assert.ok(!text.includes(demoCast.verificationOfficer.name), 'officers are not named');
    assert.ok(!(await page.content()).includes(citizenNumber));
    await checkPage(watched, { name: 'citizen-accesses', ready: (shown) => proven(shown).waitFor() });
    await page.locator('.notice summary').click();
    await page.locator('.timeline summary').first().click();
    await checkPage(watched, { name: 'citizen-accesses-proof', themes: ['light'] });
    await page.reload();
    await proven(page).waitFor();
    await page.locator('.notice summary').click();
    await page.getByText(/the beginning of the|原封不动/).waitFor();
  },
);

test('large text stays on the page', { skip }, async () => {
  const watched = await citizenPage('citizen', '/accesses');
  await proven(watched.page).waitFor();
  await watched.page.getByRole('button', { name: '大字版' }).click();
  await checkPage(watched, { name: 'citizen-accesses-large', themes: ['light'] });
});

/** What is altered of the answers: an entry's open part, the list of leaves. */
interface Answer {
  readonly items: { disclosure: { open: { organisation: string; outcome: string } } }[];
  readonly leaves: string[];
}

/** Alters what the server answers to this path before the browser sees it. */
async function alter(page: Page, path: string, change: (body: Answer) => unknown): Promise<void> {
  await page.route(`**${path}*`, async (route) => {
    const response = await route.fetch();
    const body = (await response.json()) as Answer;
    change(body);
    await route.fulfill({ response, json: body });
  });
}

const accesses = '/api/v1/me/accesses';
const hideRefusal = ({ items }: Answer) => {
  for (const { disclosure } of items) disclosure.open.outcome = 'permitted';
};
const lies: Readonly<Record<string, readonly [string, (body: Answer) => unknown]>> = {
  'another unit is named in an entry': [
    accesses,
    ({ items }) => items.slice(0, 1).map(({ disclosure }) => (disclosure.open.organisation = '690199000000')),
  ],
  'a refusal is shown as a success': [accesses, hideRefusal],
  'an entry is left out': [accesses, ({ items }) => items.splice(1, 1)],
  'the proof of completeness is that of a shorter list': [
    '/api/v1/me/completeness',
    ({ leaves }) => leaves.pop(),
  ],
};

for (const [lie, [path, change]] of Object.entries(lies))
  test(`a tampered answer is shown as not proven: ${lie}`, { skip }, async () => {
    const { page } = await citizenPage('citizen', '/');
    await alter(page, path, change);
    await page.goto('/citizen/accesses');
    await broken(page).waitFor();
    assert.equal(await page.getByText(/全部已证明|每一次都已证明/).count(), 0);
  });

test('what failed proof looks like', { skip }, async () => {
  const watched = await citizenPage('citizen', '/');
  await alter(watched.page, accesses, hideRefusal);
  await watched.page.goto('/citizen/accesses');
  await broken(watched.page).waitFor();
  await checkPage(watched, { name: 'citizen-accesses-broken' });
});

test(
  'a key that changed since the last visit is not trusted until the person accepts it',
  { skip },
  async () => {
    const watched = await citizenPage('citizen', '/accesses');
    const { page } = watched;
    await proven(page).waitFor();
    const key = await page.evaluate(() => localStorage.getItem('minqiao.ledger.keys'));
    await page.evaluate(() => {
      const other = 'minqiao.demo/690100000000+6f6c6421+AWtrSEVMTE9IRUxMT0hFTExPSEVMTE9IRUxMT0hFTExP';
      localStorage.setItem('minqiao.ledger.keys', other);
    });
    await page.reload();
    await broken(page).waitFor();
    await page.locator('.notice summary').click();
    await page.getByRole('button', { name: '已核对，接受新公钥' }).click();
    await proven(page).waitFor();
    assert.equal(await page.evaluate(() => localStorage.getItem('minqiao.ledger.keys')), key);
  },
);

test(
  'a question is asked, survives a reload and a session that ended before it is sent, is answered, and the answer is read',
  { skip },
  async () => {
    const watched = await citizenPage('citizen', '/accesses');
    const { page } = watched;
    await proven(page).waitFor();
    await page.getByRole('button', { name: '提出疑问' }).first().click();
    await page.getByLabel('您想问什么').fill('那天我不在窗口，为什么查？');
    await checkPage(watched, { name: 'citizen-ask', themes: ['light'] });
    const dialog = page.locator('dialog').filter({ has: page.locator('textarea') });
    const comeBack = async (): Promise<void> => {
      await proven(page).waitFor();
      await page
        .getByRole('button', { name: /提出疑问|Ask about this/ })
        .first()
        .click();
      assert.equal(await dialog.locator('textarea').inputValue(), '那天我不在窗口，为什么查？');
    };
    await page.reload();
    await comeBack();
    await endSession(page);
    await dialog.getByRole('button', { name: /提交|Send/ }).click();
    await page
      .getByText(/登录已失效|You have been signed out/)
      .first()
      .waitFor();
    await signInAgain(node, page, 'citizen');
    await comeBack();
    await page
      .locator('dialog')
      .getByRole('button', { name: /提交|Send/ })
      .click();
    await page.getByText(/已提交。|Sent\./).waitFor();
    const auditor = await node.signIn('auditor');
    const inbox = await auditor.call('GET', '/api/v1/questions?state=open');
    const { id } = inbox.body.items[0];
    const answer = { outcome: 'lawful', text: '经核查：窗口核验，依法依规。' };
    assert.equal((await auditor.call('POST', `/api/v1/questions/${id}/answer`, answer)).status, 200);
    await page.goto('/citizen/questions');
    await page.getByText('经核查：窗口核验，依法依规。').waitFor();
    await checkPage(watched, { name: 'citizen-questions', themes: ['light'] });
  },
);

test('that nobody looked is proven too; the use of one’s account is listed apart', { skip }, async () => {
  const watched = await citizenPage('shopkeeper', '/accesses');
  await watched.page.getByText('没有人查过您的数据，此结论已证明').waitFor();
  await checkPage(watched, { name: 'citizen-accesses-empty', themes: ['light'] });
  await watched.page.goto('/citizen/acts');
  await watched.page
    .getByText(/打开“谁查了我的数据”|Opened “Who looked/)
    .first()
    .waitFor();
  await checkPage(watched, { name: 'citizen-acts', themes: ['light'] });
  await watched.page.goto('/citizen/questions');
  await watched.page.getByText(/您还没有提出疑问|You have not asked anything yet/).waitFor();
  await checkPage(watched, { name: 'citizen-questions-empty', themes: ['light'] });
});

test('the first view of the list weighs at most 120 kB, compressed', { skip }, async () => {
  const { page } = await citizenPage('citizen', '/');
  const client = await page.context().newCDPSession(page);
  await client.send('Network.enable');
  await client.send('Network.setCacheDisabled', { cacheDisabled: true });
  let bytes = 0;
  const files = new Set<string>();
  client.on('Network.responseReceived', ({ requestId, response }) => {
    if (!/\/api\/|\/ledger\//.test(response.url)) files.add(requestId);
  });
  client.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (files.has(requestId)) bytes += encodedDataLength;
  });
  await page.goto('/citizen/accesses');
  await proven(page).waitFor();
  await page.waitForLoadState('networkidle');
  assert.ok(bytes > 10_000 && bytes <= 120_000, `${bytes} bytes`);
});
