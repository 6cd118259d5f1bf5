import { Type } from 'typebox';

/** Headers of a request that makes something: sent again with the same key, it makes nothing a second time. */
export const idempotencyHeaders = Type.Object({
  'idempotency-key': Type.Optional(Type.String({ pattern: '^[A-Za-z0-9._:-]{8,64}$' })),
});

export interface IdempotencyHeaders {
  readonly 'idempotency-key'?: string;
}
