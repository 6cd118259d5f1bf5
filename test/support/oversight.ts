/** Oversight ready for tests: a ledger with its sequencer, the shipped packs, and people to act. */
import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { parse } from 'yaml';
import { oversightRoutes, registerOversight } from '#applications/oversight/index.ts';
import type { Oversight } from '#applications/oversight/index.ts';
import { buildApp } from '#infrastructure/http/index.ts';
import { loadCatalogue } from '#platform/catalogue/index.ts';
import { openPurposes } from '#security/access/index.ts';
import type { Context } from '#security/context/index.ts';
import { readRoles } from '#security/identity/index.ts';
import { awaitCheckpoint, ledger, subjectTag } from '#security/ledger/index.ts';
import type { EntryInput } from '#security/ledger/index.ts';
import { readEntry, testAgency, testLedger } from './ledger.ts';
import type { TestLedger } from './ledger.ts';

const packs = join(import.meta.dirname, '../../packs');

/** `packs/core/oversight.yaml`, parsed from YAML. */
export function shippedOversight(): unknown {
  return parse(readFileSync(join(packs, 'core/oversight.yaml'), 'utf8'));
}

export interface Answer<T> {
  readonly status: number;
  readonly body: T;
}

export interface TestOversight {
  readonly ledger: TestLedger;
  readonly oversight: Oversight;
  /** The routes, for whoever `x-test-actor` names. */
  readonly app: FastifyInstance;
  /** An act on these people's data, under a signed checkpoint when it returns; its place in the tree. */
  access(people: readonly Context[], more?: Partial<EntryInput>): Promise<number>;
  /** Calls the API as this actor. */
  call<T = unknown>(actor: Context, method: 'GET' | 'POST', url: string, body?: object): Promise<Answer<T>>;
  drop(): Promise<void>;
}

export async function testOversight(): Promise<TestOversight> {
  const made = await testLedger();
  made.sequence();
  const oversight = registerOversight({
    app: made.app,
    reader: made.reader,
    readerUrl: made.test.urls.reader,
    keys: made.keys,
    catalogue: loadCatalogue(['core', 'regulations'].map((name) => join(packs, name))),
    purposes: openPurposes(),
    roles: readRoles(),
    settings: shippedOversight(),
  });
  const people = new Map<string, Context>();
  const app = await buildApp({ logger: pino({ level: 'silent' }) });
  app.decorateRequest('context', {
    getter() {
      const { headers, language, id } = this as unknown as {
        headers: Record<string, string>;
        language: 'zh';
        id: string;
      };
      return { ...given(people.get(headers['x-test-actor'] ?? '')), language, requestId: id };
    },
  });
  oversightRoutes(app, oversight);
  await app.ready();
  return {
    ledger: made,
    oversight,
    app,
    access: (whom, more) => access(made, whom, more),
    async call<T>(actor: Context, method: 'GET' | 'POST', url: string, body?: object): Promise<Answer<T>> {
      people.set(actor.actor.id, actor);
      const answer = await app.inject({
        method,
        url,
        headers: { 'x-test-actor': actor.actor.id },
        ...(body === undefined ? {} : { payload: body }),
      });
      const json = String(answer.headers['content-type']).includes('json') && !url.includes('export');
      return { status: answer.statusCode, body: (json ? answer.json() : answer.body) as T };
    },
    async drop() {
      await app.close();
      await made.drop();
    },
  };
}

async function access(
  made: TestLedger,
  whom: readonly Context[],
  more: Partial<EntryInput> = {},
): Promise<number> {
  const tags = whom.map((person) => subjectTag(given(person.actor.citizenNumber)));
  const { id } = await ledger.append(readEntry(tags, more));
  const { entry } = await awaitCheckpoint(made.reader, id, 20_000);
  return given(entry.seq);
}

/** The value, which the test knows to be there. */
export function given<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('the test expected a value here');
  return value;
}

/** The context of a new actor. */
export function someone(kind: 'officer' | 'citizen', roles: readonly string[], at = new Date()): Context {
  const citizenNumber = `69010119900101${String(Math.floor(Math.random() * 10_000)).padStart(4, '0')}`;
  return {
    actor: {
      kind,
      id: randomUUID(),
      name: '测试者',
      organisation: testAgency,
      agency: testAgency,
      branch: kind === 'citizen' ? 'none' : 'audit',
      roles,
      citizenNumber,
    },
    session: null,
    requestId: randomBytes(16).toString('hex'),
    address: '10.1.2.3',
    language: 'zh',
    at,
  };
}

export const aCitizen = (at?: Date): Context => someone('citizen', ['citizen'], at);
export const anAuditor = (at?: Date): Context => someone('officer', ['auditor'], at);
