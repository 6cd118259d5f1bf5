import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { after, before, test } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import type { Database } from '#infrastructure/sql/index.ts';
import { readPacks } from '#platform/catalogue/index.ts';
import { checkPage, findChromium, openBrowser } from '../support/browser.ts';
import type { Watched } from '../support/browser.ts';
import { nextVersion, testIssuer } from '../support/bundles.ts';
import { act, element, submit } from '../support/declare.ts';
import { testNode } from '../support/node.ts';
import type { TestNode } from '../support/node.ts';
import { officerPage, showChinese } from '../support/officer-page.ts';
import { folders } from '../support/registry.ts';

const skip = findChromium() ? false : 'no Chromium on this machine';

let node: TestNode;
let browser: Browser;
let superuser: Database;
let scratch: string;
before(async () => {
  if (skip) return;
  node = await testNode(); // first, so that no browser is left over when it fails
  browser = await openBrowser();
  superuser = node.database.open('superuser', 2);
  scratch = mkdtempSync(join(tmpdir(), 'minqiao-packs-'));
});
after(async () => {
  await browser?.close();
  await node?.stop();
  if (scratch) rmSync(scratch, { recursive: true, force: true });
});

async function open(who: 'standardsOfficer' | 'standardsReviewer', path: string): Promise<Watched> {
  const expected = [/422 \(Unprocessable/]; // a bundle that is refused
  return officerPage(node, browser, who, path, expected);
}

const main = (page: Page): Locator => page.getByRole('main');

const ministry = testIssuer('packs.example/ministry');
const core = readPacks(folders.slice(0, 1));
const sex = 'code-lists/sex.yaml';
const bundle = ministry.bundle(
  nextVersion(core, '1.1.0', {
    [sex]: (text) => `${text.trimEnd()}\n  - { code: '5', zh: 其他, en: Other }\n`,
    'elements/added.yaml': JSON.stringify({
      elements: {
        'city-badge': { identifier: 'XE49999', ...element('统一徽章', 'Badge of all') },
        'tail-length': { identifier: 'XE49998', ...element('尾长', 'Tail length') },
      },
    }),
  }),
);

async function bring(page: Page, text: string): Promise<void> {
  const file = join(scratch, 'core-1.1.0.json');
  writeFileSync(file, text);
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('标准包文件').setInputFiles(file);
  await dialog.getByRole('textbox', { name: '理由' }).fill('部里发布了新版本。');
  await dialog.getByRole('button', { name: '核对并起草提案' }).click();
}

async function fill(within: Locator, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, value] of Object.entries(values))
    await within.getByRole('textbox', { name: label, exact: true }).fill(value);
}

/** Submits what was typed: until the last key was examined, the button says what is missing and may be pressed again. */
async function submitDraft(page: Page, heading: RegExp): Promise<void> {
  const there = page.getByRole('heading', { name: heading });
  while (!(await there.isVisible())) {
    const submit = page.getByRole('button', { name: '检查并提交审核' });
    if (await submit.isEnabled().catch(() => false)) await submit.click().catch(() => undefined);
    await there.waitFor({ timeout: 5_000 }).catch(() => undefined);
  }
}

/** The reviewer approves without a page; it is in force soon after. */
async function approve(number: string): Promise<void> {
  const reviewer = await node.signIn('standardsReviewer');
  const path = `/api/v1/registry/proposals/${number}`;
  const { body } = await reviewer.call('GET', path);
  const answer = await act(reviewer, body.proposal, 'approve');
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  for (let state = ''; state !== 'published';) {
    await wait(100);
    ({ state } = (await reviewer.call('GET', path)).body.proposal);
    assert.ok(state === 'approved' || state === 'published', state);
  }
}

/** The reviewer sees what the bundle changes, and approves it. */
async function approveInPage(number: string): Promise<void> {
  const watched = await open('standardsReviewer', `/standards/proposals/${number}`);
  const { page } = watched;
  const ready = () => main(page).getByText('tail-length').first().waitFor();
  await ready();
  await checkPage(watched, { name: 'pack-taking', languages: ['en'], themes: ['light'], ready });
  await showChinese(page);
  await page.getByRole('button', { name: '批准', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: '批准' }).click();
  await main(page)
    .getByText(/批发布，现已生效/)
    .waitFor();
  await page.context().close();
}

