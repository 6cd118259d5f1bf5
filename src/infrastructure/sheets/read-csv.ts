import { isUtf8 } from 'node:buffer';
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { fault } from './errors.ts';
import { sheetLimits } from './limits.ts';
import type { SheetRow } from './limits.ts';

const sliceBytes = 256 * 1024; // decoded at a time
const groupRows = 1000;

/** CSV of RFC 4180 with commas, in UTF-8 (with or without BOM) or GB18030. */
export async function* readCsv(file: Buffer): AsyncGenerator<readonly SheetRow[]> {
  const parser = parse({
    bom: true,
    relax_column_count: true,
    max_record_size: sheetLimits.maxRecordBytes,
  });
  const source = Readable.from(decoded(file, isUtf8(file) ? 'utf-8' : 'gb18030'));
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  let number = 0;
  let group: SheetRow[] = [];
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      number++;
      if (cells.every((cell) => cell.trim() === '')) continue;
      group.push({ number, cells });
      if (group.length < groupRows) continue;
      yield group;
      group = [];
    }
  } catch (error) {
    throw error instanceof CsvError ? fault('broken-csv', { row: number + 1 }, { cause: error }) : error;
  } finally {
    source.destroy();
  }
  if (group.length > 0) yield group;
}

/** @throws Fault sheets.unknown-encoding at the first byte that is no character */
function* decoded(file: Buffer, encoding: 'utf-8' | 'gb18030'): Iterable<string> {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  try {
    for (let from = 0; from < file.length; from += sliceBytes)
      yield decoder.decode(file.subarray(from, from + sliceBytes), { stream: true });
    yield decoder.decode();
  } catch (cause) {
    throw fault('unknown-encoding', {}, { cause });
  }
}
