import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parsePack } from '../declarations/index.ts';
import { packFiles } from '../../../test/support/packs.ts';
import { problemOf } from './check-languages.ts';
import { findCircles } from './circles.ts';
import { ReviewFindings, reviewPack, reviewPacks, reviewTemplates } from './index.ts';
import type { ReviewCode } from './index.ts';
import { similarLimits, similarPairs } from './similar.ts';

/** A small pack of which nothing is wrong or doubtful: each mistake is planted into it. */
const sound: Readonly<Record<string, string>> = {
  'small/pack.yaml': 'name: small\nversion: 1.0.0\ntitle: { zh: 小包, en: Small }\n',
  'other/pack.yaml': 'name: other\nversion: 1.0.0\ntitle: { zh: 另包, en: Other }\n',
  'small/elements/boat.yaml': `elements:
  boat-number:
    identifier: XE90001
    symbol: CBBH
    title: { zh: 船舶编号, en: Boat number }
    definition: { zh: 登记时由本机关编定并刻在船身上的字符串。, en: The characters that this agency assigns at registration and that are cut into the hull. }
    object: { zh: 船舶, en: boat }
    property: { zh: 编号, en: number }
    representation: number
    format: c10
    domain: { number-rule: boat }
  boat-kind:
    identifier: XE90002
    symbol: CBLX
    title: { zh: 船舶类型, en: Boat kind }
    definition: { zh: 按主要用途划分的类，由检验人员确定。, en: 'The class by main use, as the surveyor decides.' }
    synonyms: [船种]
    object: { zh: 船舶, en: boat }
    property: { zh: 用途类型, en: kind of use }
    representation: code
    format: c1
    domain: { codes: boat-kind }
  berth-depth:
    identifier: XE90003
    symbol: BWSS
    title: { zh: 泊位水深, en: Berth depth }
    definition: { zh: 最低潮位时泊位处水面至水底的距离。, en: 'Distance from surface to bottom at lowest tide, where boats moor.' }
    object: { zh: 泊位, en: berth }
    property: { zh: 水深, en: depth }
    representation: quantity
    format: n..4,1
`,
  'small/object-classes.yaml': `object-classes:
  thing:
    title: { zh: 港口之物, en: harbour thing }
    definition: { zh: 港内的一切。, en: All that lies in a harbour. }
  boat:
    title: { zh: 船舶, en: boat }
    definition: { zh: 能在水上航行的构造。, en: What floats and moves on water. }
    partOf: thing
  berth:
    title: { zh: 泊位, en: berth }
    definition: { zh: 供船停靠之处。, en: Where one ties up. }
    partOf: thing
`,
  'small/qualifiers.yaml':
    'qualifiers:\n  former:\n    identifier: XQ90001\n    symbol: YZ\n    title: { zh: 原, en: Former }\n',
  'small/number-rules.yaml':
    'number-rules:\n  boat:\n    title: { zh: 船号, en: Boat number }\n    segments: [{ literal: CB }, { sequence: 8 }]\n',
  'small/code-lists/boat-kind.yaml': `code-list: boat-kind
title: { zh: 船舶类型, en: Boat kinds }
source: 自有 own
from: '2020-01-01'
values:
  - { code: '1', zh: 渔船, en: Fishing boat }
  - { code: '2', zh: 客船, en: Passenger boat }
`,
  'small/code-lists/agency-branch.yaml': `code-list: agency-branch
title: { zh: 警种, en: Branches }
source: 自有 own
from: '2020-01-01'
values:
  - { code: water, zh: 水上, en: Water }
`,
  'small/resources/berth.yaml': resource(
    'berth',
    '泊位',
    '  depth: { element: berth-depth, key: true }\n  shortOf: { refers: boat }\n',
  ),
  'small/resources/boat.yaml': resource(
    'boat',
    '船舶',
    '  number: { element: boat-number, key: true }\n  kind: { element: boat-kind }\n' +
      '  formerKind: { element: boat-kind, qualifier: former }\n  berth: { refers: berth, required: true }\n',
  ),
};

function resource(name: string, zh: string, fields: string): string {
  return `resource: ${name}
title: { zh: ${zh}, en: ${name === 'boat' ? 'Boat' : 'Berth'} }
owner: water
category: 3/01/water
classification: { level: general, grade: 2 }
sharing: { type: unconditional }
cycle: daily
fields:
${fields}search: [[${name === 'boat' ? 'number' : 'depth'}]]
`;
}

