import type { Static } from 'typebox';
import { decodeCursor, encodeCursor } from '#infrastructure/http/index.ts';
import type { Tx } from '#infrastructure/sql/index.ts';
import { countRegister, listRegister } from '#security/certificates/index.ts';
import type {
  CertificateState,
  RegisterFilter,
  RegisterRow,
  RegisterSort,
} from '#security/certificates/index.ts';
import type { Context } from '#security/context/index.ts';
import { entryFor, ledger } from '#security/ledger/index.ts';
import { nameAccounts } from '../accounts/name-accounts.ts';
import { selectAccountsNamed } from '../accounts/names-sql.ts';
import type { Identity } from '../identity.ts';
import type * as shape from '../schema.ts';

interface CertificatePage {
  readonly items: shape.RegisteredCertificate[];
  readonly nextCursor: string | null;
  readonly total: number;
}

type Choice = Omit<Static<typeof shape.CertificateQuery>, 'limit' | 'cursor'>;

const soonMs = 30 * 24 * 60 * 60 * 1000; // control 3: a new one is issued in person, which takes an appointment
const serialPrefix = /^[0-9a-f]{4,32}$/;

/**
 * A page of every certificate that this node's authority issued: which end soon, whose is the one that was found.
 * Holders are people: the look is in the ledger before the list leaves.
 */
export async function listCertificates(
  identity: Identity,
  context: Context,
  query: Static<typeof shape.CertificateQuery>,
): Promise<CertificatePage> {
  const limit = query.limit ?? 50;
  const { db } = identity;
  const filter = await filterOf(db, query, context.at);
  const order = { ...orderOf(query), after: readPosition(query.cursor), limit: limit + 1 };
  const rows = await listRegister(db, filter, order);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const items = await itemsOf(db, page, context.at);
  await ledger.append(
    entryFor(context, { act: 'list', outcome: 'permitted', resource: 'certificate', count: page.length }),
  );
  return {
    items,
    nextCursor: last && rows.length > limit ? encodeCursor([last.position, last.serial]) : null,
    total: await countRegister(db, filter),
  };
}

/** What is asked for: the beginning of a number, or part of a holder's name, or their police number. */
export async function filterOf(
  db: Pick<Tx, 'query'>,
  { kind, state, search = '' }: Choice,
  at: Date,
): Promise<RegisterFilter> {
  const text = search.trim();
  const bySerial = serialPrefix.test(text.toLowerCase()) && !/^[0-9]{6}$/.test(text);
  const holders = text === '' || bySerial ? null : await selectAccountsNamed(db, text);
  const serial = bySerial ? text.toLowerCase() : '';
  return {
    kind: kind ?? null,
    state: state ?? null,
    serial,
    holders,
    at,
    soon: new Date(at.getTime() + soonMs),
  };
}

/** The newest first, unless it is said otherwise. */
export function orderOf({ sort = '-issuedAt' }: Choice): { sort: RegisterSort; descending: boolean } {
  return { sort: sort.replace('-', '') as RegisterSort, descending: sort.startsWith('-') };
}

/** What is no position of ours is the beginning. */
function readPosition(cursor: string | undefined): readonly [string, string] | null {
  if (cursor === undefined) return null;
  const [position, serial] = decodeCursor(cursor, 2).map((part) => String(part).replaceAll('\0', ''));
  return [position ?? '', serial ?? ''];
}

export async function itemsOf(
  db: Pick<Tx, 'query'>,
  rows: readonly RegisterRow[],
  at: Date,
): Promise<shape.RegisteredCertificate[]> {
  const names = await nameAccounts(
    db,
    rows.flatMap(({ holder }) => holder ?? []),
  );
  return rows.map((row) => {
    const holder = names.get(row.holder ?? '');
    return {
      serial: row.serial,
      kind: row.kind,
      subject: row.subject,
      state: stateOf(row, at),
      holder: row.holder,
      holderName: holder?.name ?? null,
      policeNumber: holder?.policeNumber ?? null,
      notBefore: row.notBefore.toISOString(),
      notAfter: row.notAfter.toISOString(),
      issuedAt: row.issuedAt.toISOString(),
      revokedAt: row.revokedAt?.toISOString() ?? null,
      revocationReason: row.revocationReason,
    };
  });
}

function stateOf({ revokedAt, notAfter }: RegisterRow, at: Date): CertificateState {
  if (revokedAt) return 'revoked';
  const leftMs = notAfter.getTime() - at.getTime();
  if (leftMs <= 0) return 'expired';
  return leftMs <= soonMs ? 'expiring' : 'in-force';
}
