import { createHash, randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { kindOf, sheetLimits } from '#infrastructure/sheets/index.ts';
import type { Context } from '#security/context/index.ts';
import { dayInChina } from '#standards/declarations/index.ts';
import { fault } from '../errors.ts';
import { recorded, requireMaintainer } from '../organisations.ts';
import type { Organisations } from '../organisations.ts';
import { countOpen, deleteWork, findImport, insertImport, insertPart, updateReceived, updateState } from './import-sql.ts'; // prettier-ignore
import { now } from '#infrastructure/clock/index.ts';
import { httpFault } from '#infrastructure/http/index.ts';

export interface NewImport {
  /** What the file was called: shown, never opened. */
  readonly name: string;
  readonly effectiveOn: string;
  readonly basis: string;
}

const partBytes = 1024 * 1024;
/** Imports that wait for something or somebody: each holds its file in the database. */
const maxOpen = 10;

/** Says that a file will come. @throws Fault organisations.not-permitted, date-out-of-order */
export async function openImport(
  organisations: Organisations,
  context: Context,
  input: NewImport,
): Promise<{ readonly id: string }> {
  const id = randomUUID();
  return recorded(organisations, context, { record: id, change: 'import-open' }, async (tx) => {
    if (input.effectiveOn > dayInChina(context.at))
      throw fault('date-out-of-order', { since: '—' }, { pointer: '/effectiveOn' });
    if ((await countOpen(tx)) >= maxOpen) throw fault('too-many-imports', { limit: maxOpen });
    await insertImport(tx, { id, ...input, by: context.actor.id, at: context.at });
    return { answer: { id } };
  });
}

/**
 * Takes the file, piece by piece, and lets it wait to be checked. Its type is told by its content.
 * @throws Fault organisations.not-permitted, no-such-import, import-state, sheets.too-large, sheets.unknown-type
 */
export async function receiveImport(
  { app }: Organisations,
  context: Context,
  id: string,
  body: Readable,
): Promise<void> {
  requireMaintainer(context);
  const found = await findImport(app, id);
  if (!found) throw fault('no-such-import');
  if (found.state !== 'receiving' || found.bytes > 0) throw fault('import-state', { state: found.state });
  const hash = createHash('sha256');
  let bytes = 0;
  let number = 0;
  try {
    for await (const part of inParts(body)) {
      if (number === 0) kindOf(part);
      hash.update(part);
      bytes += part.length;
      if (bytes > sheetLimits.maxBytes) throw httpFault('too-large');
      await insertPart(app, id, number++, part);
    }
    if (bytes === 0) kindOf(Buffer.alloc(0));
  } catch (error) {
    await updateState(app, id, null, { state: 'discarded', at: now() });
    await deleteWork(app, id);
    throw error;
  }
  if (!(await updateReceived(app, id, { bytes, sha256: hash.digest('hex') }))) throw fault('import-state', { state: 'receiving' }); // prettier-ignore
}

async function* inParts(body: Readable): AsyncGenerator<Buffer> {
  let pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of body as AsyncIterable<Buffer>) {
    pieces.push(piece);
    bytes += piece.length;
    if (bytes < partBytes) continue;
    yield Buffer.concat(pieces);
    pieces = [];
    bytes = 0;
  }
  if (bytes > 0) yield Buffer.concat(pieces);
}
