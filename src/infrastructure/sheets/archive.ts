import { fromBuffer } from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';
import { fault } from './errors.ts';
import { sheetLimits } from './limits.ts';

/** The parts of a workbook, a ZIP archive, unpacked in memory as they are read; sizes are held to what the archive claims. */
export interface Archive {
  has(name: string): boolean;
  /** Text of a part, in pieces; nothing when there is no such part. */
  read(name: string): AsyncGenerator<string>;
}

/** @throws Fault sheets.broken-workbook, sheets.too-large */
export async function openArchive(file: Buffer): Promise<Archive> {
  const zip = await open(file);
  const entries = await listEntries(zip);
  return {
    has: (name) => entries.has(name),
    async *read(name) {
      const entry = entries.get(name);
      if (!entry) return;
      const decoder = new TextDecoder('utf-8', { fatal: true });
      try {
        for await (const bytes of await openPart(zip, entry))
          yield decoder.decode(bytes as Buffer, { stream: true });
        yield decoder.decode();
      } catch (cause) {
        throw broken(cause);
      }
    },
  };
}

/** What broke the archive, in the words of the library that found it: about its structure, never its content. */
export function broken(cause: unknown): Error {
  const reason = cause instanceof Error ? cause.message.slice(0, 120) : 'unknown';
  return fault('broken-workbook', { reason }, { cause });
}

function open(file: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    fromBuffer(file, { lazyEntries: true, validateEntrySizes: true }, (error, zip) =>
      error ? reject(broken(error)) : resolve(zip),
    );
  });
}

function listEntries(zip: ZipFile): Promise<ReadonlyMap<string, Entry>> {
  const entries = new Map<string, Entry>();
  let unpacked = 0;
  return new Promise((resolve, reject) => {
    zip.on('entry', (entry: Entry) => {
      unpacked += entry.uncompressedSize;
      if (entries.size >= sheetLimits.maxParts) return reject(fault('too-large', { limit: `${sheetLimits.maxParts} parts` })); // prettier-ignore
      if (unpacked > sheetLimits.maxUnpackedBytes)
        return reject(fault('too-large', { limit: `${sheetLimits.maxUnpackedBytes} bytes unpacked` }));
      entries.set(entry.fileName, entry);
      zip.readEntry();
    });
    zip.on('end', () => resolve(entries));
    zip.on('error', (error) => reject(broken(error)));
    zip.readEntry();
  });
}

function openPart(zip: ZipFile, entry: Entry): Promise<NodeJS.ReadableStream> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream)));
  });
}
