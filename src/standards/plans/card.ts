import { citationTitle, deepFreeze } from '../declarations/index.ts';
import type { Pack, Resource, Words } from '../declarations/index.ts';
import { renderFormat } from '../formats/index.ts';

/** One line of a catalogue card: its name in the guide, and its content in both languages. */
export interface CardLine {
  readonly name: string;
  readonly title: Words;
  readonly content: Words;
}

export interface CardItem {
  readonly field: string;
  readonly title: Words;
  /** The one-letter type of the catalogue guide, with its length. */
  readonly type: string;
  readonly grade: number | null;
}

/** The 13 core metadata of 政务信息资源目录编制指南 (domain.md 3.1), with the items and the grade. */
export interface CataloguePlan {
  readonly resource: string;
  readonly title: Words;
  readonly lines: readonly CardLine[];
  readonly items: readonly CardItem[];
  /** 就高从严: the strictest grade of the resource's own and its elements'. */
  readonly grade: number;
  readonly level: Resource['classification']['level'];
}

const sharingWords: Record<Resource['sharing']['type'], Words> = {
  unconditional: { zh: '无条件共享', en: 'Unconditional' },
  conditional: { zh: '有条件共享', en: 'Conditional' },
  none: { zh: '不予共享', en: 'Not shared' },
};
const cycleWords: Record<Resource['cycle'], Words> = {
  realtime: { zh: '实时', en: 'Real time' },
  daily: { zh: '每日', en: 'Daily' },
  weekly: { zh: '每周', en: 'Weekly' },
  monthly: { zh: '每月', en: 'Monthly' },
  quarterly: { zh: '每季度', en: 'Quarterly' },
  yearly: { zh: '每年', en: 'Yearly' },
};
/** 类: the first part of a resource's code. */
export const categoryClassWords: Readonly<Record<string, Words>> = {
  '1': { zh: '基础信息资源', en: 'Base information' },
  '2': { zh: '主题信息资源', en: 'Subject information' },
  '3': { zh: '部门信息资源', en: 'Departmental information' },
};

export function planCard(resource: Resource, pack: Pack): CataloguePlan {
  const items = resource.fields.map((field): CardItem => {
    const element = field.element === null ? undefined : pack.elements.get(field.element);
    const type = element === undefined ? 'C(36)' : renderFormat(element.format, 'catalogue').text;
    return { field: field.name, title: field.title, type, grade: element?.grade ?? null };
  });
  const grade = Math.max(resource.classification.grade, ...items.map((item) => item.grade ?? 0));
  const { name, title, classification } = resource;
  return deepFreeze({
    resource: name,
    title,
    lines: lines(resource, pack, items),
    items,
    grade,
    level: classification.level,
  });
}

/** A text that is the same in both languages. */
function same(text: string): Words {
  return { zh: text, en: text };
}

function lines(resource: Resource, pack: Pack, items: readonly CardItem[]): readonly CardLine[] {
  const { sharing, category, owner, source } = resource;
  const agency = source === 'self' ? { zh: '本节点', en: 'this node' } : same(source);
  const branch = branchOf(owner, pack);
  const line = (name: string, zh: string, en: string, content: Words): CardLine => ({
    name,
    title: { zh, en },
    content,
  });
  const related = [
    ...new Set(resource.fields.flatMap((field) => (field.refers === null ? [] : [field.refers]))),
  ];
  const listed = items.map(({ title, type }) => ({ zh: `${title.zh} ${type}`, en: `${title.en} ${type}` }));
  return [
    line(
      'classification',
      '信息资源分类',
      'Classification',
      categoryClassWords[category.charAt(0)] ?? same(category),
    ),
    line('name', '信息资源名称', 'Name', resource.title),
    line('code', '信息资源代码', 'Code', same(`${category}/${resource.name}`)),
    line('provider', '信息资源提供方', 'Provider', {
      zh: `${agency.zh} · ${branch.zh}`,
      en: `${agency.en} · ${branch.en}`,
    }),
    line('provider-code', '提供方代码', 'Provider code', same(source)),
    line('summary', '信息资源摘要', 'Summary', resource.summary ?? resource.title),
    line('format', '信息资源格式', 'Format', { zh: '数据库；服务接口', en: 'Database; service interface' }),
    line('items', '信息项信息', 'Items', joined(listed)),
    line('sharing', '共享属性', 'Sharing', sharingLine(sharing, pack)),
    line('openness', '开放属性', 'Openness', { zh: '不向社会开放', en: 'Not open to the public' }),
    line('cycle', '更新周期', 'Update cycle', cycleWords[resource.cycle]),
    line('published', '发布日期', 'Published', { zh: '随标准包发布', en: 'With the pack' }),
    line(
      'related',
      '关联资源代码',
      'Related resources',
      related.length === 0 ? { zh: '无', en: 'None' } : same(related.join(', ')),
    ),
  ];
}

/** The owner branch in words (code list agency-branch), or its code. */
function branchOf(owner: string, pack: Pack): Words {
  const found = pack.codeLists.get('agency-branch')?.values.find(({ code }) => code === owner);
  return found === undefined ? same(owner) : { zh: found.zh, en: found.en };
}

function joined(parts: readonly Words[]): Words {
  return { zh: parts.map(({ zh }) => zh).join('、'), en: parts.map(({ en }) => en).join('; ') };
}

function sharingLine({ type, conditions, basis }: Resource['sharing'], pack: Pack): Words {
  const bases = basis.map((cited) => citationTitle(pack.regulations, cited));
  const parts = [sharingWords[type], ...(conditions === null ? [] : [conditions]), ...bases];
  const withoutStop = (text: string): string => text.replace(/[。.]$/, '');
  return {
    zh: parts.map(({ zh }) => withoutStop(zh)).join('；'),
    en: parts.map(({ en }) => withoutStop(en)).join('; '),
  };
}
