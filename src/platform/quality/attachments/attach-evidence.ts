import { createHash } from 'node:crypto';
import type { Context } from '#security/context/index.ts';
import { fault } from '../errors.ts';
import { numbered } from '../quality.ts';
import type { Quality } from '../quality.ts';
import { actedOn, recordStep } from '../corrections/act-on-correction.ts';
import { lockCorrection } from '../corrections/sql.ts';
import type { CorrectionRow } from '../corrections/sql.ts';
import { sees } from '../corrections/corrections.ts';
import { kindOfContent } from './kind-of-content.ts';
import { insertAttachment, selectAttachments } from './sql.ts';
import type { AttachmentRow } from './sql.ts';

/** A photographed page has 1 to 3 MB. */
export const mostAttachmentBytes = 5 * 1024 * 1024;
/** Both sides of a document and one more. */
export const mostAttachments = 3;

/** Bound into the ciphertext: a file that was moved to another correction does not open. */
export const attachmentPlace = (number: number) => `quality.attachment.${number}`;

/** Whether somebody may add evidence now: who filed it, until it is decided. */
export function mayAttach(
  { actor }: Context,
  { filer, state }: CorrectionRow,
  attachments: readonly AttachmentRow[],
): boolean {
  return filer === actor.id && state === 'filed' && attachments.length < mostAttachments;
}

/**
 * Adds a file to a correction as evidence, sealed; the ledger has its digest. `content` is a stranger's: its kind is that of its
 * bytes, and it is never opened here.
 * @throws Fault quality.correction-not-found, quality.not-yours, quality.wrong-state, quality.too-many-attachments,
 *   quality.unsuitable-attachment
 */
export async function attachEvidence(
  quality: Quality,
  context: Context,
  { number, content }: { readonly number: number; readonly content: Buffer },
): Promise<CorrectionRow> {
  return actedOn(context, 'attach', { number }, () =>
    quality.app.transaction(async (tx) => {
      const row = await lockCorrection(tx, number);
      const name = numbered('QC', number);
      if (!row || !sees(quality, context, row)) throw fault('correction-not-found', { number: name });
      if (row.filer !== context.actor.id) throw fault('not-yours');
      if (row.state !== 'filed') throw fault('wrong-state', { number: name, state: row.state });
      const present = await selectAttachments(tx, number);
      if (present.length >= mostAttachments) throw fault('too-many-attachments', { limit: mostAttachments });
      const kind = kindOfContent(content);
      if (kind === undefined) throw fault('unsuitable-attachment');
      const digest = createHash('sha256').update(content).digest();
      const place = present.length + 1;
      const sealed = quality.sealer.seal(attachmentPlace(place), row.id, content);
      const bytes = content.length;
      await insertAttachment(tx, number, { number: place, kind, bytes, digest, sealed, at: context.at });
      const detail = { attachment: place, kind, bytes, digest: digest.toString('base64url') };
      await recordStep(tx, context, row, { step: 'attach', ...detail });
      return row;
    }),
  );
}
