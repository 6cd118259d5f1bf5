import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import type { Browser, Locator, Page } from 'playwright-core';
import { demoCast } from '#operations/demo/index.ts';
import type { Database } from '#infrastructure/sql/index.ts';
import { checkPage, draftHolding, findChromium, openBrowser } from '../support/browser.ts';
import type { Watched } from '../support/browser.ts';
import { act, draft, element, submit } from '../support/declare.ts';
import { testNode } from '../support/node.ts';
import type { TestNode } from '../support/node.ts';
import { officerPage, showChinese } from '../support/officer-page.ts';

const skip = findChromium() ? false : 'no Chromium on this machine';

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

function open(who: 'standardsOfficer' | 'supervisor' | 'registrar', path: string): Promise<Watched> {
  return officerPage(node, browser, who, path);
}

/** Fills the controls with these labels. */
async function fill(within: Page | Locator, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, value] of Object.entries(values))
    await within.getByRole('textbox', { name: label, exact: true }).fill(value);
}

/** Chooses from a list by typing what it is called, and Enter. */
async function choose(page: Page, within: Page | Locator, label: string, typed: string): Promise<void> {
  const box = within.getByRole('combobox', { name: label, exact: true });
  await box.click();
  await box.fill(typed);
  const option = page
    .locator('.ant-select-dropdown:visible .ant-select-item-option')
    .filter({ hasText: typed });
  await option.first().click();
  await page.keyboard.press('Escape');
}

/** The field that was added last. */
async function addField(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: '添加字段' }).click();
  return page.getByRole('list', { name: '字段' }).getByRole('group', { name: /^字段/ }).last();
}

async function newElement(page: Page, field: Locator, zh: string, en: string, name: string): Promise<void> {
  await field.getByRole('button', { name: '没有合适的，新建数据元' }).click();
  const dialog = page.getByRole('dialog');
  await fill(dialog, { 中文名称: zh, 英文名称: en, 标识名: name });
  await dialog.getByRole('button', { name: '加入本提案' }).click();
  await field.getByText(/本提案新建/).waitFor();
}