type Edits = Readonly<Record<string, (text: string) => string>>;

function edited(edits: Edits) {
  return Object.entries(sound).map(([path, text]) => {
    const after = edits[path]?.(text) ?? text;
    if (edits[path] !== undefined) assert.notEqual(after, text, `the edit of ${path} changes nothing`);
    return { path, text: after };
  });
}

const boats = 'small/elements/boat.yaml';
const kinds = 'small/code-lists/boat-kind.yaml';
const swap = (from: string | RegExp, to: string) => (text: string) => text.replace(from, to);
const more =
  (name: string, lines: Readonly<Record<string, string>> = {}) =>
  (text: string) => {
    const all: Record<string, string> = {
      identifier: 'XE90009',
      title: '{ zh: 泊位编号的前缀, en: Prefix of berths }',
      definition:
        '{ zh: 由港口主管部门分配给各码头的两个字母。, en: Two letters which the port authority allots to a quay. }',
      object: '{ zh: 码头, en: quay }',
      property: '{ zh: 前缀字母, en: prefix }',
      representation: 'description',
      format: 'c2',
      ...lines,
    };
    const body = Object.entries(all).map(([key, value]) => `    ${key}: ${value}\n`);
    return `${text}  ${name}:\n${body.join('')}`;
  };

interface Mistake {
  readonly edits: Edits;
  /** A piece of the line at which the finding must stand, in the first edited file. */
  readonly at: string;
  /** The first name concerned. */
  readonly name: string;
}

