import type { DivisionTable, Grade } from './divisions.ts';
import type { MessageKey } from './messages.ts';
import type { IdentifierTables } from './tables.ts';

/** Every kind of identifier that this module can check, under the names the command line uses. */
export const kinds = [
  'citizen_id',
  'citizen_id_legacy15',
  'hmt_residence_permit',
  'foreign_pr_id',
  'home_return_permit',
  'exit_permit_hkmo',
  'passport_cn',
  'uscc',
  'org_code',
  'police_org_code',
  'plate',
  'vin',
  'mobile',
  'device_code',
  'ecert_id',
  'division',
  'division_current',
  'street',
] as const;
export type Kind = (typeof kinds)[number];

/** `demo` knows the fictional province 69, the plate character 演 and the segment 154; `production` refuses or doubts them. */
export type Profile = 'demo' | 'production';
export type Status = 'ok' | 'warn' | 'error';
export type Params = Readonly<Record<string, string | number>>;
export type Parts = Readonly<Record<string, string>>;

/** What a check is made against. Rules read no clock and no file: both are given. */
export interface Reference {
  /** Reference time: an instant (read in Asia/Shanghai) or a calendar date `YYYY-MM-DD`. */
  readonly at: Date | string;
  readonly profile: Profile;
  readonly divisions: DivisionTable;
  /** Code tables as the registry holds them now; the ones shipped with the module when left out. */
  readonly tables?: IdentifierTables;
}

/** The reference as the rules use it. `day` is the reference date as the number yyyymmdd. */
export interface Setting {
  readonly day: number;
  readonly profile: Profile;
  readonly divisions: DivisionTable;
  readonly tables: IdentifierTables;
}

/**
 * `error`: this can't be such an identifier. `warn`: well formed, but something is unknown to the tables or unusual.
 * The text itself is in no field but `canonical` and `parts`, so messages can be shown and logged.
 */
export interface Result {
  readonly status: Status;
  /** How the code table that the value rests on knows it; null where none does, and on errors. */
  readonly grade: Grade | null;
  /** The one form to store; null on errors. */
  readonly canonical: string | null;
  readonly parts: Parts;
  readonly messageKey: MessageKey;
  /** The character that is wrong or doubtful, counted from 1 in code points of the value as given. */
  readonly position?: number;
  readonly params?: Params;
}

/** One kind's rule. */
export type Rule = (value: string, setting: Setting) => Result;

const noParts: Parts = {};

/** The value can't be such an identifier. */
export function error(messageKey: MessageKey, position?: number, params?: Params): Result {
  return {
    status: 'error',
    grade: null,
    canonical: null,
    parts: noParts,
    messageKey,
    ...at(position, params),
  };
}

/** The value is good. Without a message of its own, `historical` says that its division code is no longer in force. */
export function ok(
  canonical: string,
  parts: Parts,
  grade: Grade | null = null,
  messageKey: MessageKey = grade === 'historical' ? 'valid-historical' : 'valid',
): Result {
  return { status: 'ok', grade, canonical, parts, messageKey };
}

/** The value is kept, with a doubt that a person should see. */
export function warn(
  good: Result,
  messageKey: MessageKey,
  position?: number,
  params?: Params,
  grade?: Grade,
): Result {
  if (good.status !== 'ok') return good;
  return { ...good, status: 'warn', grade: grade ?? good.grade, messageKey, ...at(position, params) };
}

function at(position?: number, params?: Params): { position?: number; params?: Params } {
  return { ...(position === undefined ? {} : { position }), ...(params === undefined ? {} : { params }) };
}
