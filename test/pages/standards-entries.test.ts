import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { countStates } from '#platform/catalogue/index.ts';
import type { Browser, Page } from 'playwright-core';
import { checkPage, findChromium, openBrowser } from '../support/browser.ts';
import type { Watched } from '../support/browser.ts';
import { testNode } from '../support/node.ts';
import type { TestNode } from '../support/node.ts';
import { officerPage, showChinese } from '../support/officer-page.ts';

const skip = findChromium() ? false : 'no Chromium on this machine';

let node: TestNode;
let browser: Browser;
let watched: Watched; // one for all tests: they only read, and a page opened again has its programs at hand
before(async () => {
  if (skip) return;
  [node, browser] = await Promise.all([testNode(), openBrowser()]);
  watched = await officerPage(node, browser, 'patrolOfficer', '/standards/overview');
});
after(async () => {
  await browser?.close();
  await node?.stop();
});

/** Goes there in Chinese, at the width of a desk. */
async function open(path: string): Promise<Page> {
  await showChinese(watched.page);
  await watched.page.goto(`/app${path}`);
  return watched.page;
}

test(
  'an element shows its whole entry, and leads to its codes and to the fields that use it',
  { skip },
  async () => {
    const page = await open('/standards/elements/sex');
    const ready = () => page.getByText('person.sex').waitFor();
    await ready();
    for (const text of ['GA/T 542', 'GB/T 39046', 'c1'])
      await page.getByText(text, { exact: true }).first().waitFor();
    await checkPage(watched, { name: 'standards-element', ready });
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.getByRole('link', { name: /\(4 values\)|（4 个值）/ }).click();
    await page.waitForURL(/\/standards\/code-lists\/sex/);
  },
);

test('codes are found by pinyin initials and by the day they are valid on', { skip }, async () => {
  const page = await open('/standards/code-lists/vehicle-status?q=zx');
  await page.getByRole('row').filter({ hasText: '注销' }).waitFor();
  assert.equal(await page.getByRole('row').filter({ hasText: '正常' }).count(), 0);
  await page.goto(`${node.url}/app/standards/code-lists/vehicle-status`);
  const ready = () => page.getByText('vehicle-status').first().waitFor();
  await page.getByText('注销').waitFor();
  await checkPage(watched, { name: 'standards-code-list', ready });
});

test('a resource shows its card, and every view has an address of its own', { skip }, async () => {
  const page = await open('/standards/resources/person');
  const ready = () => page.getByText('1/01/registration/person').waitFor();
  await ready();
  await checkPage(watched, { name: 'standards-resource-card', ready });
});

for (const [view, text] of [
  ['fields', 'citizenNumber'],
  ['search', 'name+birthDate'],
  ['form', 'livesAt'],
  ['table', 'records.person_history'],
  ['schema', 'draft/2020-12'],
  ['api', '/api/v1/resources/person/search'],
  ['sharing', '809'],
] as const) {
  test(`a resource’s ${view} is derived from its declaration`, { skip }, async () => {
    const page = await open(`/standards/resources/person?view=${view}`);
    const ready = () =>
      view === 'form' ? page.locator(`#preview-${text}`).waitFor() : page.getByText(text).first().waitFor();
    await ready();
    await checkPage(watched, { name: `standards-resource-${view}`, ready });
  });
}

/** Sixty resources around one, as the page would be given them by a node with many. */
async function withManyReferences(page: Page): Promise<void> {
  await page.route('**/resources/person/description', async (route) => {
    const answer = await route.fetch();
    const description = await answer.json();
    const link = (place: number) => ({
      name: `planted-${place}`,
      title: { zh: `第 ${place} 类信息`, en: `Planted resource ${place}` },
      owner: 'traffic',
      way: place % 3 === 0 ? 'from' : 'to',
      fields: [{ zh: '公民', en: 'Person' }],
    });
    const lineage = Array.from({ length: 60 }, (_, place) => link(place));
    await route.fulfill({ response: answer, json: { ...description, lineage } });
  });
}