const mistakes: Readonly<Record<Exclude<ReviewCode, 'circular-relation'>, Mistake>> = {
  'duplicate-symbol': {
    edits: { [boats]: swap('CBLX', 'CBBH') },
    at: 'boat-kind/symbol',
    name: 'boat-kind',
  },
  'duplicate-concept': {
    edits: {
      [boats]: more('twin', {
        object: '{ zh: 泊位, en: berth }',
        property: '{ zh: 水深, en: depth }',
        representation: 'quantity',
        format: 'n..4,1',
      }),
    },
    at: 'twin/property',
    name: 'twin',
  },
  'duplicate-title': {
    edits: {
      [boats]: more('twin', { object: '{ zh: 泊位, en: berth }', title: '{ zh: 泊位 水深, en: Water }' }),
    },
    at: 'twin/title',
    name: 'twin',
  },
  'same-title': {
    edits: { [boats]: more('twin', { title: '{ zh: 泊位水深, en: Water }' }) },
    at: 'twin/title',
    name: 'twin',
  },
  'similar-title': {
    edits: {
      [boats]: more('twin', { object: '{ zh: 船舶, en: boat }', title: '{ zh: 船舶的号码, en: Hull mark }' }),
    },
    at: 'twin/title',
    name: 'twin',
  },
  'synonym-is-title': {
    edits: { [boats]: swap('[船种]', '[船舶编号]') },
    at: 'boat-kind/synonyms',
    name: 'boat-kind',
  },
  'same-definition': {
    edits: {
      [boats]: more('twin', {
        definition: "{ zh: '按主要用途划分的类, 由检验人员确定', en: Another text. }",
      }),
    },
    at: 'twin/definition',
    name: 'twin',
  },
  'similar-definition': {
    edits: {
      [boats]: more('twin', {
        definition: '{ zh: 最低潮位时泊位处由水面至水底的距离。, en: How deep water is. }',
      }),
    },
    at: 'twin/definition',
    name: 'twin',
  },
  'definition-restates-name': {
    edits: { [boats]: swap(/zh: 登记时由[^,]*,/, 'zh: 用于表示船舶的编号。,') },
    at: 'boat-number/definition',
    name: 'boat-number',
  },
  'conflicting-mapping': {
    edits: {
      [boats]: (text) =>
        more('twin', { mapsTo: 'DE00123' })(text.replace('format: c10', 'format: c10\n    mapsTo: DE00123')),
    },
    at: 'twin/format',
    name: 'twin',
  },
  'conflicting-format': {
    edits: {
      [boats]: more('twin', {
        property: '{ zh: 水深, en: depth }',
        representation: 'quantity',
        format: 'n..6,2',
      }),
    },
    at: 'twin/format',
    name: 'twin',
  },
  'abolished-in-use': {
    edits: {
      'small/resources/berth.yaml': swap('depth: {', 'depth: { required: true,'),
      [boats]: swap('format: n..4,1\n', 'format: n..4,1\n    status: abolished\n'),
    },
    at: 'fields/depth',
    name: 'berth.depth',
  },
  'outside-range': {
    edits: {
      [boats]: swap('XE90003', 'XE80003'),
      'small/pack.yaml': (text) => `${text}range: [90000, 90999]\n`,
    },
    at: 'XE80003',
    name: 'berth-depth',
  },
  'foreign-range': {
    edits: {
      [boats]: swap('XE90003', 'XE80003'),
      'other/pack.yaml': (text) => `${text}range: [80000, 80999]\n`,
    },
    at: 'XE80003',
    name: 'berth-depth',
  },
  'overlapping-range': {
    edits: {
      'small/pack.yaml': (text) => `${text}range: [90000, 90999]\n`,
      'other/pack.yaml': (text) => `${text}range: [90900, 91999]\n`,
    },
    at: 'range',
    name: 'small',
  },
  'unused-element': { edits: { [boats]: more('twin') }, at: 'twin', name: 'twin' },
  'unknown-object-class': {
    edits: { [boats]: swap('{ zh: 泊位, en: berth }', '{ zh: 锚地, en: berth }') },
    at: 'berth-depth/object',
    name: 'berth-depth',
  },
  'other-object-class': {
    edits: { [boats]: swap('{ zh: 泊位, en: berth }', '{ zh: 泊位, en: mooring }') },
    at: 'berth-depth/object',
    name: 'berth-depth',
  },
  'unused-object-class': {
    edits: {
      'small/object-classes.yaml': (text) =>
        `${text}  quay:\n    title: { zh: 码头, en: quay }\n    definition: { zh: 岸边的构筑物。, en: A wall along the water. }\n`,
    },
    at: 'quay',
    name: 'quay',
  },
  'unused-code-list': {
    edits: { [kinds]: swap('boat-kind', 'other'), [boats]: swap('codes: boat-kind', 'pattern: "[12]"') },
    at: 'code-list',
    name: 'other',
  },
  'unused-qualifier': {
    edits: {
      'small/qualifiers.yaml': (text) =>
        `${text}  next:\n    identifier: XQ90002\n    title: { zh: 下一, en: Next }\n`,
    },
    at: 'next',
    name: 'next',
  },
  'unused-number-rule': {
    edits: {
      'small/number-rules.yaml': (text) =>
        `${text}  spare:\n    title: { zh: 备用, en: Spare }\n    segments: [{ sequence: 8 }]\n`,
    },
    at: 'spare',
    name: 'spare',
  },
  'chinese-in-english': {
    edits: { [kinds]: swap('en: Passenger boat', 'en: 客船') },
    at: "code: '2'",
    name: 'boat-kind.2',
  },
  'english-in-chinese': {
    edits: { [boats]: swap('zh: 泊位水深', 'zh: Berth depth') },
    at: 'berth-depth/title',
    name: 'berth-depth',
  },
  'missing-translation': {
    edits: { [boats]: swap('en: Berth depth', 'en: TODO') },
    at: 'berth-depth/title',
    name: 'berth-depth',
  },
  'repeated-label': {
    edits: { [kinds]: swap('客船', '渔船') },
    at: "code: '2'",
    name: 'boat-kind.2',
  },
  'repeated-english-label': {
    edits: { [kinds]: swap('Passenger boat', 'fishing boat') },
    at: "code: '2'",
    name: 'boat-kind.2',
  },
  'no-period': { edits: { [kinds]: swap(/from: .*\n/, '') }, at: 'code-list', name: 'boat-kind' },
  'value-without-period': {
    edits: { [kinds]: (text) => text.replace(/from: .*\n/, '').replace("'1',", "'1', from: '2020-01-01',") },
    at: 'code-list',
    name: 'boat-kind',
  },
  'circular-parent': {
    edits: {
      [kinds]: (text) =>
        text
          .replace("code: '1',", "code: '1', parent: '2',")
          .replace("code: '2',", "code: '2', parent: '1',"),
    },
    at: "code: '1'",
    name: 'boat-kind.1',
  },
  'circular-reference': {
    edits: { 'small/resources/berth.yaml': swap('refers: boat }', 'refers: boat, required: true }') },
    at: 'resource',
    name: 'berth',
  },
};

