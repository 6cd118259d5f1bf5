import { writeFileSync } from 'node:fs';
import { now } from '#infrastructure/clock/index.ts';
import { fileFormats, writeLines } from '#infrastructure/table-files/index.ts';
import { loadCatalogue } from '#platform/catalogue/index.ts';
import type { Pack } from '#standards/declarations/index.ts';
import {
  catalogueGraph,
  codeTable,
  elementTable,
  packGraph,
  packSchema,
  selectFrom,
  shapesDocument,
} from '#standards/interchange/index.ts';
import { fault } from '../errors.ts';
import type { exportKinds } from './kinds.ts';
import { printLine } from '../output.ts';

export interface ExportOptions {
  readonly kind: (typeof exportKinds)[number];
  /** The new file; of a table its ending says CSV or Excel. */
  readonly out: string;
  /** Address of the node, without a slash at its end. */
  readonly base: string;
  /** Code and name of the agency that publishes. */
  readonly agency: string;
  /** Only these resources, elements or code lists, with what they need. */
  readonly only: readonly string[];
}

/** Writes declarations in the form that others read. @throws Fault commands.usage, catalogue.invalid-pack */
export async function exportStandards(folders: readonly string[], options: ExportOptions): Promise<void> {
  const { pack, unknown } = selectFrom(loadCatalogue(folders).pack, options.only);
  if (unknown.length > 0)
    throw fault('usage', {
      reason: `nothing is called ${unknown.join(', ')}`,
      reasonZh: `没有名为 ${unknown.join('、')} 的声明`,
    });
  const content = await contentOf(pack, options);
  writeFileSync(options.out, content, { flag: 'wx' });
  printLine(
    `${options.out}: ${pack.elements.size} elements, ${pack.codeLists.size} code lists, ${pack.resources.size} resources`,
  );
}

async function contentOf(pack: Pack, { kind, out, base, agency }: ExportOptions): Promise<string | Buffer> {
  const at = now();
  switch (kind) {
    case 'elements':
      return tableFile(elementTable(pack), out);
    case 'codes':
      return tableFile(codeTable(pack), out);
    case 'schema':
      return json(packSchema(pack, { base: `${base}/standards`, at }));
    case 'graph':
      return json(packGraph(pack, `${base}/standards`));
    case 'shapes':
      return json(shapesDocument(base));
    case 'catalogue': {
      const [code = '', name = code] = agency.split('=');
      return json(catalogueGraph(pack, { base, publisher: { zh: name, en: name, code }, at }));
    }
  }
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

async function tableFile(rows: readonly (readonly string[])[], out: string): Promise<Buffer> {
  const format = fileFormats.find((one) => out.endsWith(`.${one}`));
  if (format === undefined)
    throw fault('usage', {
      reason: '--out ends with .csv or .xlsx',
      reasonZh: '--out 的文件名须以 .csv 或 .xlsx 结尾',
    });
  return (await writeLines(rows, format)).content;
}