test('a resource’s lineage can be read with sixty around it, and walked by keyboard', { skip }, async () => {
  const page = await open('/standards/resources/vehicle?view=lineage');
  const ready = () => page.locator('.std-lineage-own').waitFor();
  await ready();
  await page.locator('.std-lineage-box').getByRole('link', { name: '人口基本信息' }).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/resources\/person\?view=lineage/);
  await page.locator('.std-lineage-box').getByRole('link', { name: '机动车' }).first().waitFor();
  await withManyReferences(page);
  await page.goto(`${node.url}/app/standards/resources/person?view=lineage`);
  await ready();
  const boxes = await page.locator('.std-lineage-box').evaluateAll((all) =>
    all.map((box) => {
      const { left, top, right, bottom } = box.getBoundingClientRect();
      return { left, top, right, bottom };
    }),
  );
  assert.equal(boxes.length, 61);
  const overlap = boxes.some((a, place) =>
    boxes
      .slice(place + 1)
      .some((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom),
  );
  assert.equal(overlap, false);
  await checkPage(watched, { name: 'standards-resource-lineage', ready });
  await page.unrouteAll();
});

test('how fresh, how much and how used: as the node counted in the background', { skip }, async () => {
  await node.services
    .countRecords(new Date())
    .then((volumes) => countStates(node.services, volumes, new Date()));
  const page = await open('/standards/resources/person?view=state');
  const ready = () => page.locator('.mq-facts dd').first().waitFor();
  await ready();
  const [{ count } = { count: 0 }] = await node.database
    .open('superuser')
    .query<{ count: number }>('select count(*)::int as count from records.person');
  await page.getByText(count.toLocaleString('en'), { exact: true }).first().waitFor();
  await page.getByText('少于 5 人').waitFor();
  await checkPage(watched, { name: 'standards-resource-state', ready });
});

test(
  'resources are found by category and by their fields; classes of objects open to their elements',
  { skip },
  async () => {
    const page = await open('/standards/resources?q=车辆识别代号');
    await page.getByRole('row').filter({ hasText: '机动车' }).first().waitFor();
    assert.equal(await page.getByRole('row').filter({ hasText: '人口基本信息' }).count(), 0);
    await page
      .getByRole('navigation', { name: '资源分类' })
      .getByRole('link', { name: '基础信息资源' })
      .click();
    await page.waitForURL(/category=1$/);
    const ready = () =>
      page
        .getByRole('navigation', { name: /资源分类|Categories/ })
        .locator('a')
        .first()
        .waitFor();
    await checkPage(watched, { name: 'standards-categories', ready });
    await showChinese(page);
    const facets = page.getByRole('navigation', { name: '按内容缩小范围' });
    await facets.getByRole('button', { name: /^有条件共享 [0-9]/ }).click();
    await page.waitForURL(/sharing=conditional/);
    await facets.getByRole('button', { name: '取消“有条件共享”' }).waitFor();
    await facets.getByRole('button', { name: '全部清除' }).click();
    await page.waitForURL((url) => url.search === '');
    await page.goto(`${node.url}/app/standards/objects`);
    const first = page.locator('.std-objects button').first();
    await first.click();
    await page.locator('.std-object-open a').first().waitFor();
    await checkPage(watched, { name: 'standards-objects', ready: () => first.waitFor() });
    await showChinese(page);
    await page.getByRole('main').getByRole('textbox', { name: '筛选对象类' }).fill('房屋租赁');
    await page.locator('.std-objects button').filter({ hasText: '房屋租赁' }).click();
    await page.getByRole('link', { name: '定义、下级与使用' }).click();
    await page.getByRole('main').getByRole('link', { name: '房屋', exact: true }).click();
    const table = page.getByRole('region', { name: '下级对象类' });
    await table.getByRole('link', { name: '房屋租赁' }).waitFor();
    await checkPage(watched, {
      name: 'standards-object-class',
      ready: () => page.getByRole('region', { name: /下级对象类|Classes within it/ }).waitFor(),
    });
  },
);

test('what is not declared is said plainly', { skip }, async () => {
  const page = await open('/standards/elements/nothing');
  await page.getByText('没有标识为 nothing 的数据元。').waitFor();
  await checkPage(watched, { name: 'standards-element-missing' });
  await page.goto(`${node.url}/app/standards/resources/nothing`);
  await page.getByRole('alert').filter({ hasText: 'nothing' }).waitFor();
});
