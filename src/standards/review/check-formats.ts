import { renderFormat } from '../formats/index.ts';
import type { DataElement } from '../declarations/index.ts';
import { inForce, placeOf, whereIs } from './checking.ts';
import type { Reviewing } from './checking.ts';
import { bare } from './normalise.ts';

/** Properties that say nothing without their object: the number of a passport need not look like that of a household. */
const general = new Set(
  '名称 号码 编号 编码 代码 标识 类型 类别 种类 分类 状态 性质 等级 级别 日期 时间 数量 金额 描述 说明 内容 结果 原因 方式 备注'.split(
    ' ',
  ),
);

/** Elements that claim one meaning with different formats: one standard element, or one property in one representation. */
export function checkFormats(reviewing: Reviewing): void {
  const elements = inForce(reviewing);
  const meant = (one: DataElement) => (one.identifier.startsWith('DE') ? one.identifier : one.mapsTo);
  conflicts(reviewing, 'conflicting-mapping', elements, meant, (one) => meant(one) ?? '');
  conflicts(
    reviewing,
    'conflicting-format',
    elements,
    ({ property, representation }) =>
      general.has(bare(property.zh)) ? null : `${bare(property.zh)}|${representation}`,
    ({ property }) => property.zh,
  );
}

function conflicts(
  reviewing: Reviewing,
  code: 'conflicting-mapping' | 'conflicting-format',
  elements: readonly DataElement[],
  keyOf: (one: DataElement) => string | null,
  valueOf: (one: DataElement) => string,
): void {
  for (const [key, group] of Map.groupBy(elements, keyOf)) {
    if (key === null) continue;
    const formats = new Map<string, DataElement>();
    for (const one of group) {
      const text = JSON.stringify(one.format);
      if (!formats.has(text)) formats.set(text, one);
    }
    const [first, ...rest] = [...formats.values()];
    if (first === undefined) continue;
    for (const one of rest) {
      const value = `${valueOf(one)}: ${notation(one)} / ${notation(first)}`;
      const params = { value, other: first.name, where: whereIs(reviewing, first, 'format') };
      reviewing.findings.add(code, placeOf(reviewing, one, 'format'), [one.name, first.name], params);
    }
  }
}

function notation({ format }: DataElement): string {
  return renderFormat(format, 'ga542').text;
}
