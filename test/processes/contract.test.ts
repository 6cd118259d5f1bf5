/** The contract and the edges of a running node: /openapi.json, /docs, addresses that are not there. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { testNode } from '../support/node.ts';
import type { TestNode } from '../support/node.ts';

interface Parameter {
  readonly in: string;
  readonly name: string;
}
interface Operation {
  readonly operationId: string;
  readonly summary?: string;
  readonly tags: readonly string[];
  readonly parameters?: readonly Parameter[];
  readonly responses: Readonly<Record<string, { readonly description: string }>>;
  readonly security: readonly unknown[];
}
interface Contract {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

let node: TestNode;
let contract: Contract;
before(async () => {
  node = await testNode({ schemas: 'at-start' });
  contract = (await (await fetch(`${node.url}/openapi.json`)).json()) as Contract;
});
after(() => node?.stop());

function operations(): [string, string, Operation][] {
  return Object.entries(contract.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]): [string, string, Operation] => [method, path, operation]),
  );
}

/** What a reader of OpenAPI 3.1 would stumble over, and what a caller would miss. */
function faultsOf(method: string, path: string, operation: Operation): string[] {
  const at = `${method} ${path}`;
  const has = (place: string, name: string) =>
    operation.parameters?.some((one) => one.in === place && one.name === name) ?? false;
  const statuses = Object.keys(operation.responses);
  const inPath = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name ?? '');
  return [
    ...inPath.filter((name) => !has('path', name)).map((name) => `${at}: {${name}} is not described`),
    ...(statuses.some((status) => /^[23]/.test(status)) ? [] : [`${at}: no success`]),
    ...('default' in operation.responses ? [] : [`${at}: no problem`]),
    ...(method === 'get' || has('header', 'X-Minqiao') ? [] : [`${at}: no X-Minqiao`]),
    ...Object.values(operation.responses)
      .filter(({ description }) => !description || description === 'Default Response')
      .map(() => `${at}: an answer without description`),
    ...(operation.summary ? [] : [`${at}: no summary`]),
    ...(operation.tags.length > 0 ? [] : [`${at}: no tag`]),
  ];
}

test('the contract names every route once, with its parameters, its answers and its problems', () => {
  assert.equal(contract.openapi, '3.1.0');
  assert.deepEqual(
    operations().flatMap((one) => faultsOf(...one)),
    [],
  );
  const names = operations().map(([, , { operationId }]) => operationId);
  assert.equal(new Set(names).size, names.length);
  for (const name of names) assert.match(name, /^[A-Za-z0-9-]+$/);
});

test('every reference of the contract leads somewhere', () => {
  for (const [, kind = '', name = ''] of JSON.stringify(contract).matchAll(
    /"#\/components\/([^/"]+)\/([^"]+)"/g,
  ))
    assert.ok(name in (contract.components[kind] ?? {}), `${kind}/${name}`);
  for (const [method, path, { security }] of operations())
    assert.ok(security.length > 0 || !path.startsWith('/api/v1/resources'), `${method} ${path}`);
});

/** Lists that leave as no file, and why. Whoever adds one says so here, or gives it its export. */
const unexported: Readonly<Record<string, string>> = {
  '/api/v1/approvals': 'decisions that wait, each with its own acts',
  '/api/v1/me/accesses': 'a citizen’s own page with its proofs, no table',
  '/api/v1/me/acts': 'a citizen’s own page, no table',
  '/api/v1/me/questions': 'a citizen’s own page, no table',
  '/api/v1/quality/runs': 'how far examinations are, shown beside the findings',
};
type Shaped = {
  readonly properties?: Readonly<Record<string, Shaped>>;
  readonly enum?: readonly string[];
  readonly const?: string;
};
type Paths = Record<string, Record<string, Operation & { requestBody?: { content: Record<string, { schema: Shaped }> } }>>; // prettier-ignore

/** Lists that are asked for page by page and have no file with the same filters and sorts, as CSV and Excel. */
function listsWithoutFile(paths: Paths): string[] {
  const asked = (operation: Paths[string][string] | undefined): Readonly<Record<string, Shaped>> =>
    operation?.requestBody?.content['application/json']?.schema.properties ?? {};
  return Object.entries(paths).flatMap(([path, { get, post }]) => {
    const query = (get?.parameters ?? []).filter((one) => one.in === 'query').map(({ name }) => name);
    const sent = Object.entries(asked(post)).filter(
      ([, schema]) => schema.const === undefined && schema.enum?.length !== 1,
    ); // of one value there is no choice
    const names = query.includes('cursor') ? query : sent.map(([name]) => name);
    if (!names.includes('cursor') || path in unexported) return [];
    const body = asked(paths[`${path.replace(/\/(list|search)$/, '')}/export`]?.['post']);
    const formats = body['format']?.enum ?? [];
    const missing = names.filter((name) => !['limit', 'cursor'].includes(name) && !(name in body));
    const hasFormats = formats.includes('csv') && formats.includes('xlsx');
    return hasFormats && missing.length === 0 ? [] : [`${path} ${missing.join(' ')}`.trim()];
  });
}

