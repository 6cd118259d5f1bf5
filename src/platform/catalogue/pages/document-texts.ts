/** What declarations are handed out as. */
export const documentTexts = {
  title: { zh: '供其他系统使用的文件', en: 'For other programs' },
  why: {
    zh: '由正在执行的声明即时生成，公开格式，不含任何个人信息。',
    en: 'Made from what is in force now, in public formats; no personal data.',
  },
  catalogue: { zh: '目录（DCAT-AP 3，JSON-LD）', en: 'Catalogue (DCAT-AP 3, JSON-LD)' },
  schema: { zh: '数据校验（JSON Schema 2020-12）', en: 'Validation (JSON Schema 2020-12)' },
  graph: { zh: '数据元与代码（SKOS，JSON-LD）', en: 'Elements and codes (SKOS, JSON-LD)' },
  elements: {
    zh: '数据元表（CSV，可改后导回）',
    en: 'Elements as a table (CSV, to alter and bring back)',
  },
  codes: { zh: '代码表（CSV，可改后导回）', en: 'Codes as a table (CSV, to alter and bring back)' },
  shapes: { zh: '目录的校验规则（SHACL）', en: 'Shapes of the catalogue (SHACL)' },
} as const;
