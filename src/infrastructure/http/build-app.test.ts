import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { defineFaults } from '#infrastructure/faults/index.ts';
import { createLogger } from '#infrastructure/telemetry/index.ts';
import { buildApp, httpFault, takeFiles } from './index.ts';
import type { Problem } from './index.ts';

let app: FastifyInstance;
let port: number;
before(async () => {
  app = await buildApp({ logger: createLogger({ logLevel: 'silent' }), requestTimeoutMs: 1_000 });
  const body = {
    type: 'object',
    additionalProperties: false,
    required: ['name'],
    properties: { name: { type: 'string', maxLength: 5 } },
  };
  app.post('/echo', { schema: { body } }, (request, reply) => reply.send(request.body));
  app.post('/api/v1/plain', () => ({ done: true }));
  const { fault } = defineFaults('waiting', {
    brief: { status: 429, zh: '忙', en: 'busy', retryAfterSeconds: 2 },
    vain: { status: 503, zh: '无', en: 'none' },
  });
  app.get('/brief', () => Promise.reject(fault('brief')));
  app.get('/known', () => Promise.reject(fault('brief', {}, { retryAfterSeconds: 3000 })));
  app.get('/vain', () => Promise.reject(fault('vain')));
  app.get('/fail', () => {
    throw new Error('password=geheim at /srv/secret');
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  port = (app.server.address() as AddressInfo).port;
});
after(() => app.close());

async function send(payload: string | Buffer, headers: Record<string, string> = {}) {
  const answer = await app.inject({
    method: 'POST',
    url: '/echo',
    payload,
    headers: { 'content-type': 'application/json', ...headers },
  });
  return { status: answer.statusCode, body: answer.json<Problem>(), headers: answer.headers };
}

test('every answer carries the security headers, also an error and a path that is not there', async () => {
  for (const url of ['/echo', '/fail', '/nowhere', '/%ff', '/..%2f..%2fetc/passwd']) {
    const { headers } = await app.inject({ url });
    const policy = String(headers['content-security-policy']);
    assert.match(policy, /default-src 'none'/);
    assert.match(policy, /frame-ancestors 'none'/);
    assert.doesNotMatch(policy, /script-src[^;]*unsafe/);
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.equal(headers['x-frame-options'], 'DENY');
    assert.equal(headers['referrer-policy'], 'no-referrer');
    assert.equal(headers['cache-control'], 'no-store');
  }
});

test('Retry-After says how long waiting takes, and is absent where waiting does not help', async () => {
  const waits = await Promise.all(
    ['/brief', '/known', '/vain', '/fail'].map(async (url) => (await app.inject(url)).headers['retry-after']),
  );
  assert.deepEqual(waits, ['2', '3000', undefined, undefined]);
});

test('each answer has its own nonce', async () => {
  const nonce = async () =>
    /nonce-([^']+)/.exec(String((await app.inject('/x')).headers['content-security-policy']))?.[1];
  assert.notEqual(await nonce(), await nonce());
});

test('a trace id is the caller’s when it is a valid traceparent, otherwise a new one', async () => {
  const trace = '0af7651916cd43dd8448eb211c80319c';
  const of = async (traceparent?: string) =>
    (await app.inject({ url: '/x', headers: traceparent === undefined ? {} : { traceparent } })).headers[
      'x-trace-id'
    ];
  assert.equal(await of(`00-${trace}-b7ad6b7169203331-01`), trace);
  for (const forged of [
    undefined,
    'x',
    `00-${'0'.repeat(32)}-b7ad6b7169203331-01`,
    `00-${trace}-b7-01`,
    `${trace}\r\nx: y`,
  ])
    assert.match(String(await of(forged?.replace(/[\r\n]/g, ' '))), /^(?!0af7651916)[0-9a-f]{32}$/);
});

test('bodies: unknown fields, wrong types, duplicates, other encodings and types, too large: each its own problem', async () => {
  const cases: [string | Buffer, number, string, Record<string, string>?][] = [
    ['{"name": "abc"}', 200, ''],
    ['{"name": "abc", "more": 1}', 400, 'http.invalid-input'],
    ['{"name": "abcdef"}', 400, 'http.invalid-input'],
    ['{}', 400, 'http.invalid-input'],
    ['{"name": "a", "name": "b"}', 400, 'http.duplicate-key'],
    ['{"name": "a"', 400, 'http.not-json'],
    ['\ufeff{"name": "a"}', 400, 'http.not-json'],
    [Buffer.from('{"name": "\xff"}', 'latin1'), 400, 'http.not-utf8'],
    [Buffer.from('{"name": "a"}', 'utf16le'), 400, 'http.not-json'],
    [`{"name": "${'a'.repeat(1024 * 1024)}"}`, 413, 'http.too-large'],
    ['name=a', 415, 'http.unsupported-type', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['<a/>', 415, 'http.unsupported-type', { 'content-type': 'text/xml' }],
  ];
  for (const [payload, status, code, headers] of cases) {
    const answer = await send(payload, headers);
    assert.equal(answer.status, status, `${String(payload).slice(0, 40)}: ${JSON.stringify(answer.body)}`);
    if (code !== '') assert.equal(answer.body.code, code);
  }
});

test('a problem names the field in the language asked for', async () => {
  const chinese = await send('{"nme": "a"}');
  assert.deepEqual(chinese.body.errors?.map((one) => one.pointer).toSorted(), ['/name', '/nme']);
  assert.match(JSON.stringify(chinese.body), /必须填写/);
  assert.match(JSON.stringify((await send('{}', { 'accept-language': 'en-GB' })).body.title), /does not fit/);
});

test('an unexpected error says nothing of the inside', async () => {
  const answer = await app.inject('/fail');
  assert.equal(answer.statusCode, 500);
  assert.equal(answer.json().code, 'http.internal');
  assert.doesNotMatch(answer.body, /geheim|srv|Error|at /);
  assert.equal(answer.json().traceId, answer.headers['x-trace-id']);
});

test('a method that an address does not take is 405 with what it takes; where nothing is it stays 404', async () => {
  const one = await buildApp({ logger: createLogger({ logLevel: 'silent' }) });
  one.get('/things/:id/parts', () => ({}));
  one.put('/things/:id/parts', () => ({}));
  one.post('/files/*', () => ({}));
  one.get('/*', () => Promise.reject(httpFault('not-found'))); // as the pages do, for every address
  const cases: [string, string, number, string?][] = [
    ['DELETE', '/things/1/parts?x=1', 405, 'GET, HEAD, PUT'],
    ['OPTIONS', '/things/1/parts', 405, 'GET, HEAD, PUT'],
    ['GET', '/files/a/b', 405, 'POST'],
    ['GET', '/things/1', 404],
    ['POST', '/things/1/parts/2', 404],
    ['POST', '/things%2f1/parts', 404],
    ['GET', '/nowhere', 404],
    ['POST', '/', 404],
  ];
  for (const [method, url, status, allow] of cases) {
    const answer = await one.inject({ method: method as 'GET', url });
    assert.deepEqual([answer.statusCode, answer.headers['allow']], [status, allow], `${method} ${url}`);
    assert.match(String(answer.headers['content-type']), /^application\/problem\+json/);
  }
  await one.close();
});

test('an address that cannot be decoded is told so, not that some JSON is wrong', async () => {
  for (const url of ['/%zz', '/%ff', '/%']) {
    const answer = await app.inject({ url });
    assert.deepEqual([answer.statusCode, answer.json<Problem>().code], [400, 'http.malformed-address'], url);
  }
});

test('a problem says at which character the JSON breaks, in words of each language alone', async () => {
  const { zh, en } = (await send('{"name": "a" x}')).body.texts;
  assert.equal(zh.detail, '请求内容不是有效的 JSON（第 14 个字符处）。');
  assert.equal(en.detail, 'The request is not valid JSON (at character 14).');
  assert.equal((await send('x')).body.texts.zh.detail, '请求内容不是有效的 JSON。');
});

test('a route that takes a file gets bytes or nothing; planted: without that it is handed an object', async () => {
  const one = await buildApp({ logger: createLogger({ logLevel: 'silent' }) });
  const answer = ({ body }: { body: unknown }) => ({ bytes: Buffer.isBuffer(body) });
  void one.register(async (scope) => {
    takeFiles(scope, 'buffer');
    scope.post('/file', answer);
  });
  one.post('/planted', answer);
  const post = async (url: string, type: string | undefined, payload?: string) => {
    const headers = type === undefined ? {} : { 'content-type': type };
    const told = await one.inject({
      method: 'POST',
      url,
      headers,
      ...(payload === undefined ? {} : { payload }),
    });
    return [told.statusCode, told.json<{ bytes?: boolean; code?: string }>().bytes];
  };
  assert.deepEqual(await post('/file', 'application/octet-stream', '{"a":1}'), [200, true]);
  assert.deepEqual(await post('/file', 'application/json', '{"a":1}'), [415, undefined]);
  assert.deepEqual(await post('/file', 'text/csv', 'a,b'), [415, undefined]);
  assert.deepEqual(await post('/file', undefined), [415, undefined]);
  assert.deepEqual(await post('/planted', 'application/json', '{"a":1}'), [200, false]);
  await one.close();
});

/** What the server says to bytes that need be no request. */
async function tell(bytes: string): Promise<{ head: string; problem: Problem }> {
  const socket = connect(port, '127.0.0.1');
  const text: string[] = [];
  socket.on('data', (chunk) => text.push(String(chunk))).on('error', () => undefined);
  socket.write(bytes);
  await once(socket, 'close');
  const [head = '', body = '{}'] = text.join('').split('\r\n\r\n');
  return { head, problem: JSON.parse(body) as Problem };
}

test('what is no HTTP is refused as a problem too, with a trace id, in both languages', async () => {
  const cases: [string, number, string][] = [
    ['GARBAGE\r\n\r\n', 400, 'http.unreadable'],
    [`GET /x HTTP/1.1\r\nhost: a\r\nx-big: ${'a'.repeat(20_000)}\r\n\r\n`, 431, 'http.headers-too-large'],
    ['POST /echo HTTP/1.1\r\nhost: a\r\ncontent-length: abc\r\n\r\n{}', 400, 'http.unreadable'],
    [
      'POST /echo HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
      'http.unreadable',
    ],
  ];
  for (const [bytes, status, code] of cases) {
    const { head, problem } = await tell(bytes);
    assert.match(head, new RegExp(`^HTTP/1.1 ${status} `), bytes.slice(0, 40));
    assert.match(head, /content-type: application\/problem\+json/);
    assert.deepEqual([problem.status, problem.code], [status, code]);
    assert.match(problem.traceId, /^[0-9a-f]{32}$/);
    assert.notEqual(problem.texts.zh.detail, problem.texts.en.detail);
  }
  assert.equal((await send('{"name": "a"}')).status, 200);
});

test('a body that trickles is ended, and the server serves on', async () => {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write(
    'POST /echo HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 10000\r\n\r\n{',
  );
  const trickle = setInterval(() => socket.write(' '), 200);
  const text: string[] = [];
  socket.on('data', (chunk) => text.push(String(chunk)));
  await once(socket, 'close');
  clearInterval(trickle);
  assert.match(text.join(''), /^HTTP\/1\.1 408 |^$/);
  assert.equal((await send('{"name": "a"}')).status, 200);
});

test('a route of the API that declares no query and no body refuses both, and names what it does not know', async () => {
  const ask = async (payload: unknown, query = '') => {
    const headers = { 'content-type': 'application/json' };
    const body = payload === undefined ? {} : { payload: JSON.stringify(payload), headers };
    const answer = await app.inject({ method: 'POST', url: `/api/v1/plain${query}`, ...body });
    const pointers = answer.json<Problem>().errors?.map(({ pointer }) => pointer);
    return [answer.statusCode, pointers];
  };
  for (const nothing of [undefined, {}, null]) assert.deepEqual(await ask(nothing), [200, undefined]);
  assert.deepEqual(await ask({ surplus: 1, more: 2 }), [400, ['/surplus', '/more']]);
  for (const strange of [[], 'text', 12, true]) assert.deepEqual(await ask(strange), [400, ['']]);
  assert.deepEqual(await ask({}, '?limit=5'), [400, ['/limit']]);
});

test('schemas that are compiled when used refuse and serialize the same; a broken one is then found by who uses it', async () => {
  const logger = createLogger({ logLevel: 'silent' });
  const answers = await Promise.all(
    (['at-start', 'when-used'] as const).map(async (schemas) => {
      const one = await buildApp({ logger, schemas });
      const number = { type: 'object', additionalProperties: false, properties: { n: { type: 'integer' } } };
      const schema = { querystring: number, response: { 200: number } };
      one.get('/n', { schema }, (request) => ({ ...(request.query as object), secret: 1 }));
      const told = await Promise.all(
        ['/n?n=7', '/n?n=x', '/n?other=1'].map(async (url) => (await one.inject({ url })).json<object>()),
      );
      await one.close();
      return told.map((answer) => ({ ...answer, traceId: '' }));
    }),
  );
  assert.deepEqual(answers[0], answers[1]);
  assert.deepEqual(answers[1]?.[0], { n: 7, traceId: '' });
  const broken = async (schemas: 'at-start' | 'when-used') => {
    const one = await buildApp({ logger, schemas });
    one.get('/broken', { schema: { querystring: { type: 'no such type' } } }, () => ({}));
    return (await one.inject({ url: '/broken' })).statusCode;
  };
  await assert.rejects(broken('at-start'), /no such type|must be/);
  assert.equal(await broken('when-used'), 500);
});
