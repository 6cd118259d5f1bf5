import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { decodeCursor, encodeCursor } from '#infrastructure/http/index.ts';
import { testNode } from '../../../test/support/node.ts';
import type { TestClient, TestNode } from '../../../test/support/node.ts';
import { checkShapes, dcatApShapes } from '#standards/interchange/index.ts';
import type { ElementRow, Use } from './schema.ts';

const base = '/api/v1/catalogue';
const lists = [
  'resources',
  'elements',
  'code-lists',
  'object-classes',
  'qualifiers',
  'number-rules',
  'regulations',
  'regulations/articles',
];

let node: TestNode;
let officer: TestClient;
before(async () => {
  node = await testNode();
  officer = await node.signIn('verificationOfficer');
});
after(() => node?.stop());

/** Tests look into bodies of many shapes. */
type Row = Record<string, unknown> & { readonly name?: string };
type Body = ReturnType<typeof JSON.parse>;

async function get(path: string): Promise<Body> {
  const { status, body } = await officer.call('GET', base + path);
  assert.equal(status, 200, `${path}: ${JSON.stringify(body)}`);
  return body;
}

async function refused(path: string, code: string, status: number): Promise<void> {
  const answer = await officer.call('GET', base + path);
  assert.equal(answer.status, status, `${path}: ${JSON.stringify(answer.body)}`);
  assert.equal(answer.body.code, code);
}

test('whoever is not signed in reads nothing', async () => {
  for (const path of [...lists, 'overview']) {
    const answer = await fetch(`${node.url}${base}/${path}`);
    assert.equal(answer.status, 401);
  }
});

test('every kind is listed, searched, sorted and paged; the pages together are the whole', async () => {
  for (const kind of lists) {
    const whole = await get(`/${kind}?limit=100`);
    assert.ok(whole.total >= 5, kind);
    const seen: unknown[] = [];
    for (let query = '?limit=3'; ;) {
      const page = await get(`/${kind}${query}`);
      assert.ok(page.items.length <= 3);
      seen.push(...page.items);
      if (page.nextCursor === null || seen.length > 96) break;
      query = `?limit=3&cursor=${page.nextCursor}`;
    }
    assert.deepEqual(seen, whole.items.slice(0, seen.length), kind);
    const key = kind === 'regulations/articles' ? 'number' : 'name';
    const sorted = await get(`/${kind}?sort=-${key}&limit=100`);
    assert.equal(sorted.total, whole.total);
    assert.equal((await get(`/${kind}?q=zzzzzz`)).total, 0);
  }
});

test('elements are filtered by status, verification, object class and representation, alone and together', async () => {
  const { kinds, objects } = await get('/overview');
  const verified = await get('/elements?verification=verified&limit=100');
  assert.equal(verified.total, kinds.elements.verification.verified);
  assert.ok(verified.items.every((one: Row) => one.verification === 'verified'));
  const [object] = objects;
  const both = await get(`/elements?object=${encodeURIComponent(object.zh)}&representation=code&limit=100`);
  assert.ok(
    both.items.every((one: ElementRow) => one.object.zh === object.zh && one.representation === 'code'),
  );
  const used = await get('/elements?used=yes');
  const unused = await get('/elements?used=no');
  assert.equal(used.total + unused.total, kinds.elements.total);
});

test('an object class says what it is part of, what is below it, and which resources use its elements', async () => {
  const { objectClass, above, below, resources } = await get('/object-classes/premises');
  assert.deepEqual(
    above.map(({ name }: Row) => name),
    ['place'],
  );
  assert.deepEqual(
    below.map(({ name }: Row) => name),
    ['premises-title', 'letting'],
  );
  const elements = await get(`/elements?object=${encodeURIComponent(objectClass.title.zh)}`);
  assert.equal(objectClass.elements, elements.total);
  assert.ok(objectClass.within > objectClass.elements);
  const fields = resources.find(({ name }: Row) => name === 'premises').fields;
  assert.ok(fields > 0 && fields <= objectClass.uses);
  assert.deepEqual((await get('/elements/sex')).objectClass, {
    name: 'citizen',
    title: { zh: '公民', en: 'Citizen' },
  });
  const { classes, undeclared } = await get('/object-tree');
  const { kinds, objects } = await get('/overview');
  assert.deepEqual([classes.length, undeclared], [kinds.objectClasses.total, []]);
  const named = new Set(classes.map(({ title }: Row & { title: { zh: string } }) => title.zh));
  assert.ok(objects.every(({ zh }: { zh: string }) => named.has(zh)));
  await refused('/object-classes/nothing', 'catalogue.unknown-object-class', 404);
});

