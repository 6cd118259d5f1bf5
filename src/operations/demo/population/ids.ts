import { mix2 } from './random.ts';

/** What a record id stands for; the number is part of the id, so never change one. */
export const kinds = {
  person: 1,
  household: 2,
  premises: 3,
  organisation: 4,
  vehicle: 5,
  licence: 6,
  policeOrganisation: 7,
  officer: 8,
  account: 9,
} as const;

export type Kind = keyof typeof kinds;

/** Highest index that fits an id; far above 10 million people with all they have. */
export const maxIndex = 0xff_ffff;

/** Every id of the demonstration lies in this range: that is how unloading finds its own rows and no other. */
export const idRange = {
  from: '06900000-0000-8000-8000-000000000000',
  below: '06910000-0000-8000-8000-000000000000',
};

const hex2 = Array.from({ length: 256 }, (_, n) => n.toString(16).padStart(2, '0'));

/**
 * The record id of the `index`-th thing of a kind: a UUID of version 8 (RFC 9562: vendor's own layout).
 * 0690 · kind (8 bits) · index (24 bits) · hash of both (74 bits). Arithmetic instead of a table of ten million entries,
 * so any reference can be written without having made what it points to. Ids ascend with the index, which keeps
 * loading the primary key cheap. No UUID of version 4, and none of version 7 before 2198, can be one of them.
 */
export function idOf(kind: Kind, index: number): string {
  if (index < 0 || index > maxIndex) throw new RangeError(`index ${index} of ${kind} does not fit an id`);
  const a = mix2(kinds[kind], index);
  const b = mix2(a, 0x6d2b79f5);
  const c = mix2(b, index);
  const place = `0690${byte(kinds[kind], 0)}${byte(index, 16)}-${byte(index, 8)}${byte(index, 0)}`;
  const versioned = `8${(a & 0xfff).toString(16).padStart(3, '0')}`;
  const variant = (0x8000 | ((a >>> 12) & 0x3fff)).toString(16);
  return `${place}-${versioned}-${variant}-${word(b)}${byte(c, 8)}${byte(c, 0)}`;
}

/** Whether an id was made here. */
export function isDemoId(id: string): boolean {
  return /^0690[0-9a-f]{4}-[0-9a-f]{4}-8/.test(id);
}

function byte(value: number, shift: number): string {
  return hex2[(value >>> shift) & 0xff] as string;
}

function word(value: number): string {
  return byte(value, 24) + byte(value, 16) + byte(value, 8) + byte(value, 0);
}
