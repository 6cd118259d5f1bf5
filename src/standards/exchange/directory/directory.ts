import Type, { type Static } from 'typebox';
import { keyRoles } from '../keyring.ts';
import { readSigned } from '../read-signed.ts';
import type { Read } from '../read-signed.ts';
import {
  closed,
  contact,
  digest,
  formats,
  instant,
  keyLine,
  memberCode,
  nullable,
  slug,
  words,
} from '../shapes.ts';

/** Limits of the directory, each far above what a country needs. */
export const directoryLimits = {
  members: 5000,
  governors: 31,
  keys: 64, // of one member, with those that ended
  endpoints: 8,
  /** A node works so long without fetching a new one, at most. */
  lifetimeMs: 31 * 86_400_000,
  /** Acts shown at once: ten years of one a day. */
  acts: 4000,
} as const;

/** `minqiao.demo/directory`: which network it is. */
const directoryName = Type.String({ pattern: '^[a-z0-9][a-z0-9.-]{0,60}(?:/[a-z0-9-]{1,40}){1,3}$' });
const number = Type.Integer({ minimum: 1, maximum: 9_999_999 });

const memberKey = Type.Object(
  {
    role: Type.Enum([...keyRoles]),
    /** The name of a message key is its member's code; of a checkpoint key, the origin of the ledger. */
    key: keyLine,
    from: instant,
    until: instant,
    revoked: nullable(instant),
  },
  closed,
);
export type MemberKeyRecord = Static<typeof memberKey>;

const endpoint = Type.Object(
  {
    kind: Type.Enum(['exchange', 'witness', 'pages']),
    url: Type.String({ pattern: '^https://[a-z0-9.-]{1,200}(?::[0-9]{1,5})?(?:/[A-Za-z0-9._~/-]{0,200})?$' }),
  },
  closed,
);
const endpoints = Type.Array(endpoint, { maxItems: directoryLimits.endpoints });

export const member = Type.Object(
  {
    code: memberCode,
    name: words,
    keys: Type.Array(memberKey, { minItems: 1, maxItems: directoryLimits.keys }),
    endpoints,
    contact,
  },
  closed,
);
export type Member = Static<typeof member>;

/** Who decides about membership: so many of these named offices, each of another organisation, with a key of its own. */
const governors = Type.Object(
  {
    quorum: Type.Integer({ minimum: 2, maximum: directoryLimits.governors }),
    list: Type.Array(Type.Object({ organisation: memberCode, name: words, key: keyLine }, closed), {
      minItems: 2,
      maxItems: directoryLimits.governors,
    }),
  },
  closed,
);
export type Governors = Static<typeof governors>;

const keyReference = Type.String({ pattern: '^[^\\s+]{1,100}\\+[0-9a-f]{8}$' }); // a key line without its value

/** What governors can do. */
const act = Type.Union([
  Type.Object({ kind: Type.Literal('found'), governors, members: Type.Array(member, { maxItems: 100 }) }, closed),
  Type.Object({ kind: Type.Literal('join'), member }, closed),
  Type.Object({ kind: Type.Literal('leave'), code: memberCode, reason: words }, closed),
  Type.Object(
    {
      kind: Type.Literal('rotate'),
      code: memberCode,
      add: memberKey,
      /** The key that it takes the place of, and until when both hold. */
      retire: nullable(Type.Object({ key: keyReference, until: instant }, closed)),
    },
    closed,
  ),
  Type.Object(
    {
      kind: Type.Literal('revoke'),
      code: memberCode,
      key: keyReference,
      from: instant,
      reason: slug,
    },
    closed,
  ),
  Type.Object({ kind: Type.Literal('amend'), code: memberCode, name: words, endpoints, contact }, closed),
  Type.Object({ kind: Type.Literal('govern'), governors }, closed),
  Type.Object({ kind: Type.Literal('renew') }, closed),
]); // prettier-ignore

export const actSchema = Type.Object(
  {
    format: Type.Literal(formats.act),
    directory: directoryName,
    /** Acts are numbered from 1; the directory's version is the number of its last act. */
    number,
    /** Hash of the text of the act before; null for the first. */
    previous: nullable(digest),
    at: instant,
    act,
  },
  closed,
);
export type DirectoryAct = Static<typeof actSchema>;

export const directorySchema = Type.Object(
  {
    format: Type.Literal(formats.directory),
    name: directoryName,
    version: number,
    /** Hash of the text of act `version`. */
    head: digest,
    /** Root of the tree of RFC 6962 over the texts of all acts: the directory is a ledger. */
    root: digest,
    issued: instant,
    expires: instant,
    governors,
    /** Ascending by code. */
    members: Type.Array(member, { maxItems: directoryLimits.members }),
  },
  closed,
);
export type Directory = Static<typeof directorySchema>;

/** Reads one act; who signed it is judged by `acceptDirectory`. Never throws. */
export function readAct(input: string): Read<DirectoryAct> {
  return readSigned(input, 'act', () => actSchema);
}

/** Reads a directory; whether it holds is judged by `acceptDirectory`. Never throws. */
export function readDirectory(input: string): Read<Directory> {
  return readSigned(input, 'directory', () => directorySchema);
}
