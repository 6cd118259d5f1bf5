import assert from 'node:assert/strict';
import { test } from 'node:test';
import { supervisedPrefix, unitPrefix } from './supervision.ts';

test('a bureau’s unit leads its branch below it, a station only itself', () => {
  assert.equal(supervisedPrefix('690000020000'), '69');
  assert.equal(supervisedPrefix('690100020000'), '6901');
  assert.equal(supervisedPrefix('690101020000'), '690101');
  assert.equal(supervisedPrefix('690101500100'), '690101500100');
});

test('who is no supervisor sees the own unit only', () => {
  assert.equal(unitPrefix({ organisation: '690100020000', roles: ['registrar'] }), '690100020000');
});