test('an element says how it stands to others, from either side', async () => {
  const whole = await get('/elements/address-full-text');
  assert.ok(whole.related.some(({ name }: Row) => name === 'street-name'));
  assert.deepEqual(
    whole.relatedBy.map(({ relation, name }: Row & { relation: string }) => [relation, name]),
    [['derivedFrom', 'address-pinyin-initials']],
  );
  const part = await get('/elements/street-name');
  assert.ok(part.relatedBy.some(({ name }: Row) => name === 'address-full-text'));
});

test('an element says its format in three notations, its value domain and where it is used', async () => {
  const { element, usedBy, codeList } = await get('/elements/sex');
  assert.equal(element.notations.ga542.text, 'c1');
  assert.deepEqual(Object.keys(element.notations), ['ga542', 'gb39046', 'catalogue']);
  assert.equal(codeList.name, 'sex');
  assert.deepEqual(
    usedBy.map((use: Use) => `${use.resource}.${use.field}`),
    ['person.sex'],
  );
});

test('a code list is searched by pinyin initials and asked for a day', async () => {
  const found = await get('/code-lists/vehicle-status?q=zx');
  assert.deepEqual(
    found.items.map((one: Row) => one.code),
    ['E'],
  );
  assert.equal((await get('/code-lists/vehicle-status?on=1999-01-01')).total, 0);
  assert.ok((await get('/code-lists/vehicle-status?on=2026-01-01')).total > 0);
  assert.deepEqual(
    found.elements.map((one: Row) => one.name),
    ['vehicle-status'],
  );
});

test('a resource is described in full: fields, legal basis, purposes, tables, contract, card', async () => {
  const { declaration, plans, jsonSchema } = await get('/resources/person');
  assert.equal(plans.card.lines.length, 13);
  assert.equal(jsonSchema.$schema, 'https://json-schema.org/draft/2020-12/schema');
  const { fields, basis, purposes, sql, api } = await get('/resources/person/description');
  assert.equal(fields.length, declaration.fields.length);
  const registeredAt = fields.find((field: Row) => field.name === 'registeredAt');
  assert.equal(registeredAt.qualifier.name, 'registered-address');
  assert.equal(registeredAt.refers.name, 'premises');
  assert.equal(fields.find((field: Row) => field.name === 'mobile').sealed, true);
  assert.equal(basis[0].regulation.name, 'decree-809');
  assert.deepEqual(
    purposes.map((one: Row) => one.name),
    ['verification', 'registration'],
  );
  assert.ok(sql[0].startsWith('create table "records"."person"'));
  assert.ok(Object.keys(api.paths).some((path) => path.endsWith('/person/search')));
});

