import type { Tx } from '#infrastructure/sql/index.ts';
import type { Context } from '#security/context/index.ts';
import { exportPkcs12, issueCertificate } from '#security/certificates/index.ts';
import type { IssuedCertificate } from '#security/certificates/index.ts';
import { once } from '#security/once/index.ts';
import { approvals, defineApproval } from '../approvals/approvals.ts';
import { fault } from '../errors.ts';
import type { Identity } from '../identity.ts';
import { recorded } from '../recorded.ts';
import { endSessionsOf, notifyChanged } from '../sessions/sql.ts';
import type { TwoPersonOutcome } from './change-roles.ts';
import { holdAccount } from './hold-account.ts';
import type { AccountRow } from './sql.ts';

const administratorCertificate = defineApproval({
  kind: 'identity.administrator-certificate',
  title: { zh: '为管理员签发证书', en: 'Certificate for an administrator' },
  deciders: ['security-administrator', 'system-administrator'],
});

export interface HandedOverCertificate {
  readonly serial: string;
  readonly notAfter: Date;
  /** Base64 of the PKCS#12 file with the only copy of the key; absent when a PKCS#10 request brought its own key. */
  readonly file?: string;
  /** Of the file; shown this once. */
  readonly password?: string;
  /** PEM without key, for a request's own key. */
  readonly certificate?: string;
}

/**
 * Issues the account's certificate. The key, if it is made here, leaves in the answer and is kept nowhere. For an
 * administrator's account a second person has to approve first. Sessions under another certificate end.
 * @throws Fault identity.wrong-state, approval-not-usable, handed-over, once.key-reused, certificates.already-held, key-known, invalid-request
 */
export async function issueAccountCertificate(
  identity: Identity,
  context: Context,
  input: {
    readonly id: string;
    readonly request?: string | undefined;
    readonly approval?: string | undefined;
    /** Idempotency-Key. A second certificate is never issued for it; but the key of the first is given out only once. */
    readonly key?: string | undefined;
  },
): Promise<TwoPersonOutcome<HandedOverCertificate>> {
  const { key, ...asked } = input;
  const attempt = { act: 'certificate-issue', resource: 'certificate', record: input.id } as const;
  const sent = { key, what: 'certificate', request: asked };
  return recorded(identity, context, attempt, async (tx) => {
    let fresh: Outcome | undefined;
    const kept = await once(tx, context, sent, async (): Promise<Kept> => {
      fresh = await issueOrAsk(tx, identity, context, asked);
      return keepable(fresh);
    });
    if (fresh) return fresh;
    if ('serial' in kept) throw fault('handed-over', { serial: kept.serial });
    return revived(kept);
  });
}

type Outcome = TwoPersonOutcome<HandedOverCertificate>;
/** What is kept of the answer: never a key, so of a certificate whose key was made here only the serial. */
type Kept = Outcome | { readonly serial: string };

function keepable(outcome: Outcome): Kept {
  return 'done' in outcome && outcome.done.file !== undefined ? { serial: outcome.done.serial } : outcome;
}

/** Times come back as texts. */
function revived(kept: Outcome): Outcome {
  if ('done' in kept) return { done: { ...kept.done, notAfter: new Date(kept.done.notAfter) } };
  return { approval: { ...kept.approval, expiresAt: new Date(kept.approval.expiresAt) } };
}

async function issueOrAsk(
  tx: Tx,
  identity: Identity,
  context: Context,
  input: {
    readonly id: string;
    readonly request?: string | undefined;
    readonly approval?: string | undefined;
  },
): Promise<Outcome> {
  const account = await holdAccount(tx, context, input.id);
  if (account.kind === 'citizen' || account.state === 'ended')
    throw fault('wrong-state', { state: account.state });
  if (identity.roles.administers(account.roles)) {
    const act = { kind: administratorCertificate.kind, subject: account.id, payload: {} };
    if (input.approval === undefined) return { approval: await approvals.request(tx, context, act) };
    await approvals.consume(tx, context, input.approval, act);
  }
  const issued = await issueFor(identity, context, account, input.request, tx);
  await endSessionsOf(tx, account.id, context.at, 'certificate-changed');
  await notifyChanged(tx, account.id);
  return { done: await handOver(identity, issued) };
}

function issueFor(
  identity: Identity,
  context: Context,
  account: AccountRow,
  request: string | undefined,
  tx: Tx,
): Promise<IssuedCertificate> {
  const kind = account.kind === 'client' ? 'client' : 'officer';
  return issueCertificate(tx, identity.certificates.authority, context, {
    kind,
    holder: account.id,
    request,
  });
}

/** The certificate as it is given out: a file with its key, or in PEM when the key is the holder's own. */
export async function handOver(
  identity: Identity,
  issued: IssuedCertificate,
): Promise<HandedOverCertificate> {
  const { serial, notAfter, der, privateKey } = issued;
  if (privateKey === null) return { serial, notAfter, certificate: toPem(der) };
  const { file, password } = await exportPkcs12({
    privateKey,
    certificate: der,
    authority: identity.certificates.authority.certificateDer,
    friendlyName: `Minqiao ${serial.slice(0, 8)}`,
  });
  return { serial, notAfter, file: file.toString('base64'), password };
}

function toPem(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
