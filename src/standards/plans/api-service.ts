import { deepFreeze } from '../declarations/index.ts';
import type { Resource, Words } from '../declarations/index.ts';
import { failureResponses, json, reference, schemaNames, titleOf } from './api-shared.ts';
import type { JsonSchema } from './validator.ts';

/** A named query of a resource, published to a role: what is given, what comes back, for which purposes. */
export interface ServiceOutline {
  readonly name: string;
  readonly title: Words;
  /** Fields of one search key: its parameters. */
  readonly search: readonly string[];
  readonly fields: readonly string[];
  readonly purposeKinds: readonly string[];
}

/** The path of a saved service in an OpenAPI 3.1 document; its record is that of the resource, with fewer fields. */
export function planServiceApi(service: ServiceOutline, resource: Resource): Record<string, JsonSchema> {
  const { name, title } = service;
  const body = {
    type: 'object',
    required: ['by', 'purpose'],
    properties: { by: parametersOf(service, resource), purpose: purposeOf(service) },
    additionalProperties: false,
  };
  const post = {
    operationId: `run-service-${name}`,
    summary: `${title.zh} · ${title.en}`,
    tags: ['services'],
    requestBody: { required: true, content: { 'application/json': { schema: body } } },
    responses: {
      200: json('The permitted fields of what was found', answerOf(service, resource)),
      ...failureResponses,
    },
  };
  return deepFreeze({ [`/api/v1/services/${name}`]: { post } });
}

function parametersOf({ search }: ServiceOutline, resource: Resource): JsonSchema {
  const value = { type: 'string', minLength: 1, maxLength: 200 };
  return {
    type: 'object',
    required: [...search],
    properties: Object.fromEntries(
      search.map((field) => [field, { ...value, title: titleOf(resource, field) }]),
    ),
    additionalProperties: false,
  };
}

function purposeOf({ purposeKinds }: ServiceOutline): JsonSchema {
  const kind = { enum: [...purposeKinds] };
  return { allOf: [reference('Purpose'), { type: 'object', properties: { kind } }] };
}

function answerOf({ fields }: ServiceOutline, resource: Resource): JsonSchema {
  const values = { type: 'object', propertyNames: { enum: [...fields] } };
  const record = {
    allOf: [reference(schemaNames(resource).record), { type: 'object', properties: { values } }],
  };
  const names = { type: 'array', items: { type: 'string' } };
  return {
    type: 'object',
    required: ['records', 'receipt', 'withheld'],
    properties: { records: { type: 'array', items: record }, receipt: { type: 'string' }, withheld: names },
  };
}
