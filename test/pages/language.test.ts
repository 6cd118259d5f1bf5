import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { demoCast } from '#operations/demo/index.ts';
import { checkPage, findChromium, openBrowser, openContext, openPage, show } from '../support/browser.ts';
import { testNode } from '../support/node.ts';
import type { TestNode } from '../support/node.ts';
import { officerPage } from '../support/officer-page.ts';

const skip = findChromium() ? false : 'no Chromium on this machine';
const chinese = /[\u4e00-\u9fff]/;

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

async function openLookUp(number: string): Promise<Page> {
  const { page } = await officerPage(node, browser, 'verificationOfficer', '/lookup');
  await page.locator('#lookup-person-citizenNumber-citizenNumber').fill(number);
  await page.keyboard.press('Enter');
  return page;
}

const { citizenNumber } = demoCast.citizen;

test(
  'a refusal on screen follows a switch of language, in what happened and what to do',
  { skip },
  async () => {
    const page = await openLookUp(citizenNumber);
    const refusal = page.locator('.mq-notice[role=alert]').last();
    await refusal.waitFor();
    assert.match(await refusal.innerText(), chinese);
    await show(page, 'en', 'light');
    const words = await refusal.innerText();
    assert.match(words, /purpose/i);
    assert.doesNotMatch(words, chinese);
  },
);

test('what is said under an identifier follows a switch of language, right or wrong', { skip }, async () => {
  const wrong = `${citizenNumber.slice(0, 17)}${citizenNumber.endsWith('1') ? '2' : '1'}`;
  for (const number of [citizenNumber, wrong]) {
    const page = await openLookUp(number);
    await page.locator('#lookup-person-citizenNumber-citizenNumber').blur();
    const note = page.locator('#lookup-person-citizenNumber-citizenNumber-note .mq-field-note');
    await note.waitFor();
    assert.match(await note.innerText(), chinese);
    await show(page, 'en', 'light');
    assert.doesNotMatch(await note.innerText(), chinese);
  }
});

test('planted: a refusal in the language it came in is noticed', { skip }, async () => {
  const page = await openLookUp(citizenNumber);
  const refusal = page.locator('.mq-notice[role=alert]').last();
  await refusal.waitFor();
  const asItCame = await refusal.innerText();
  await show(page, 'en', 'light');
  assert.throws(() => assert.doesNotMatch(asItCame, chinese));
});

test('a record found names its agency and its branch in the reader’s language', { skip }, async () => {
  const page = await openLookUp('');
  await page.getByRole('button', { name: '选择事由' }).click();
  await page
    .getByRole('button', { name: /^使用 / })
    .first()
    .click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.locator('#lookup-person-citizenNumber-citizenNumber').fill(citizenNumber);
  await page.keyboard.press('Enter');
  const source = page.locator('.mq-source').first();
  await source.getByText('户政').waitFor();
  await show(page, 'en', 'light');
  assert.match(
    (await source.innerText()).replaceAll(/\s+/g, ' '),
    /Demo City Public Security Bureau · Registration 690100000000/,
  );
});

test('title and language of all three documents follow their reader', { skip }, async () => {
  const { cookie } = await node.signIn('citizen');
  const citizen = await openContext(browser, { baseURL: node.url });
  const [name = '', value = ''] = cookie.split('=');
  await citizen.addCookies([{ name, value, url: node.url }]);
  const stranger = await openContext(browser, { baseURL: node.url });
  const pages = [
    ...(await Promise.all(['/', '/demo', '/sign-in'].map((path) => opened(stranger, path)))),
    await opened(citizen, '/citizen'),
    (await officerPage(node, browser, 'verificationOfficer', '/visits')).page,
  ];
  for (const page of pages) {
    await page.locator('h1').first().waitFor();
    await show(page, 'zh', 'light');
    assert.equal(await page.getAttribute('html', 'lang'), 'zh-CN');
    assert.match(await page.title(), /民桥$/, page.url());
    await show(page, 'en', 'light');
    assert.equal(await page.getAttribute('html', 'lang'), 'en-GB');
    assert.match(await page.title(), /Minqiao$/, page.url());
    assert.doesNotMatch((await page.title()).replace(demoCast.citizen.name, ''), chinese, page.url());
  }
});

test(
  'the demonstration names every unit and says of everyone, in English, what can be tried',
  { skip },
  async () => {
    const { items } = (await (await fetch(`${node.url}/api/v1/demo/identities`)).json()) as {
      items: Identity[];
    };
    assert.ok(items.length >= 10);
    for (const { organisationName, note, name } of items) {
      assert.doesNotMatch(organisationName.en, chinese);
      assert.ok(note && note.en.length > 0, name);
    }
    const watched = await openPage(await openContext(browser, { baseURL: node.url }));
    await watched.page.goto('/demo');
    await watched.page.locator('.tile').first().waitFor();
    await checkPage(watched, { name: 'entrance-demo', themes: ['light'] });
  },
);

test('the way in for officers is plain in both languages', { skip }, async () => {
  const watched = await openPage(await openContext(browser, { baseURL: node.url }));
  await watched.page.goto('/sign-in');
  await watched.page.locator('.steps').waitFor();
  await checkPage(watched, { name: 'entrance-sign-in', themes: ['light'] });
  await watched.page.goto('/');
  await watched.page.locator('.tile').first().waitFor();
  await checkPage(watched, { name: 'entrance-landing', themes: ['light'] });
});

interface Identity {
  readonly name: string;
  readonly organisationName: { readonly en: string };
  readonly note: { readonly en: string } | null;
}

async function opened(context: Awaited<ReturnType<typeof openContext>>, path: string): Promise<Page> {
  const { page } = await openPage(context);
  await page.goto(path);
  return page;
}