/** The line (from 1) of `a/b`: the line with `b` after the one with `a`. */
function lineOf(text: string, at: string): number {
  let line = -1;
  for (const part of at.split('/')) {
    line = text.split('\n').findIndex((one, index) => index > line && one.includes(part));
    assert.ok(line >= 0, `${part} is in the file`);
  }
  return line + 1;
}

test('the small pack of these tests is without any finding', () => {
  const { findings, ...counts } = reviewPacks(edited({}));
  assert.deepEqual(findings, []);
  assert.deepEqual(counts, { elements: 3, codeLists: 2, resources: 2, errors: 0, warnings: 0 });
});

for (const [code, { edits, at, name }] of Object.entries(mistakes)) {
  test(`${code} is found where it stands`, () => {
    const files = edited(edits);
    const { findings, errors, warnings } = reviewPacks(files);
    const found = findings.filter((one) => one.code === code);
    assert.equal(found.length, 1, JSON.stringify(findings.map((one) => [one.code, one.en])));
    const { severity, file, line, names, zh, en, fix } = found[0] ?? assert.fail();
    const place = Object.keys(edits)[0] ?? '';
    const text = files.find(({ path }) => path === place)?.text ?? '';
    assert.deepEqual([file, line, names[0]], [place, lineOf(text, at), name]);
    assert.equal(severity, reviewTemplates[code as ReviewCode].severity);
    assert.ok((severity === 'error' ? errors : warnings) > 0);
    for (const words of [zh, en, fix.zh, fix.en]) assert.doesNotMatch(words, /[{}]|undefined/);
  });
}

test('every code of the closed list has its mistake here', () => {
  assert.deepEqual(
    Object.keys(reviewTemplates).toSorted(),
    [...Object.keys(mistakes), 'circular-relation'].toSorted(),
  );
});

test('relations that a registry keeps may not run in a circle', () => {
  const { pack, places } = parsePack(edited({}));
  assert.ok(pack);
  const found = (relations: [string, string, string][]) => {
    const findings = new ReviewFindings();
    reviewPack(
      { pack, places, findings },
      relations.map(([kind, from, to]) => ({ kind, from, to })),
    );
    return findings.list.map((one) => one.names);
  };
  assert.deepEqual(
    found([
      ['derived', 'boat-number', 'boat-kind'],
      ['replaced', 'boat-kind', 'boat-number'],
    ]),
    [],
  );
  assert.deepEqual(
    found([
      ['derived', 'boat-number', 'boat-kind'],
      ['derived', 'boat-kind', 'boat-number'],
    ]),
    [['boat-number', 'boat-kind']],
  );
});

test('a mistake in reading is in the same report, and nothing else is judged', () => {
  const { errors, elements, findings } = reviewPacks(edited({ [boats]: swap('CBLX', 'x') }));
  assert.deepEqual([errors, elements, findings[0]?.code, findings[0]?.severity], [1, 0, 'bad-text', 'error']);
});

test('with a day, what rests on a document that ended is in the report as well', () => {
  const ended = packFiles().map((file) =>
    file.path === 'regulations/regulations.yaml'
      ? { ...file, text: file.text.replace("inForce: '2025-08-01'", "$&\n    until: '2026-01-31'") }
      : file,
  );
  const stale = (on: string | null) =>
    reviewPacks(ended, undefined, on).findings.filter(({ code }) => code === 'basis-not-in-force');
  assert.deepEqual([stale(null), stale('2026-01-31')], [[], []]);
  const [found] = stale('2026-02-01');
  assert.match(`${found?.severity} ${found?.file} ${found?.en}`, /^warning core\/resources\/.*decree-809/);
});

test('the packs of the product have no error', () => {
  const { errors, findings } = reviewPacks(packFiles());
  assert.equal(
    errors,
    0,
    JSON.stringify(
      findings.filter(({ severity }) => severity === 'error'),
      null,
      2,
    ),
  );
});

