import Type, { type Static } from 'typebox';
import { fieldName } from '../conditions/index.ts';
import { readSigned } from './read-signed.ts';
import type { Read, Signed } from './read-signed.ts';
import {
  agreementNumber,
  closed,
  digest,
  formats,
  instant,
  memberCode,
  modes,
  nullable,
  resourceVersion,
  slug,
  uniqueId,
  words,
} from './shapes.ts';

/** Limits of messages, each with its reason. */
export const messageLimits = {
  /** Of a resource; as in a grant. */
  fields: 128,
  /** Bytes of a body: what is larger is asked for in parts. */
  bodyBytes: 104_857_600,
  /** From issue to expiry: long enough for a retry, short enough to remember each id for so long. */
  lifetimeMs: 300_000,
  /** How far two clocks may differ. */
  clockToleranceMs: 60_000,
} as const;

const agreement = Type.Object(
  { id: agreementNumber, version: Type.Integer({ minimum: 1, maximum: 9999 }) },
  closed,
);

/** The body travels beside the message and is bound to it by its hash, of the suite that signs the message. */
const body = Type.Object(
  {
    digest,
    size: Type.Integer({ minimum: 0, maximum: messageLimits.bodyBytes }),
    type: Type.String({ pattern: '^[a-z0-9.+-]{1,60}/[a-z0-9.+-]{1,100}$' }),
  },
  closed,
);
export type Body = Static<typeof body>;

/**
 * Who asks, as a pseudonym that only their own node can resolve, under a legal process; and in which role, at which level
 * (code list `police-organisation-level`), for which branch: by these the owner's node decides (control 17).
 */
const officer = Type.Object(
  {
    reference: Type.String({ pattern: '^[A-Za-z0-9_-]{21}[AQgw]$' }), // 16 bytes, base64url
    role: slug,
    level: Type.String({ pattern: '^[1-9]$' }),
    branch: slug,
  },
  closed,
);

/** Why: a kind of purpose and the number of the case, incident or matter, which their own node has checked. */
const purpose = Type.Object(
  { kind: slug, reference: Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._/-]{0,59}$' }) },
  closed,
);

const head = {
  format: Type.Literal(formats.message),
  id: uniqueId,
  sender: memberCode,
  audience: memberCode,
  agreement,
  issued: instant,
  expires: instant,
};

/** What is asked. Search values and claims stand in the body, never here: the message is kept longer. */
export const requestSchema = Type.Object(
  {
    ...head,
    kind: Type.Literal('request'),
    resource: resourceVersion,
    mode: Type.Enum([...modes]),
    fields: Type.Array(fieldName, { minItems: 1, maxItems: messageLimits.fields, uniqueItems: true }),
    /** Null where no officer asks: a subscription that a node follows by its duty. */
    officer: nullable(officer),
    purpose,
    body: nullable(body),
  },
  closed,
);

/** Which request this answers: its id, and the hash of its signed text. */
const answers = Type.Object({ id: uniqueId, digest }, closed);

export const answerSchema = Type.Object(
  { ...head, kind: Type.Literal('answer'), answers, body: nullable(body) },
  closed,
);

/** A no is an answer, signed and bound like any other. */
const refusal = Type.Object(
  {
    /** The member who has to act for it to become a yes. */
    party: memberCode,
    code: slug,
    /** The place in the agreement that stops it, `/terms/fields`; null when it isn't the agreement. */
    clause: nullable(Type.String({ pattern: '^(?:/[A-Za-z0-9-]{1,60}){1,8}$' })),
    reason: words,
    remedy: words,
    /** Seconds after which the same may be asked again; null when waiting doesn't help. */
    retryAfter: nullable(Type.Integer({ minimum: 1, maximum: 86_400 })),
  },
  closed,
);
export type Refusal = Static<typeof refusal>;

export const refusalSchema = Type.Object(
  { ...head, kind: Type.Literal('refusal'), answers, refusal },
  closed,
);

export type RequestMessage = Static<typeof requestSchema>;
export type AnswerMessage = Static<typeof answerSchema> | Static<typeof refusalSchema>;
export type Message = RequestMessage | AnswerMessage;

const schemas = { request: requestSchema, answer: answerSchema, refusal: refusalSchema };

/** Reads a message; who signed it is judged by `verifyRequest` and `verifyAnswer`. Never throws. */
export function readMessage(input: string): Read<Message> {
  return readSigned(input, 'message', ({ kind }) =>
    typeof kind === 'string' && Object.hasOwn(schemas, kind) ? schemas[kind as Message['kind']] : undefined,
  );
}

/** Whether what was read is a request. */
export function isRequest(signed: Signed<Message>): signed is Signed<RequestMessage> {
  return signed.content.kind === 'request';
}
