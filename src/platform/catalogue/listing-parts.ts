import { choice, column, yesNo } from '#infrastructure/lists/index.ts';
import type { FileColumn } from '#infrastructure/table-files/index.ts';
import { verifications, verificationWords } from '#standards/declarations/index.ts';
import type { Verification } from '#standards/declarations/index.ts';

/** What the listings of declarations have in common. */

/** The columns that every declaration with a source has. */
export function provenance<
  Row extends { verification: keyof typeof verificationWords; source: string | null },
>(): readonly FileColumn<Row>[] {
  return [
    column(
      'verification',
      '核对状态',
      'Verification',
      (row, language) => verificationWords[row.verification][language],
    ),
    column('source', '来源', 'Source', ({ source }) => source),
  ];
}

/** Of general data (GB/T 43697). */
export const grades = ['1', '2', '3', '4'];

export const verification = choice<{ verification: Verification }>(verifications, (row) => row.verification);
export const used = yesNo<{ uses: number }>(({ uses }) => uses > 0);
