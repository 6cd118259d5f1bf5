import assert from 'node:assert/strict';
import { test } from 'node:test';
import Fastify from 'fastify';
import { planResource } from '#standards/plans/index.ts';
import { corePack } from '../../../test/support/packs.ts';
import type { Door } from './door.ts';
import { routes } from './routes.ts';

interface Body {
  readonly properties: Record<string, unknown>;
}

/** What the routes take: `METHOD path` of the resource person → the names in the body. */
function takenByRoutes(): Record<string, readonly string[]> {
  const app = Fastify();
  const taken: Record<string, readonly string[]> = {};
  app.addHook('onRoute', ({ method, url, schema }) => {
    const path = url.replace(':resource', 'person').replace(':id', '{id}');
    if (method !== 'HEAD') taken[`${String(method)} ${path}`] = namesOf(schema?.body);
  });
  routes(app, { door: {} as Door });
  return taken;
}

function takenByContract(): Record<string, readonly string[]> {
  const pack = corePack();
  const resource = pack.resources.get('person');
  assert.ok(resource);
  const { paths } = planResource(resource, pack, { at: new Date('2026-06-01T00:00:00Z') }).api;
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(
      item as Record<string, { requestBody?: { content: Record<string, { schema: Body }> } }>,
    ).map(
      ([method, { requestBody }]) =>
        [
          `${method.toUpperCase()} ${path}`,
          namesOf(requestBody?.content['application/json']?.schema),
        ] as const,
    ),
  );
  return Object.fromEntries(operations);
}

function namesOf(schema: unknown): readonly string[] {
  return Object.keys((schema as Body | undefined)?.properties ?? {}).sort();
}

test('the contract derived from a declaration has each route of the door, with the body that the route takes', () => {
  assert.deepEqual(takenByContract(), takenByRoutes());
});

test('planted: a route that the contract does not have is noticed', () => {
  const { 'POST /api/v1/resources/person/records/{id}/erasure-requests': _left, ...others } =
    takenByContract();
  assert.throws(() => assert.deepEqual(others, takenByRoutes()));
});
