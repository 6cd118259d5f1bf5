import type { Resource } from '../declarations/index.ts';
import type { JsonSchema } from './validator.ts';

/** Schemas that every resource's paths refer to. */
export const sharedSchemas: { readonly [name: string]: JsonSchema } = {
  Purpose: {
    type: 'object',
    required: ['kind', 'reference'],
    properties: {
      kind: { type: 'string', pattern: '^[a-z-]{1,40}$' },
      reference: { type: 'string', minLength: 1, maxLength: 64 },
    },
    additionalProperties: false,
  },
  Source: {
    type: 'object',
    required: ['agency', 'branch', 'recordedAt'],
    properties: {
      agency: { type: 'string' },
      branch: { type: 'string' },
      recordedAt: { type: 'string', format: 'date-time' },
    },
  },
  Written: {
    type: 'object',
    description: 'What a write answers; the receipt is its entry in the ledger',
    required: ['id', 'version', 'receipt'],
    properties: {
      id: { type: 'string', format: 'uuid' },
      version: { type: 'integer', minimum: 1 },
      receipt: { type: 'string' },
    },
  },
  Problem: {
    type: 'object',
    description: 'RFC 9457 problem+json',
    required: ['type', 'title', 'status', 'code'],
    properties: {
      type: { type: 'string' },
      title: { type: 'string' },
      status: { type: 'integer' },
      code: { type: 'string' },
      detail: { type: 'string' },
      action: { type: 'string' },
      receipt: { type: 'string' },
      traceId: { type: 'string' },
      errors: {
        type: 'array',
        items: {
          type: 'object',
          required: ['pointer', 'code', 'message'],
          properties: {
            pointer: { type: 'string' },
            code: { type: 'string' },
            message: { type: 'string' },
            texts: inBothLanguages({ type: 'string' }),
          },
        },
      },
      texts: inBothLanguages({
        type: 'object',
        required: ['detail'],
        properties: { detail: { type: 'string' }, action: { type: 'string' } },
      }),
    },
  },
};

function inBothLanguages(schema: JsonSchema): JsonSchema {
  return { type: 'object', required: ['zh', 'en'], properties: { zh: schema, en: schema } };
}

function problem(description: string): JsonSchema {
  return {
    description,
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
}

/** What may go wrong everywhere. */
export const failureResponses: { readonly [status: string]: JsonSchema } = {
  400: problem('The request isn’t understood'),
  401: problem('Nobody is signed in'),
  403: problem('No purpose, or the purpose doesn’t permit it'),
  404: problem('Not found'),
  409: problem('Conflict with the present state'),
  412: problem('The record has another version than If-Match names'),
  422: problem('Values that the declaration refuses'),
  428: problem('A change needs If-Match'),
  429: problem('Over a budget, or too many requests wait; Retry-After says when to come back'),
};

/** What the schemas of a resource are called. */
export interface Names {
  readonly values: string;
  readonly changes: string;
  readonly record: string;
  readonly by: string;
  readonly listBy: string;
}

export function schemaNames({ name }: Resource): Names {
  const pascal = name.replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  return {
    values: `${pascal}Values`,
    changes: `${pascal}Changes`,
    record: `${pascal}Record`,
    by: `${pascal}Search`,
    listBy: `${pascal}List`,
  };
}

export function reference(name: string): JsonSchema {
  return { $ref: `#/components/schemas/${name}` };
}

export function json(description: string, schema: JsonSchema, headers?: JsonSchema): JsonSchema {
  return {
    description,
    ...(headers === undefined ? {} : { headers }),
    content: { 'application/json': { schema } },
  };
}

export function titleOf(resource: Resource, name: string): string {
  return resource.fields.find((field) => field.name === name)?.title.zh ?? name;
}