async function describeElement(page: Page, zh: string, format: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^数据元 ${zh}`) }).click();
  await fill(page, {
    中文定义: `${zh}，由养犬登记使用。`,
    英文定义: 'Used by the registration of dogs.',
    '特性词（中文）': zh,
    '特性词（英文）': zh === '犬种' ? 'breed' : 'chip number',
    格式: format,
  });
  await choose(page, page, '对象类', '物品');
  await choose(page, page, '表示词', zh === '犬种' ? '名称' : '号码');
}

async function describeResource(page: Page): Promise<void> {
  await fill(page, {
    提案标题: '登记犬只',
    理由: '养犬管理需要知道犬只和饲养人。',
    中文名称: '养犬登记',
    英文名称: 'Dogs',
    标识名: 'dog',
    数据主体: 'keeper.citizenNumber',
    目录分类: '3/01/registration/dog',
  });
  await choose(page, page, '提出警种', '户政');
  await choose(page, page, '责任警种', '户政');
  await choose(page, page, '更新周期', '每日');
  await choose(page, page, '数据级别', '3 级');
  await choose(page, page, '法律依据', '政务数据共享条例');
  await choose(page, page, '可用于', '登记');
}

const kites = [
  '代号,中文名称,英文名称,说明,英文说明,对象类词,英文对象类词,特性词,英文特性词,表示词,表示格式',
  'kite-line,风筝线长,Kite line,风筝线的长度。,How long the line is.,物品,Thing,线长,line length,量,"n..4,1"',
].join('\n');

test(
  'a table is examined first, its mistakes at their cells; then proposals are made of it',
  { skip },
  async () => {
    const watched = await open('standardsOfficer', '/standards/proposals');
    const { page } = watched;
    const bring = async (text: string) => {
      const file = { name: '风筝.csv', mimeType: 'text/csv', buffer: Buffer.from(text) };
      await page.getByLabel('文件').setInputFiles(file);
      await page.getByRole('button', { name: '核对', exact: true }).click();
    };
    await page.getByRole('button', { name: '从表格导入' }).click();
    await bring(kites.replace('"n..4,1"', '四位数'));
    await page.getByRole('cell', { name: 'K2' }).waitFor();
    await checkPage(watched, { name: 'registry-table-mistake', themes: ['light'] });
    await showChinese(page);
    await bring(kites);
    await page.getByText('变更 1 项', { exact: false }).waitFor();
    await page.getByLabel('理由').fill('风筝登记需要');
    await checkPage(watched, { name: 'registry-table', themes: ['light'] });
    await showChinese(page);
    await page.getByRole('button', { name: /^起草提案/ }).click();
    await page.getByRole('heading', { name: /^SP-\d+ 风筝/ }).waitFor();
    const [stored] = await superuser.query(
      `select title, reason, state, changes -> 0 ->> 'name' as name from registry.proposal where title = '风筝'`,
    );
    assert.deepEqual(stored, { title: '风筝', reason: '风筝登记需要', state: 'draft', name: 'kite-line' });
  },
);

test(
  'a class of information is declared in pages, a second person approves it, and records can be entered at once',
  { skip },
  async () => {
    const watched = await open('standardsOfficer', '/standards/proposals');
    const { page } = watched;
    await page.getByRole('button', { name: '声明信息类' }).click();
    await describeResource(page);

    const chip = await addField(page);
    await newElement(page, chip, '犬只芯片号', 'Dog chip number', 'kennel-chip-number');
    await chip.getByRole('checkbox', { name: '主键' }).check();

    // What another branch owns already: said while it is chosen, with the owner's name.
    const keeper = await addField(page);
    await choose(page, keeper, '查找数据元', '公民身份号码');
    await keeper.getByText(/已由 person 的 citizenNumber 登记，责任警种为 registration/).waitFor();
    await checkPage(watched, {
      name: 'registry-editor',
      themes: ['light'],
      ready: () =>
        page
          .getByText(/person/)
          .first()
          .waitFor(),
    });
    await showChinese(page);
    await keeper.getByRole('radio', { name: '引用另一类信息' }).check();
    await choose(page, keeper, '引用另一类信息', '人口');
    await fill(keeper, { 字段名: 'keeper' });

    const breed = await addField(page);
    await newElement(page, breed, '犬种', 'Breed of a dog', 'kennel-breed');
    await breed.getByRole('textbox', { name: '字段名' }).press('Alt+ArrowUp'); // the breed before the keeper
    await page.getByRole('button', { name: '添加查找方式' }).click();
    await choose(page, page, '查找方式 第 1 组', '犬只芯片号');

    await draftHolding(page, '"search":[["');
    await page.reload();
    await page.getByText(/已恢复您/).waitFor();
    await describeElement(page, '犬只芯片号', 'c15');
    await describeElement(page, '犬种', 'c..40');
    await page.getByRole('tab', { name: '数据表' }).click();
    await page
      .getByRole('region', { name: '数据表' })
      .getByText(/create table .*dog/i)
      .waitFor();
    await page.getByRole('button', { name: '检查并提交审核' }).click();
    await page.getByRole('heading', { name: /^SP-\d+ 登记犬只/ }).waitFor();
    const [drafted] = await superuser.query<{ state: string; number: string }>(
      `select state, number from registry.proposal where title = '登记犬只'`,
    );
    assert.equal(drafted?.state, 'review');
    await approveAndEnter(`SP-${drafted.number.padStart(6, '0')}`);
  },
);

async function approveAndEnter(number: string): Promise<void> {
  const watched = await open('supervisor', `/standards/proposals/${number}`);
  const { page } = watched;
  await page.getByRole('button', { name: '不予批准' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '不予批准' }).click();
  await page.getByText('请写明原因').waitFor(); // nobody is refused without a reason
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /取\s?消/ })
    .click();
  await page.getByRole('button', { name: '批准', exact: true }).waitFor();
  await page.getByRole('textbox', { name: '意见' }).fill('同意。');
  await page.getByRole('button', { name: '发表意见' }).click();
  await page.getByText('同意。').waitFor();
  await checkPage(watched, {
    name: 'registry-proposal',
    languages: ['en'],
    ready: () => page.getByText('kennel-chip-number').first().waitFor(),
  });
  await showChinese(page);
  await page.getByRole('button', { name: '批准', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: '批准' }).click();
  await page.getByText(/批发布，现已生效/).waitFor();

  await page.goto('/app/standards/declarations/resource/dog');
  const ready = () => page.getByText(number).first().waitFor();
  await ready();
  await checkPage(watched, {
    name: 'registry-declaration',
    languages: ['zh'],
    themes: ['light'],
    ready,
  });
  await page.goto('/app/standards/resources/dog?view=fields');
  await page.getByText('kennelChipNumber').first().waitFor();
  await enterRecord();
}

async function enterRecord(): Promise<void> {
  const { page } = await open('registrar', '/registration?view=mine');
  await page.getByText('迁入登记').first().click();
  await page.getByRole('button', { name: '以此为事由' }).click();
  await page.getByText('正作为事由').waitFor();
  await page.goto('/app/registration/records/dog/new');
  const id = 'registration-dog-create';
  await page.locator(`#${id}-kennelChipNumber`).fill('690000000000001');
  await page.locator(`#${id}-kennelBreed`).fill('田园犬');
  await page.locator(`#${id}-keeper`).click();
  await page.locator('#find-person-citizenNumber-citizenNumber').fill(demoCast.citizen.citizenNumber);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab'); // what is said on leaving the field moves what stands below it
  await page.getByText('格式与校验均正确').waitFor();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^选择 / })
    .click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: '登记', exact: true }).click();
  await page.getByText('已登记', { exact: true }).waitFor();
  const rows = await superuser.query(
    `select kennel_breed, keeper from records.dog where kennel_chip_number = $1`,
    ['690000000000001'],
  );
  assert.deepEqual(rows, [{ kennel_breed: '田园犬', keeper: demoCast.citizen.personId }]);
}

