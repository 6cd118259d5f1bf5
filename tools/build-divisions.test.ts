import assert from 'node:assert/strict';
import { test } from 'node:test';
import { extend, intervals } from './build-divisions.ts';

const years = (name: string, from: number, to: number): [number, string][] =>
  Array.from({ length: to - from + 1 }, (_, index) => [from + index, name]);

test('years under one name become one interval; a short hole in the source is closed, a long one is not', () => {
  const register = new Map([
    ['110101', new Map([...years('东城区', 1980, 1985), ...years('东城区', 1988, 1990)])],
    ['130107', new Map([...years('甲', 1980, 1982), ...years('甲', 1990, 1991), ...years('乙', 1992, 1992)])],
  ]);
  assert.deepEqual(intervals(register), [
    { code: '110101', name: '东城区', from: 1980, to: 1990 },
    { code: '130107', name: '甲', from: 1980, to: 1982 },
    { code: '130107', name: '甲', from: 1990, to: 1991 },
    { code: '130107', name: '乙', from: 1992, to: 1992 },
  ]);
});

test('the newest list carries on what it has, ends what it lacks and begins what is new', () => {
  const register = new Map([
    ...['710000', '810000', '820000'].map((code) => [code, new Map(years(code, 2002, 2016))] as const),
    ['110101', new Map(years('东城区', 1980, 2020))] as const,
    ['330103', new Map(years('下城区', 1980, 2020))] as const,
    ['540422', new Map(years('米林县', 2015, 2020))] as const,
    ['410307', new Map(years('洛龙区', 2002, 2006))] as const,
  ]);
  extend(
    register,
    new Map([
      ['110101', '东城区'],
      ['330113', '临平区'],
      ['410307', '偃师区'],
      ['540481', '米林市'],
    ]),
  );
  const found = intervals(register).map(({ code, name, from, to }) => `${code} ${name} ${from}-${to}`);
  assert.deepEqual(found.slice(0, 7), [
    '110101 东城区 1980-2023',
    '330103 下城区 1980-2020',
    '330113 临平区 2021-2023',
    '410307 洛龙区 2002-2006',
    '410307 偃师区 2021-2023',
    '540422 米林县 2015-2022',
    '540481 米林市 2023-2023',
  ]);
});