test('codes that follow one another in time, or stand below different parents, may share a label', () => {
  const following = (text: string) =>
    text
      .replace('客船', '渔船')
      .replace("'1',", "'1', to: '2024-12-31',")
      .replace("'2',", "'2', from: '2025-01-01',");
  const below = (text: string) =>
    text.replace('客船', '渔船').replace('Passenger boat', 'Fishing boat') +
    "  - { code: '3', zh: 甲, en: A }\n".concat(
      "  - { code: '4', zh: 乙, en: B, parent: '3' }\n",
      "  - { code: '5', zh: 乙, en: B }\n",
    );
  const codes = (edit: (text: string) => string) =>
    reviewPacks(edited({ [kinds]: edit })).findings.map(({ code, names }) => `${code} ${names[0]}`);
  assert.deepEqual(codes(following), []);
  assert.deepEqual(codes(below), ['repeated-label boat-kind.2']);
});

test('a Latin abbreviation is a Chinese text where it is what officers write, and English may quote Chinese', () => {
  assert.equal(problemOf({ zh: 'C1', en: 'C1' }), null);
  assert.equal(problemOf({ zh: 'VIN', en: 'VIN' }), null);
  assert.equal(problemOf({ zh: '户', en: 'Household (户) of a family' }), null);
  assert.equal(problemOf({ zh: 'household', en: 'household' })?.code, 'english-in-chinese');
  assert.equal(problemOf({ zh: '待补充', en: 'x' })?.code, 'missing-translation');
});

// Against brute force ------------------------------------------------------------------------------------------------------------

const smallSets = fc.array(
  fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'), { maxLength: 9 }),
  {
    maxLength: 12,
  },
);

test('similarPairs finds what comparing all pairs finds', () => {
  fc.assert(
    fc.property(smallSets, fc.constantFrom(0.5, 0.7, 0.8, 1), (sets, threshold) => {
      const distinct = [...new Map(sets.map((set) => [set.toSorted().join(''), set])).values()];
      const score = (x: readonly string[], y: readonly string[]) => {
        const shared = x.filter((one) => y.includes(one)).length;
        return shared / (x.length + y.length - shared);
      };
      const all = distinct.flatMap((x, a) =>
        distinct.flatMap((y, b) =>
          a < b && Math.min(x.length, y.length) >= 2 && score(x, y) >= threshold ? [[a, b]] : [],
        ),
      );
      const found = similarPairs(distinct, threshold, 2);
      for (const { a, b, score: said } of found)
        assert.equal(said, score(distinct[a] ?? [], distinct[b] ?? []));
      const names = new Set(found.map(({ a, b }) => `${a}|${b}`));
      assert.ok([...names].every((name) => all.some(([a, b]) => name === `${a}|${b}`)));
      // A set stops looking after some matches; so few sets have no more.
      if (distinct.length <= similarLimits.matches + 1)
        assert.deepEqual([...names].toSorted(), all.map(([a, b]) => `${a}|${b}`).toSorted());
    }),
  );
});

test('findCircles finds a circle exactly where there is one', () => {
  const names = ['a', 'b', 'c', 'd', 'e'] as const;
  const graph = fc.uniqueArray(fc.tuple(fc.constantFrom(...names), fc.constantFrom(...names)), {
    selector: ([from, to]) => from + to,
  });
  fc.assert(
    fc.property(graph, (edges) => {
      const map = new Map(
        names.map((name) => [name, edges.filter(([from]) => from === name).map(([, to]) => to)]),
      );
      const circles = findCircles(map);
      for (const circle of circles) {
        assert.equal(circle[0], circle.at(-1));
        for (const [at, to] of circle.slice(1).entries())
          assert.ok(map.get(circle[at] as 'a')?.includes(to as 'a'));
      }
      // Kahn: what is left after taking away everything without a successor is the circles.
      let left: string[] = [...names];
      for (let before = -1; before !== left.length;) {
        before = left.length;
        left = left.filter((name) => map.get(name as 'a')?.some((to) => left.includes(to)));
      }
      assert.equal(circles.length > 0, left.length > 0);
    }),
  );
  const long = new Map(Array.from({ length: 100_000 }, (_, at) => [`n${at}`, [`n${(at + 1) % 100_000}`]]));
  assert.equal(findCircles(long).length, 1);
});
