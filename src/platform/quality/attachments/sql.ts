import type { Tx } from '#infrastructure/sql/index.ts';
import type { AttachmentKind } from './kind-of-content.ts';

type Reader = Pick<Tx, 'query'>;

export interface AttachmentRow {
  readonly number: number;
  readonly kind: AttachmentKind;
  readonly bytes: number;
  readonly digest: Buffer;
  readonly isErased: boolean;
  readonly at: Date;
}

const columns = `number, kind, bytes, digest, sealed is null as "isErased", at`;

/** Without their content. */
export async function selectAttachments(tx: Reader, correction: number): Promise<AttachmentRow[]> {
  return tx.query<AttachmentRow>(
    `select ${columns} from quality.attachment where correction = $1 order by number`,
    [correction],
  );
}

export async function insertAttachment(
  tx: Tx,
  correction: number,
  row: Omit<AttachmentRow, 'isErased'> & { readonly sealed: Buffer },
): Promise<void> {
  await tx.query(
    `insert into quality.attachment (correction, number, kind, bytes, digest, sealed, at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [correction, row.number, row.kind, row.bytes, row.digest, row.sealed, row.at],
  );
}

export async function findAttachment(
  tx: Reader,
  correction: number,
  number: number,
): Promise<(AttachmentRow & { readonly sealed: Buffer | null }) | undefined> {
  const rows = await tx.query<AttachmentRow & { readonly sealed: Buffer | null }>(
    `select ${columns}, sealed from quality.attachment where correction = $1 and number = $2`,
    [correction, number],
  );
  return rows[0];
}

export interface KeptWords {
  readonly number: number;
  readonly id: string;
  readonly resource: string;
  readonly record: string;
  readonly isAnswered: boolean;
}

/** Corrections whose words are kept, from one number on. */
export async function selectKept(tx: Reader, after: number, limit: number): Promise<KeptWords[]> {
  return tx.query<KeptWords>(
    `select number::int as number, id, resource, record, answer is not null as "isAnswered" from quality.correction
      where erased_at is null and number > $1 order by number limit $2`,
    [after, limit],
  );
}

/** Takes out what was written and attached; what happened when stays. */
export async function eraseWords(
  tx: Tx,
  number: number,
  { said, answer, at }: { readonly said: Buffer; readonly answer: Buffer | null; readonly at: Date },
): Promise<number> {
  await tx.query(`update quality.correction set said = $2, answer = $3, erased_at = $4 where number = $1`, [
    number,
    said,
    answer,
    at,
  ]);
  const gone = await tx.query(
    `update quality.attachment set sealed = null where correction = $1 and sealed is not null returning number`,
    [number],
  );
  return gone.length;
}
