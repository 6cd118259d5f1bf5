import type { Static } from 'typebox';
import {
  exportBody,
  mostFileRows,
  requireFewRows,
  writeTableFile,
} from '#infrastructure/table-files/index.ts';
import type { FileColumn, TableFile } from '#infrastructure/table-files/index.ts';
import { listRegister } from '#security/certificates/index.ts';
import type { Context } from '#security/context/index.ts';
import { appendEntries, entryFor } from '#security/ledger/index.ts';
import type { Identity } from '../identity.ts';
import { recorded } from '../recorded.ts';
import {
  certificateChoice,
  certificateKindTexts,
  certificateStateTexts,
  revocationTexts,
} from '../schema.ts';
import type { RegisteredCertificate } from '../schema.ts';
import { filterOf, itemsOf, orderOf } from './list-certificates.ts';

const reasons: Readonly<Record<string, { zh: string; en: string }>> = revocationTexts;

export const certificateColumns: readonly FileColumn<RegisteredCertificate>[] = [
  { key: 'serial', title: { zh: '序列号', en: 'Serial' }, value: ({ serial }) => serial },
  { key: 'holder', title: { zh: '持有人', en: 'Holder' }, value: ({ holderName }) => holderName },
  { key: 'holder', title: { zh: '警号', en: 'Police number' }, value: ({ policeNumber }) => policeNumber },
  {
    key: 'kind',
    title: { zh: '种类', en: 'Kind' },
    value: ({ kind }, language) => certificateKindTexts[kind][language],
  },
  {
    key: 'state',
    title: { zh: '状态', en: 'State' },
    value: ({ state }, language) => certificateStateTexts[state][language],
  },
  { key: 'issuedAt', title: { zh: '签发时间', en: 'Issued' }, value: ({ issuedAt }) => issuedAt },
  { key: 'notAfter', title: { zh: '有效期至', en: 'Valid until' }, value: ({ notAfter }) => notAfter },
  { key: 'revokedAt', title: { zh: '吊销时间', en: 'Revoked' }, value: ({ revokedAt }) => revokedAt },
  {
    key: 'revokedAt',
    title: { zh: '吊销原因', en: 'Reason' },
    value: ({ revocationReason }, language) => reasons[revocationReason ?? '']?.[language] ?? null,
  },
];

export const certificateExport = exportBody(certificateColumns, certificateChoice);
export type CertificateExport = Static<typeof certificateExport>;

/**
 * The certificates that fit, as a file. The entry says how many and with which filters, never whom was searched for.
 * @throws Fault table-files.too-many-rows
 */
export async function exportCertificates(
  identity: Identity,
  context: Context,
  { format, columns: chosen, ...asked }: CertificateExport,
): Promise<TableFile> {
  const { kind, state, search } = asked;
  const named = { ...(kind === undefined ? {} : { kind }), ...(state === undefined ? {} : { state }) };
  const act = {
    act: 'export',
    resource: 'certificate',
    detail: { format, searched: (search ?? '').trim() !== '', ...named },
  } as const;
  return recorded(identity, context, act, async (tx) => {
    const filter = await filterOf(tx, asked, context.at);
    const found = await listRegister(tx, filter, { ...orderOf(asked), after: null, limit: mostFileRows + 1 });
    requireFewRows(found.length);
    const rows = await itemsOf(tx, found, context.at);
    await appendEntries(tx, [entryFor(context, { ...act, outcome: 'permitted', count: rows.length })]);
    const title = { zh: '证书登记簿', en: 'Register of certificates' };
    return writeTableFile(
      { name: 'certificates', title, columns: certificateColumns, chosen, rows, format },
      context,
    );
  });
}
