/** Limits of what a pack may be; each is far above what the field's standards need and far below what hurts. */
export const limits = {
  /** Files in one call: the packs take about 500, and each declaration of a node's own is one. */
  files: 20_000,
  /** Bytes of one YAML file (UTF-16 units are counted): the largest hand-written one is under 100 kB. */
  yamlLength: 2_000_000,
  /** One CSV of code values: 700,000 villages with names are 30 MB; they belong in a table, not in a list. */
  csvLength: 16_000_000,
  /** Nesting in one YAML file: a resource needs 5. */
  depth: 12,
  /** Values of one list or mapping in YAML; longer code lists stand in a CSV beside it. */
  entries: 50_000,
  codeValues: 200_000,
  /** Meanings of one code over time: a handful; the check between them is quadratic. */
  periodsPerCode: 100,
  fieldsPerResource: 200,
  /** What one thing rests on: a few articles. */
  citations: 20,
  editions: 50,
  /** Articles of one document: the longest law of the field has some 500; each may stand several times. */
  articles: 3_000,
  textLength: 2_000,
  /** Steps of a subject path such as `head.citizenNumber`. */
  subjectSteps: 3,
  /** Elements that one element is made of, derived from, replaces or is used with: an address has a dozen parts. */
  relations: 30,
  /** Tests that one quality rule joins with `all` or `any`. */
  ruleTests: 20,
  searchSets: 12,
  searchFields: 6,
  /** A file with more mistakes than this is not read by a person to the end. */
  findingsPerCall: 500,
} as const;