/** Submits what was typed: until the last key was examined, the button says what is missing and may be pressed again. */
async function submitDraft(page: Page): Promise<void> {
  const there = page.getByRole('heading', { name: /^SP-\d+ / });
  while (!(await there.isVisible())) {
    const submit = page.getByRole('button', { name: '检查并提交审核' });
    if (await submit.isEnabled().catch(() => false)) await submit.click().catch(() => undefined);
    await there.waitFor({ timeout: 5_000 }).catch(() => undefined);
  }
}

/** What the head of the branch does with the newest proposal; when it is approved, it is in force after this. */
async function decide(name: 'approve' | 'return'): Promise<void> {
  const head = await node.signIn('supervisor');
  const [row] = await superuser.query<{ number: number }>(
    `select max(number)::int as number from registry.proposal`,
  );
  const path = `/api/v1/registry/proposals/SP-${String(row?.number).padStart(6, '0')}`;
  const stateOf = async () => (await head.call('GET', path)).body.proposal;
  const answer = await act(head, await stateOf(), name, '请补充英文名称。');
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  while ((await stateOf()).state === 'approved') await wait(100);
}

test(
  'a code list is pasted in from a spreadsheet, given back, revised, published, and abolished again',
  { skip },
  async () => {
    const watched = await open('standardsOfficer', '/standards/proposals/new?kind=code-list');
    const { page } = watched;
    const main = page.getByRole('main');
    await fill(main, {
      提案标题: '风筝用途代码',
      理由: '登记风筝要说明用途。',
      中文名称: '风筝用途',
      英文名称: 'Use of a kite',
      标识名: 'kite-use',
      来源: '测试 · a test',
    });
    await choose(page, page, '提出警种', '户政');
    await main.getByRole('button', { name: '添加代码' }).click();
    await main.getByRole('textbox', { name: '代码 1', exact: true }).evaluate((input) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text', '1\t休闲\tPleasure\n2\t工作\tWorking\n');
      input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    });
    await main.getByRole('textbox', { name: '英文含义 2' }).waitFor();
    await checkPage(watched, { name: 'registry-code-list', languages: ['zh'], themes: ['light'] });
    await showChinese(page);
    await submitDraft(page);
    await decide('return');

    await page.reload();
    await page.getByRole('button', { name: '修改', exact: true }).click();
    await main.getByRole('textbox', { name: '英文含义 2' }).fill('Work');
    await submitDraft(page);
    await decide('approve');
    const [list] = await superuser.query<{ text: string }>(
      `select text from catalogue.local_file where path = 'local/code-lists/kite-use.yaml' and until is null`,
    );
    assert.match(list?.text ?? '', /"code": "2",\s+"zh": "工作",\s+"en": "Work"/);

    await page.goto('/app/standards/declarations/code-list/kite-use');
    await page.getByRole('button', { name: '提出废止' }).click();
    await fill(main, { 提案标题: '废止风筝用途代码', 理由: '没有人使用。' });
    await choose(page, page, '提出警种', '户政');
    await submitDraft(page);
    await decide('approve');
    const left = await superuser.query(
      `select 1 from catalogue.local_file where path = 'local/code-lists/kite-use.yaml' and until is null`,
    );
    assert.deepEqual(left, []);
  },
);

