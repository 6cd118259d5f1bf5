import Type, { type Static } from 'typebox';
import { fieldName, rowConditions } from '../../conditions/index.ts';
import { messageLimits } from '../message.ts';
import { readSigned } from '../read-signed.ts';
import type { Read } from '../read-signed.ts';
import {
  agreementNumber,
  closed,
  contact,
  digest,
  formats,
  instant,
  memberCode,
  modes,
  nullable,
  resourceVersion,
  slug,
  words,
} from '../shapes.ts';

const list = <T extends Type.TSchema>(schema: T, minItems: number, maxItems: number) =>
  Type.Array(schema, { minItems, maxItems, uniqueItems: true });
const count = (minimum: number, maximum: number) => Type.Integer({ minimum, maximum });

const longestKept = 36_500; // days: a hundred years

/** What two agencies agree on, in full: nothing is left to be negotiated per request. */
export const termsSchema = Type.Object(
  {
    provider: memberCode,
    consumer: memberCode,
    resource: resourceVersion,
    fields: list(fieldName, 1, messageLimits.fields),
    /** Only records that meet all of these; the provider's door applies them, whatever is asked. */
    rows: rowConditions,
    modes: list(Type.Enum([...modes]), 1, modes.length),
    /** Kinds of purpose. */
    purposes: list(slug, 1, 20),
    /** Citations as declarations write them (`standards/declarations/citations.ts`), each with its article: `decree-809#12`. */
    basis: list(
      Type.String({
        pattern: '^[a-z][a-z0-9]*(?:-[a-z0-9]+)*#[A-Za-z0-9]{1,6}(?:[.-][0-9]{1,3}){0,4}(?:@[0-9]{4}-[0-9]{2}-[0-9]{2})?$',
      }),
      1,
      20,
    ),
    /** Who of the consumer may ask: a role, at one level or any, of one branch or any. */
    officers: list(
      Type.Object({ role: slug, level: nullable(Type.String({ pattern: '^[1-9]$' })), branch: nullable(slug) }, closed),
      1,
      20,
    ),
    budgets: Type.Object(
      {
        perSecond: count(1, 100_000),
        perDay: count(1, 1_000_000_000),
        /** Different persons concerned, in a day. */
        subjectsPerDay: count(1, 1_000_000_000),
      },
      closed,
    ),
    /** Days that the consumer may keep what it got; 0: not at all. */
    retentionDays: count(0, longestKept),
    /** Days after the end within which a copy is erased and its erasure certified. */
    eraseDays: count(0, 365),
    /** Members to whom the consumer may pass it on; nobody else. */
    onward: list(memberCode, 0, 50),
    from: instant,
    until: instant,
    contacts: Type.Object({ provider: contact, consumer: contact }, closed),
  },
  closed,
); // prettier-ignore
export type Terms = Static<typeof termsSchema>;

const reason = words;

/** What either side can do. */
const act = Type.Union([
  Type.Object({ kind: Type.Literal('propose'), terms: termsSchema }, closed),
  Type.Object({ kind: Type.Literal('counter'), terms: termsSchema }, closed),
  /** Names the wording by its hash: nobody signs another than they read. */
  Type.Object({ kind: Type.Literal('sign'), terms: digest }, closed),
  Type.Object({ kind: Type.Literal('withdraw'), reason }, closed),
  Type.Object({ kind: Type.Literal('activate') }, closed),
  Type.Object({ kind: Type.Literal('suspend'), reason }, closed),
  Type.Object({ kind: Type.Literal('resume') }, closed),
  Type.Object({ kind: Type.Literal('end'), reason }, closed),
]);

export const agreementActSchema = Type.Object(
  {
    format: Type.Literal(formats.agreement),
    agreement: agreementNumber,
    number: Type.Integer({ minimum: 1, maximum: 99_999 }),
    /** Hash of the text of the act before, SHA-256; null for the first. */
    previous: nullable(digest),
    at: instant,
    by: memberCode,
    act,
  },
  closed,
);
export type AgreementAct = Static<typeof agreementActSchema>;

/** Reads one act; who signed it, and whether it may, is judged by `followAgreement`. Never throws. */
export function readAgreementAct(input: string): Read<AgreementAct> {
  return readSigned(input, 'agreement', () => agreementActSchema);
}

/** The states of an agreement, as both ledgers name them. */
export const agreementStates = ['proposed', 'countered', 'signed', 'active', 'suspended', 'ended'] as const;
export type AgreementStanding = (typeof agreementStates)[number];

/** A wording that waits, or that is in force. Versions count what was proposed. */
interface Wording {
  readonly version: number;
  readonly terms: Terms;
}

/** What the acts so far make of it. */
export interface Agreement {
  readonly id: string;
  /** Of the last act, and the hash of its text. */
  readonly number: number;
  readonly head: string;
  readonly at: string;
  /** What waits for the other side (proposed, countered) or for its beginning (signed). */
  readonly table: (Wording & { readonly by: string; readonly state: 'proposed' | 'countered' | 'signed' }) | null;
  readonly inForce: (Wording & { readonly suspendedBy: readonly string[] }) | null;
  readonly endedBy: string | null;
} // prettier-ignore

/** Where it stands. While a new version is negotiated, the one in force stays so. */
export function standingOf({ table, inForce, endedBy }: Agreement): AgreementStanding {
  if (endedBy !== null || (table === null && inForce === null)) return 'ended';
  if (inForce !== null) return inForce.suspendedBy.length > 0 ? 'suspended' : 'active';
  return table?.state ?? 'ended';
}