test('every list that is read page by page leaves as a file of the same choice; one without is noticed', () => {
  const paths = contract.paths as Paths;
  assert.deepEqual(listsWithoutFile(paths), []);
  const { ['/api/v1/services/export']: _taken, ...planted } = paths;
  assert.deepEqual(listsWithoutFile(planted), ['/api/v1/services q state resource owner sort']);
});

test('identity, catalogue, records, desk, ledger and monitoring are all in it', () => {
  for (const path of [
    '/api/v1/session',
    '/api/v1/accounts/{id}/roles',
    '/api/v1/catalogue/elements',
    '/api/v1/resources/person/records/{id}/erasure-requests',
    '/api/v1/desk/visits',
    '/ledger/checkpoint',
    '/healthz',
    '/readyz',
    '/metrics',
  ])
    assert.ok(path in contract.paths, path);
});

test('planted: an undescribed parameter and a write without its header are noticed', () => {
  const [, path, operation] =
    operations().find(([method, at]) => method === 'post' && at.includes('{')) ?? [];
  assert.ok(path && operation);
  const { summary: _summary, ...silent } = operation;
  const faults = faultsOf('post', path, { ...silent, parameters: [] });
  assert.match(faults.join('\n'), /is not described/);
  assert.match(faults.join('\n'), /no X-Minqiao/);
  assert.match(faults.join('\n'), /no summary/);
});

/** What somebody who is not signed in, or a citizen, may read: closed lists, so that a new route is put here knowingly. */
const forAnybody =
  /^\/(healthz|readyz|metrics|ledger\/(checkpoint|key)|pki\/(ca\.pem|crl)|api\/v1\/demo\/identities)$/;
const forCitizens =
  /^\/api\/v1\/(session(\/mine)?|me\/|catalogue\/|organisations(\/children)?$|policies(\/(rules|budgets|versions))?$|roles$|purposes$|purpose-kinds$|approvals$|services$|desk\/duty$|quality\/(corrections|notices)$)/;

/** Each reading of the contract that needs no name in its address, and what it answers that person. */
async function readings(cookie: string): Promise<[string, number][]> {
  const paths = operations().flatMap(([method, path]) =>
    method === 'get' && !path.includes('{') ? [path] : [],
  );
  return Promise.all(
    paths.map(async (path): Promise<[string, number]> => {
      const { status } = await fetch(node.url + path, { headers: { cookie } });
      return [path, status];
    }),
  );
}

test('every list and register of the contract is closed to strangers, and the officers’ own to citizens', async () => {
  const strangers = await readings('');
  const open = strangers.filter(([, status]) => status !== 401).map(([path]) => path);
  assert.deepEqual(
    open.filter((path) => !forAnybody.test(path)),
    [],
  );
  const { cookie } = await node.signIn('citizen');
  const answered = (await readings(cookie)).filter(([, status]) => status < 400).map(([path]) => path);
  assert.deepEqual(
    answered.filter((path) => !forAnybody.test(path) && !forCitizens.test(path)),
    [],
  );
  assert.ok(strangers.length > 50 && answered.includes('/api/v1/me/accesses'), 'it looked at too little');
  // Planted: an officer’s answers are not a citizen’s, so the same look finds what is open to them alone.
  const officer = await readings((await node.signIn('auditor')).cookie);
  const more = officer
    .filter(([path, status]) => status < 400 && !forCitizens.test(path))
    .map(([path]) => path);
  assert.ok(more.includes('/api/v1/ledger/entries') && more.includes('/api/v1/registry/proposals'));
});

test('the reader of the contract asks no other host, and may be framed by nobody', async () => {
  const answer = await fetch(`${node.url}/docs`);
  const policy = answer.headers.get('content-security-policy') ?? '';
  assert.doesNotMatch(policy, /https?:|swagger\.io|upgrade-insecure|unsafe-eval/);
  assert.match(policy, /default-src 'none'.*script-src 'self'.*frame-ancestors 'none'/);
  assert.match(await answer.text(), /<title>Minqiao 民桥 API<\/title>/);
});

test('who comes to an address that is not there gets a page, a program gets a problem', async () => {
  const person = await fetch(`${node.url}/nothing`, { headers: { accept: 'text/html,*/*' } });
  assert.equal(person.status, 404);
  assert.match(person.headers.get('content-type') ?? '', /text\/html/);
  for (const [path, accept] of [
    ['/nothing', '*/*'],
    ['/api/v1/nothing', 'text/html'],
  ] as const) {
    const program = await fetch(node.url + path, { headers: { accept } });
    assert.equal(program.status, 404);
    assert.match(program.headers.get('content-type') ?? '', /problem\+json/);
  }
});
