import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { placeFor } from '../entrance/place-for.ts';
import { matchPath, nearestPath } from './match-path.ts';

test('a path fits its pattern part by part, and gives its parameters decoded', () => {
  deepEqual(matchPath('/accesses/$id', '/accesses/a%20b'), { id: 'a b' });
  deepEqual(matchPath('/', '/'), {});
  equal(matchPath('/accesses/$id', '/accesses'), undefined);
  equal(matchPath('/accesses', '/questions'), undefined);
});

test('no address, however typed, throws', () => {
  fc.assert(fc.property(fc.string(), (path) => matchPath('/accesses/$id', path) !== null));
  deepEqual(matchPath('/accesses/$id', '/accesses/%E0%A4%A'), { id: '%E0%A4%A' });
});

test('after sign-in one comes back to where one was, and never to another site or the other side of the house', () => {
  equal(placeFor({ kind: 'officer' }, '/app/lookup?x=1'), '/app/lookup?x=1');
  equal(placeFor({ kind: 'citizen' }, '/citizen'), '/citizen');
  for (const to of [
    'https://evil.example/app',
    '//evil.example',
    '/app.evil',
    '/application',
    '/citizen',
    undefined,
  ]) {
    equal(placeFor({ kind: 'officer' }, to), '/app');
  }
});

test('a page lights up one entry of the menu: the nearest above it', () => {
  const paths = ['/grants', '/grants/inbox', '/lookup'];
  equal(nearestPath(paths, '/grants/inbox'), '/grants/inbox');
  equal(nearestPath(paths, '/grants/inbox/7'), '/grants/inbox');
  equal(nearestPath(paths, '/grants/7'), '/grants');
  equal(nearestPath(paths, '/grantsome'), undefined);
});