test('the library: a document, an article with what rests on it, and what is to be reviewed on a day', async () => {
  const decree = await get('/regulations/decree-799');
  assert.deepEqual([decree.regulation.kind, decree.regulation.inForce], ['regulation', '2025-04-01']);
  assert.ok(decree.articles.some((one: Row) => one['number'] === '16'));
  const { readings, rests, review } = await get('/regulations/household-registration/articles/13');
  assert.deepEqual(readings[0].title, { zh: '第十三条', en: 'art. 13' });
  assert.deepEqual([rests.map((one: Row) => one.name), review], [['registration/move-in'], []]);
  const search = encodeURIComponent('调阅');
  assert.deepEqual((await get(`/regulations?q=${search}`)).items[0].name, 'decree-799');
  assert.equal((await get(`/regulations/articles?q=${search}`)).items[0].number, '16');
  assert.equal((await get('/regulations/review')).total, 0, 'as of today');
  const before = await get('/regulations/review?on=2025-07-31&kind=resource');
  assert.ok(before.items.some(({ name, reason }: Row) => name === 'person' && reason === 'not-yet'));
  for (const [kind, list] of [
    ['resource', 'resources'],
    ['code-list', 'code-lists'],
    ['element', 'elements'],
  ] as const) {
    const due = await get(`/regulations/review?on=2025-07-31&kind=${kind}&limit=100`);
    const names = new Set(due.items.map(({ name }: Row) => name));
    const found = await get(`/${list}?basisDue=2025-07-31&limit=100`);
    assert.deepEqual(new Set(found.items.map(({ name }: Row) => name)), names, kind);
    assert.equal((await get(`/${list}?basisDue=2026-01-31`)).total, 0, kind);
  }
  const file = await officer.call('POST', `${base}/regulations/review/export`, {
    format: 'csv',
    on: '2025-07-31',
  });
  assert.equal((file.body as string).trim().split('\n').length, before.total + 2);
  await refused('/regulations/nothing', 'catalogue.unknown-regulation', 404);
  await refused('/regulations/decree-799/articles/99', 'catalogue.unknown-article', 404);
  await refused('/regulations/review?on=2025-02-30', 'http.invalid-input', 400);
});

test('a resource and a policy say what they rest on, named for people', async () => {
  const [basis] = (await get('/resources/person/description')).basis;
  assert.deepEqual([basis.citation, basis.title.zh], ['decree-809', '《政务数据共享条例》']);
  const { body } = await officer.call('GET', '/api/v1/policies/rules?limit=100');
  const held = body.items.find(({ id }: Row) => id === 'purpose-must-hold');
  assert.deepEqual(
    held.basis.map(({ title }: { title: { zh: string } }) => title.zh),
    ['《个人信息保护法》第六条', '《个人信息保护法》第三十四条'],
  );
  assert.doesNotMatch(held.text, /@basis/);
});

test('what is not declared is not found, with its name cut short', async () => {
  await refused('/elements/nothing', 'catalogue.unknown-element', 404);
  await refused('/code-lists/nothing', 'catalogue.unknown-code-list', 404);
  await refused('/resources/nothing', 'catalogue.unknown-resource', 404);
  await refused('/resources/nothing/description', 'catalogue.unknown-resource', 404);
  for (const name of ['constructor', '__proto__', 'toString'])
    await refused(`/resources/${name}`, 'catalogue.unknown-resource', 404);
});

test('questions out of bounds are refused, not guessed', async () => {
  const bad = [
    '/elements?limit=0',
    '/elements?limit=101',
    '/elements?limit=1e9',
    '/elements?sort=definition',
    '/elements?sort=constructor',
    '/elements?status=best',
    '/elements?nonsense=1',
    '/elements?q=a&q=b',
    `/elements?q=${'x'.repeat(101)}`,
    '/code-lists/sex?on=yesterday',
    '/code-lists/sex?on=2026-02-30',
    `/code-lists/${'x'.repeat(65)}`,
  ];
  for (const path of bad) await refused(path, 'http.invalid-input', 400);
});

test('a cursor that is none of ours is refused: forged, negative, fractional, huge, of another shape', async () => {
  const forged = [[-1], [0.5], [1e300], ['0'], [null], [0, 0], [], {}, 'x', [[0]]].map((position) =>
    encodeCursor(position as number[]),
  );
  for (const cursor of [...forged, 'AAAA', '%00', '....']) {
    await refused(`/elements?cursor=${cursor}`, 'http.invalid-cursor', 400);
  }
  assert.deepEqual((await get(`/elements?cursor=${encodeCursor([999_999])}`)).items, []);
});