async function latest(): Promise<string> {
  const [row] = await superuser.query<{ number: number }>(
    `select max(number)::int as number from registry.proposal`,
  );
  return `SP-${String(row?.number).padStart(6, '0')}`;
}

/** Words the proposal that enters the publisher. */
async function enterPublisher(page: Page): Promise<void> {
  await page.getByRole('button', { name: '登记发布方' }).click();
  await fill(main(page), {
    提案标题: '登记部级发布方',
    理由: '部里发布标准包，公钥当面取得。',
    标识名: 'ministry',
    中文名称: '部标准管理机构',
    英文名称: 'Ministry standards office',
    验证公钥: ministry.key,
    可发布的标准包: 'core',
  });
  await submitDraft(page, /^SP-\d+ 登记部级发布方/);
  await approve(await latest());
}

/** Something is declared here that the bundle will declare as well. */
async function declareBadge(): Promise<void> {
  const officer = await node.signIn('standardsOfficer');
  const content = element('本市徽章', 'Badge of the city');
  const { body } = await submit(officer, '本市徽章', [
    { kind: 'element', name: 'city-badge', action: 'add', content },
  ]);
  await approve(body.proposal.number);
}

async function decideAndSubmit(page: Page): Promise<void> {
  await main(page).getByRole('radio', { name: '保留本地的，改名为' }).check();
  await main(page).getByRole('textbox', { name: '“city-badge”的新名称' }).fill('own-badge');
  await main(page).getByRole('button', { name: '保存决定' }).click();
  await main(page).getByText('尚未决定如何处理').waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: '提交审核' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '提交审核' }).click();
  await main(page).getByText('待审核').first().waitFor();
}

test(
  'a publisher is entered, a bundle is brought, decided, approved by a second person and in force',
  { skip },
  async () => {
    const watched = await open('standardsOfficer', '/standards/packs');
    const { page } = watched;
    await main(page).getByText('还没有登记发布方').waitFor();
    await page.getByRole('button', { name: '上传标准包' }).click();
    await bring(page, bundle.text);
    await page
      .getByRole('dialog')
      .getByText(/没有“packs.example\/ministry”的公钥/)
      .first()
      .waitFor(); // refused, with the reason
    await page.keyboard.press('Escape');
    await enterPublisher(page);
    await declareBadge();

    await page.goto('/app/standards/packs');
    const ready = () => main(page).getByText('packs.example/ministry').first().waitFor();
    await ready();
    await checkPage(watched, { name: 'packs', languages: ['zh'], ready });
    await showChinese(page);
    await page.getByRole('button', { name: '上传标准包' }).click();
    await bring(page, bundle.text);
    await page.getByRole('heading', { name: /^SP-\d+ 取用标准包 core 1\.1\.0/ }).waitFor();
    await decideAndSubmit(page);
    await approveInPage(await latest());

    const [taken] = await superuser.query<{ pack: string; version: string; before: string }>(
      `select pack, version, before from registry.taken`,
    );
    assert.deepEqual(taken, { pack: 'core', version: '1.1.0', before: '1.0.0' });
    const [own] = await superuser.query<{ text: string }>(
      `select text from catalogue.local_file where path = 'local/elements/own-badge.yaml' and until is null`,
    );
    assert.match(own?.text ?? '', /本市徽章/);
    await page.goto('/app/standards/packs/core');
    await ready();
    await checkPage(watched, { name: 'pack-history', languages: ['en'], themes: ['light'], ready });
  },
);

test('a taken list can’t be changed, and is extended in its page', { skip }, async () => {
  const { page } = await open('standardsOfficer', '/standards/declarations/code-list/sex');
  await main(page).getByText('来自标准包 core').first().waitFor();
  assert.equal(await page.getByRole('button', { name: '提出变更' }).count(), 0);
  await page.getByRole('button', { name: '本地扩展' }).click();
  await main(page).getByRole('button', { name: '添加代码' }).click();
  await fill(main(page), {
    提案标题: '性别代码的本地值',
    理由: '测试扩展。',
    '代码 1': '7',
    '中文含义 1': '本地值',
    '英文含义 1': 'Local value',
    '有效期自 1': '2026-01-01',
  });
  await submitDraft(page, /^SP-\d+ 性别代码的本地值/);
  await approve(await latest());
  const officer = await node.signIn('standardsOfficer');
  const { body } = await officer.call('GET', '/api/v1/catalogue/code-lists/sex');
  assert.match(JSON.stringify(body), /本地值/);
});