const kinds = (version: string, ...codes: readonly string[]) => ({
  title: { zh: '风车种类', en: 'Kinds of windmills' },
  source: '测试 · a test',
  version,
  values: codes.map((code) => ({ code, zh: `第${code}种`, en: `Kind ${code}` })),
});
const mill = (version: string, fields: object) => ({
  title: { zh: '风车登记', en: 'Windmills' },
  version,
  owner: 'registration',
  category: '3/01/registration/windmill',
  classification: { level: 'general', grade: 2 },
  sharing: { type: 'unconditional' },
  cycle: 'daily',
  fields: { tag: { element: 'mill-tag', key: true }, kind: { element: 'mill-kind' }, ...fields },
  search: [['tag']],
});

/** Windmills with three records, and a draft that takes a code and a field away. */
async function windmills(): Promise<string> {
  const author = await node.signIn('standardsOfficer');
  const domain = { codes: 'mill-kind' };
  const declared = await submit(author, '登记风车', [
    { kind: 'code-list', name: 'mill-kind', action: 'add', content: kinds('1', '1', '2', '3') },
    { kind: 'element', name: 'mill-tag', action: 'add', content: element('风车牌号', 'Windmill tag', { representation: 'number' }) }, // prettier-ignore
    { kind: 'element', name: 'mill-kind', action: 'add', content: element('风车种类', 'Kind of windmill', { representation: 'code', format: 'c1', domain }) }, // prettier-ignore
    { kind: 'element', name: 'mill-note', action: 'add', content: element('风车备注', 'Note on a windmill') },
    { kind: 'resource', name: 'windmill', action: 'add', content: mill('1.0', { note: { element: 'mill-note' } }) }, // prettier-ignore
  ]);
  assert.equal(declared.status, 200, JSON.stringify(declared.body));
  await decide('approve');
  for (const [tag, kind] of [
    ['W-1', '3'],
    ['W-2', '3'],
    ['W-3', '1'],
  ])
    // prettier-ignore
    await superuser.query(
      `insert into records.windmill (id, version, tag, kind, note, source, recorded_at, recorded_by)
       values (gen_random_uuid(), 1, $1, $2, '旧', 'self', now(), gen_random_uuid())`,
      [tag, kind],
    );
  const drafted = await author.call('POST', '/api/v1/registry/proposals', draft('精简风车', [
    { kind: 'code-list', name: 'mill-kind', action: 'change', content: kinds('2', '1', '2') },
    { kind: 'resource', name: 'windmill', action: 'change', content: mill('2.0', {}) },
  ])); // prettier-ignore
  assert.equal(drafted.status, 201, JSON.stringify(drafted.body));
  return (drafted.body as { proposal: { number: string } }).proposal.number;
}

test(
  'a breaking change: its plan is chosen field by field, rehearsed with counts, approved, and the records come over',
  { skip },
  async () => {
    const number = await windmills();
    const watched = await open('standardsOfficer', `/standards/proposals/${number}`);
    const { page } = watched;
    const main = page.getByRole('main');
    const pick = async (label: string, option: string) => {
      await main.getByRole('combobox', { name: label, exact: true }).click();
      await page
        .locator('.ant-select-dropdown:visible .ant-select-item-option')
        .filter({ hasText: option })
        .first()
        .click();
    };
    await pick('“风车种类”的处理方式', '代码对照');
    await pick('旧代码 3 的新代码', '1');
    await pick('“风车备注”的处理方式', '依法删除');
    await main.getByRole('textbox', { name: '删除“风车备注”的依据' }).fill('保存期满');
    await main.getByRole('button', { name: '保存方案' }).click();
    await page.getByText('已保存').waitFor();
    await main.getByRole('button', { name: '试迁移' }).click();
    await main.getByText('3 条记录全部通过').waitFor();
    await main.getByRole('region', { name: /代码对照$/ }).getByRole('cell', { name: '2', exact: true }).waitFor(); // prettier-ignore
    const ready = () => main.getByRole('combobox', { name: /风车种类|Kind of windmill/ }).first().waitFor(); // prettier-ignore
    await checkPage(watched, { name: 'registry-plan', themes: ['light'], ready });
    await showChinese(page);
    await main.getByRole('button', { name: '提交审核', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: '提交审核' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await decide('approve');
    const rows = await superuser.query(`select tag, kind from records.windmill order by tag`);
    assert.deepEqual(rows, [{ tag: 'W-1', kind: '1' }, { tag: 'W-2', kind: '1' }, { tag: 'W-3', kind: '1' }]); // prettier-ignore
    await page.reload();
    const progress = main.getByRole('region', { name: '迁移进度' });
    await progress.getByText('已转换 3 条记录、0 条历史').waitFor();
    await page.goto('/app/standards/resources/windmill?view=fields');
    await main.getByText('风车牌号').first().waitFor();
    assert.equal(await main.getByText('风车备注').count(), 0);
  },
);