test('no query makes the node fail: answers are 200 or a coded refusal', async () => {
  const name = fc.constantFrom(
    'q',
    'sort',
    'limit',
    'cursor',
    'status',
    'on',
    'parent',
    'object',
    '__proto__',
    'x',
  );
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.constantFrom('0', '-1', 'code', 'null', '%', '\u0000'),
  );
  const query = fc.array(fc.tuple(name, text), { maxLength: 4 });
  const path = fc.constantFrom(...lists.map((kind) => `/${kind}`), '/code-lists/sex', '/elements/sex');
  await fc.assert(
    fc.asyncProperty(path, query, async (to, pairs) => {
      const { status, body } = await officer.call('GET', `${base}${to}?${new URLSearchParams(pairs)}`);
      assert.ok(
        status === 200 || (status === 400 && typeof body.code === 'string'),
        `${status} ${JSON.stringify(body)}`,
      );
    }),
    { numRuns: 300 },
  );
  await fc.assert(
    fc.asyncProperty(fc.string({ maxLength: 600 }), async (cursor) => {
      const { status } = await officer.call('GET', `${base}/elements?${new URLSearchParams({ cursor })}`);
      assert.ok(status === 400 || (status === 200 && decodeCursor(cursor, 1)), String(status));
    }),
    { numRuns: 200 },
  );
});

test('each list leaves as a file in the reader’s language, with the filters of the page', async () => {
  for (const kind of [...lists, 'code-lists/sex']) {
    const csv = await officer.call(
      'POST',
      `${base}/${kind}/export`,
      { format: 'csv' },
      { 'accept-language': 'en' },
    );
    assert.equal(csv.status, 200, JSON.stringify(csv.body));
    assert.match(csv.headers.get('content-disposition') ?? '', /filename="[a-z-]+-\d{4}-\d\d-\d\d\.csv"/);
    const lines = (csv.body as string).split('\n');
    assert.match(lines[0] ?? '', /690100000000/, 'where it is from');
    assert.doesNotMatch(lines[1] ?? '', /\p{Script=Han}/u);
    const xlsx = await officer.call('POST', `${base}/${kind}/export`, { format: 'xlsx' });
    assert.equal(
      xlsx.headers.get('content-type'),
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    );
  }
  const one = await officer.call('POST', `${base}/elements/export`, {
    format: 'csv',
    q: 'DE00001',
    status: 'standard',
  });
  assert.equal((one.body as string).trim().split('\n').length, 3);
  for (const body of [{}, { format: 'pdf' }, { format: 'csv', limit: 5 }, { format: 'csv', sort: 'x' }]) {
    assert.equal((await officer.call('POST', `${base}/elements/export`, body)).status, 400);
  }
});

test('declarations leave as documents of public formats, whole or one with what it needs', async () => {
  const fetched = async (path: string): Promise<{ headers: Headers; body: Body }> => {
    const response = await fetch(`${node.url}${base}/documents/${path}`, {
      headers: { cookie: officer.cookie },
    });
    assert.equal(response.status, 200, path);
    return { headers: response.headers, body: await response.json() };
  };
  const { headers, body: whole } = await fetched('catalogue');
  assert.equal(headers.get('content-type'), 'application/ld+json');
  assert.equal(headers.get('content-disposition'), 'attachment; filename="catalogue.jsonld"');
  const violations = checkShapes(whole, dcatApShapes);
  assert.deepEqual(violations, []);
  const datasets = (document: Body) =>
    document['@graph'].filter((one: Row) => String(one['@type']).includes('dcat:Dataset')).length;
  assert.equal(datasets(whole), node.services.catalogue.resources.size);
  assert.equal(datasets((await fetched('catalogue?only=person')).body), 1);
  const { body: schema } = await fetched('schema?only=person');
  assert.match(JSON.stringify(schema), /citizenNumber/);
  assert.doesNotMatch(JSON.stringify(schema), /plateNumber/);
  const csv = await fetch(`${node.url}${base}/documents/codes?only=sex`, {
    headers: { cookie: officer.cookie },
  });
  assert.match(await csv.text(), /^\uFEFF?list,/);
  await refused('/documents/catalogue?only=nothing-of-the-kind', 'catalogue.unknown-declaration', 404);
  assert.equal((await officer.call('GET', `${base}/documents/passwd`)).status, 400);
  assert.equal((await fetch(`${node.url}${base}/documents/catalogue`)).status, 401);
  assert.notDeepEqual(
    checkShapes(
      { ...whole, '@graph': whole['@graph'].map(({ 'dct:title': _gone, ...rest }: Row) => rest) },
      dcatApShapes,
    ),
    [],
    'planted bug: a catalogue without titles does not pass',
  );
});
