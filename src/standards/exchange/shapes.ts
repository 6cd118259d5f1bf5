import Type, { type Static, type TSchema } from 'typebox';

/** Parts that messages, directories and agreements share. Closed everywhere: an unknown key is refused (control 47). */

export const closed = { additionalProperties: false } as const;
export const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

/** The organisation code of a node's agency: 12 digits (police), or a unified social credit code (GB 32100). */
export const memberCode = Type.String({ pattern: '^(?:[0-9]{12}|[0-9A-HJ-NPQRTUWXY]{18})$' });

/** UTC with milliseconds, the one spelling of an instant. */
export const instant = Type.String({
  pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z$',
});

/** 32 bytes in base64url without padding: the last character holds four bits. */
export const digest = Type.String({ pattern: '^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$' });

/** A UUID of version 7 (RFC 9562) in lower case: unique everywhere and for ever; the ledger's entry bears the same. */
export const uniqueId = Type.String({
  pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$',
});

/** A declared name: of a resource, a kind of purpose, a role, a branch, a code. */
export const slug = Type.String({ maxLength: 60, pattern: '^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$' });

/** A version of the pack that declares a resource. */
export const packVersion = Type.String({ pattern: '^[0-9]{1,4}\\.[0-9]{1,4}\\.[0-9]{1,4}$' });

/** One line that people read: not blank, nothing invisible. */
const line = (maxLength: number) =>
  Type.String({ minLength: 1, maxLength, pattern: '^(?=.*\\S)[^\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]+$' });

const longestText = 500;
/** The same said in Chinese and in English. */
export const words = Type.Object({ zh: line(longestText), en: line(longestText) }, closed);

/** An office that can be called, never a person. */
export const contact = Type.Object(
  { office: words, phone: Type.String({ pattern: '^[0-9+][0-9 ()-]{2,30}$' }) },
  closed,
);
export type Contact = Static<typeof contact>;

/** A verification key as one line, `name+id+base64(type || key)`. */
export const keyLine = Type.String({
  maxLength: 300,
  pattern: '^[^\\s+]{1,100}\\+[0-9a-f]{8}\\+[A-Za-z0-9+/=]{40,120}$',
});

/** `AG`, year, number, check character: the number rule `sharing-agreement`. */
export const agreementNumber = Type.String({ pattern: '^AG[0-9]{10}[0-9A-Z]$' });

export const resourceVersion = Type.Object({ name: slug, version: packVersion }, closed);

/** What may be done under an agreement; the values of the code list `sharing-mode` by name. */
export const modes = ['query', 'verify', 'subscribe', 'compare'] as const;
export type Mode = (typeof modes)[number];

/** What each signed text says of itself. */
export const formats = {
  message: 'minqiao-message/1',
  act: 'minqiao-directory-act/1',
  directory: 'minqiao-directory/1',
  agreement: 'minqiao-agreement/1',
} as const;
export type Format = keyof typeof formats;
