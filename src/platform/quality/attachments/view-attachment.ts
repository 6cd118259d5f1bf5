import { createHash } from 'node:crypto';
import type { Context } from '#security/context/index.ts';
import { fault } from '../errors.ts';
import { numbered } from '../quality.ts';
import type { Quality } from '../quality.ts';
import { actedOn, recordStep } from '../corrections/act-on-correction.ts';
import { sees } from '../corrections/corrections.ts';
import { findCorrection } from '../corrections/sql.ts';
import { attachmentPlace } from './attach-evidence.ts';
import { contentTypes } from './kind-of-content.ts';
import { findAttachment } from './sql.ts';

export interface Viewed {
  readonly name: string;
  readonly contentType: string;
  readonly content: Buffer;
}

/**
 * Hands a file of evidence out, to who filed the correction and to who looks after the quality of its branch. Its entry is durable
 * before it leaves; the person concerned sees it.
 * @throws Fault quality.correction-not-found, quality.attachment-not-found, quality.attachment-erased, records.sealed-damaged
 */
export async function viewAttachment(
  quality: Quality,
  context: Context,
  { number, attachment }: { readonly number: number; readonly attachment: number },
): Promise<Viewed> {
  return actedOn(context, 'attachment-view', { number }, async () => {
    const row = await findCorrection(quality.app, number);
    const name = numbered('QC', number);
    if (!row || !sees(quality, context, row)) throw fault('correction-not-found', { number: name });
    const found = await findAttachment(quality.app, number, attachment);
    if (!found) throw fault('attachment-not-found', { number: name, attachment });
    // The record may have been erased a moment ago: what is about it is gone with it, also before it is taken out.
    const gone = await quality.inspector.erasedAmong([row]);
    if (found.sealed === null || gone.length > 0) throw fault('attachment-erased');
    const content = quality.sealer.unsealBytes(attachmentPlace(attachment), row.id, found.sealed);
    const digest = createHash('sha256').update(content).digest('base64url');
    const detail = { step: 'attachment-view', attachment, digest };
    await quality.app.transaction((tx) => recordStep(tx, context, row, detail, { bytes: content.length }));
    const { kind } = found;
    return { name: `${name}-${attachment}.${kind}`, contentType: contentTypes[kind], content };
  });
}
