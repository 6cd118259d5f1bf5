/** The columns of a file, by the names that people write over them. */
export interface Column {
  readonly field: Field;
  readonly zh: string;
  readonly en: string;
  readonly required: boolean;
}

export const fields = ['code', 'parent', 'nameZh', 'nameEn', 'shortName', 'kind', 'level', 'branch', 'validFrom', 'validTo'] as const; // prettier-ignore
export type Field = (typeof fields)[number];

export const columns: readonly Column[] = [
  { field: 'code', zh: '机构代码', en: 'Code', required: true },
  { field: 'parent', zh: '上级机构代码', en: 'Parent', required: true },
  { field: 'nameZh', zh: '机构名称', en: 'Name in Chinese', required: true },
  { field: 'nameEn', zh: '英文名称', en: 'Name in English', required: true },
  { field: 'shortName', zh: '简称', en: 'Short name', required: false },
  { field: 'kind', zh: '机构类别代码', en: 'Kind', required: true },
  { field: 'level', zh: '机构级别代码', en: 'Level', required: true },
  { field: 'branch', zh: '警种代码', en: 'Branch', required: true },
  { field: 'validFrom', zh: '启用日期', en: 'Valid from', required: false },
  { field: 'validTo', zh: '撤销日期', en: 'Valid to', required: false },
];

/** A column by the name over it: in Chinese, in English, or the field's own; blanks and case don't count. */
export function columnNamed(name: string): Column | undefined {
  const plain = simple(name);
  return columns.find(({ field, zh, en }) => [field, zh, en].some((known) => simple(known) === plain));
}

function simple(name: string): string {
  return name
    .normalize('NFKC')
    .replaceAll(/[\s\p{Cf}]/gu, '')
    .toLowerCase();
}
