import { deepFreeze } from '../declarations/index.ts';
import type { Resource } from '../declarations/index.ts';
import { failureResponses, json, reference, schemaNames, sharedSchemas, titleOf } from './api-shared.ts';
import type { Names } from './api-shared.ts';
import type { JsonSchema, ValidatorPlan } from './validator.ts';

/** The part of an OpenAPI 3.1 document that one resource adds. */
export interface ApiPlan {
  readonly resource: string;
  readonly paths: { readonly [path: string]: JsonSchema };
  readonly schemas: { readonly [name: string]: JsonSchema };
}

/** Base path of all resources. */
const base = '/api/v1/resources';

export function planApi(resource: Resource, validator: ValidatorPlan): ApiPlan {
  const names = schemaNames(resource);
  const { $schema: _dialect, ...values } = validator.schema;
  const { required: _required, ...changes } = values as JsonSchema & { required?: unknown };
  const { paths } = new Paths(resource, names);
  const schemas = {
    [names.values]: values,
    [names.changes]: { ...changes, minProperties: 1 },
    [names.record]: recordSchema(names),
    [names.by]: bySchema(resource, resource.search),
    ...(resource.lists.length === 0 ? {} : { [names.listBy]: bySchema(resource, resource.lists) }),
  };
  return deepFreeze({ resource: resource.name, paths, schemas });
}

function recordSchema(names: Names): JsonSchema {
  return {
    type: 'object',
    required: ['id', 'version', 'values', 'masked', 'source'],
    properties: {
      id: { type: 'string', format: 'uuid' },
      version: { type: 'integer', minimum: 1 },
      // Only the permitted fields, some masked: so none is required, and a masked one may not match its own schema.
      values: { type: 'object', description: `A subset of ${names.values}` },
      masked: { type: 'array', items: { type: 'string' } },
      source: reference('Source'),
    },
  };
}

/** One alternative for each declared set of fields; nothing else finds a record. */
function bySchema(resource: Resource, sets: readonly (readonly string[])[]): JsonSchema {
  const alternatives = sets.map((set) => ({
    type: 'object',
    title: set.join(' + '),
    required: [...set],
    properties: Object.fromEntries(
      set.map((name) => [
        name,
        { type: 'string', minLength: 1, maxLength: 200, title: titleOf(resource, name) },
      ]),
    ),
    additionalProperties: false,
  }));
  return { oneOf: alternatives };
}

interface Operation {
  readonly verb: string;
  readonly zh: string;
  readonly en: string;
  readonly body?: JsonSchema;
  readonly required?: readonly string[];
  readonly parameters?: readonly JsonSchema[];
  readonly responses: { readonly [status: string]: JsonSchema };
}

const id = { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } };
const ifMatch = {
  name: 'If-Match',
  in: 'header',
  required: true,
  schema: { type: 'string' },
  description: 'The ETag of the version that is changed',
};
const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  schema: { type: 'string', pattern: '^[A-Za-z0-9._:-]{8,64}$' },
  description: 'Sent again with the same key and body, the first answer is given again',
};
const purposeHeader = {
  name: 'Minqiao-Purpose',
  in: 'header',
  required: true,
  schema: { type: 'string', pattern: '^[a-z-]{1,40}:[A-Za-z0-9-]{1,64}$' },
  description: 'kind:reference of the purpose in force',
};
const asKnownOn = { name: 'asKnownOn', in: 'query', schema: { type: 'string', format: 'date-time' } };
const etag = { ETag: { schema: { type: 'string' } } };
const purpose = reference('Purpose');
const location = { Location: { schema: { type: 'string' } } };
const reason = { type: 'string', minLength: 2, maxLength: 500 };
const basis = { type: 'string', minLength: 2, maxLength: 200 };
const uuid = { type: 'string', format: 'uuid' };
const fieldNames = { type: 'array', items: { type: 'string', maxLength: 64 }, maxItems: 128 };

/** Paths of one resource: the routes of the records' interface, in the order of reading, writing and taking out. */
class Paths {
  readonly paths: Record<string, JsonSchema>;
  readonly #resource: Resource;
  readonly #names: Names;

  constructor(resource: Resource, names: Names) {
    this.#resource = resource;
    this.#names = names;
    const root = `${base}/${resource.name}`;
    this.paths = {
      [`${root}/search`]: { post: this.#search() },
      ...(resource.lists.length === 0 ? {} : { [`${root}/list`]: { post: this.#list() } }),
      [`${root}/verify`]: { post: this.#verify() },
      [`${root}/records`]: { post: this.#create() },
      [`${root}/records/{id}`]: { get: this.#get(), patch: this.#change() },
      [`${root}/records/{id}/correct`]: { post: this.#correct() },
      [`${root}/records/{id}/erasure-requests`]: { post: this.#requestErasure() },
      [`${root}/records/{id}/erase`]: { post: this.#erase() },
      [`${root}/records/{id}/history`]: { get: this.#history() },
      [`${root}/export`]: { post: this.#export() },
    };
  }

  #operation({ verb, zh, en, body, required, parameters, responses }: Operation): JsonSchema {
    const { name, title } = this.#resource;
    const content = { type: 'object', required, properties: body, additionalProperties: false };
    return {
      operationId: `${verb}-${name}`,
      summary: `${zh} · ${en}`,
      tags: [title.zh],
      ...(parameters === undefined ? {} : { parameters }),
      ...(body === undefined
        ? {}
        : { requestBody: { required: true, content: { 'application/json': { schema: content } } } }),
      responses: { ...responses, ...failureResponses },
    };
  }

  #answer(description: string): JsonSchema {
    const records = { type: 'array', items: reference(this.#names.record) };
    const properties = {
      records,
      receipt: { type: 'string' },
      withheld: { type: 'array', items: { type: 'string' } },
      nextCursor: { type: ['string', 'null'] },
    };
    return json(description, { type: 'object', required: ['records', 'receipt', 'withheld'], properties });
  }

  #record(description: string): JsonSchema {
    const properties = {
      record: reference(this.#names.record),
      receipt: { type: 'string' },
      withheld: { type: 'array', items: { type: 'string' } },
    };
    return json(
      description,
      { type: 'object', required: ['record', 'receipt', 'withheld'], properties },
      etag,
    );
  }

  #written(description: string, headers: JsonSchema = etag): JsonSchema {
    return json(description, reference('Written'), headers);
  }

  #search(): JsonSchema {
    const body = { by: reference(this.#names.by), fields: fieldNames, purpose };
    return this.#operation({
      verb: 'search',
      zh: '按检索键查找',
      en: 'find by a search key',
      body,
      required: ['by', 'purpose'],
      responses: { 200: this.#answer('The permitted fields of what was found') },
    });
  }

  #list(): JsonSchema {
    const limit = { type: 'integer', minimum: 1, maximum: 50, default: 20 };
    const body = {
      by: reference(this.#names.listBy),
      fields: fieldNames,
      limit,
      cursor: { type: ['string', 'null'], format: 'uuid' },
      purpose,
    };
    return this.#operation({
      verb: 'list',
      zh: '在限度内列表',
      en: 'list within limits',
      body,
      required: ['by', 'purpose'],
      responses: { 200: this.#answer('One page') },
    });
  }

  #verify(): JsonSchema {
    const body = { claims: reference(this.#names.changes), purpose };
    const result = {
      type: 'object',
      required: ['result', 'receipt'],
      properties: { result: { enum: ['match', 'no-match', 'not-held'] }, receipt: { type: 'string' } },
    };
    return this.#operation({
      verb: 'verify',
      zh: '核验：一致、不一致、库中无此号',
      en: 'verify: match, no match, not held',
      body,
      required: ['claims', 'purpose'],
      responses: { 200: json('The result, never the record', result) },
    });
  }

  #create(): JsonSchema {
    const body = { values: reference(this.#names.values), purpose };
    return this.#operation({
      verb: 'create',
      zh: '登记',
      en: 'create',
      body,
      required: ['values', 'purpose'],
      parameters: [idempotencyKey],
      responses: { 201: this.#written('Created', { ...etag, ...location }) },
    });
  }

  #get(): JsonSchema {
    return this.#operation({
      verb: 'get',
      zh: '读取一条',
      en: 'read one',
      parameters: [id, purposeHeader],
      responses: { 200: this.#record('The permitted fields') },
    });
  }

  #change(): JsonSchema {
    const body = { values: reference(this.#names.changes), purpose };
    return this.#operation({
      verb: 'change',
      zh: '变更',
      en: 'change',
      body,
      required: ['values', 'purpose'],
      parameters: [id, ifMatch],
      responses: { 200: this.#written('The new version') },
    });
  }

  #correct(): JsonSchema {
    const body = { values: reference(this.#names.changes), reason, purpose };
    return this.#operation({
      verb: 'correct',
      zh: '更正',
      en: 'correct',
      body,
      required: ['values', 'reason', 'purpose'],
      parameters: [id, ifMatch],
      responses: { 200: this.#written('The corrected version') },
    });
  }

  #requestErasure(): JsonSchema {
    const approval = {
      type: 'object',
      required: ['id', 'expiresAt'],
      properties: { id: uuid, expiresAt: { type: 'string', format: 'date-time' } },
    };
    return this.#operation({
      verb: 'request-erasure-of',
      zh: '申请依法删除，由第二人批准',
      en: 'ask for an erasure, which a second person approves',
      body: { reason, basis },
      required: ['reason', 'basis'],
      parameters: [id, ifMatch],
      responses: { 201: json('The approval that is waited for', approval) },
    });
  }

  #erase(): JsonSchema {
    return this.#operation({
      verb: 'erase',
      zh: '依法删除',
      en: 'erase by law',
      body: { reason, basis, approval: uuid, purpose },
      required: ['reason', 'basis', 'approval', 'purpose'],
      parameters: [id, ifMatch],
      responses: { 200: this.#written('Erased; the receipt remains', {}) },
    });
  }

  #history(): JsonSchema {
    return this.#operation({
      verb: 'history',
      zh: '历史',
      en: 'history',
      parameters: [id, asKnownOn, purposeHeader],
      responses: { 200: this.#answer('Versions, newest first') },
    });
  }

  #export(): JsonSchema {
    const by = this.#resource.lists.length === 0 ? this.#names.by : this.#names.listBy;
    const body = { by: reference(by), fields: fieldNames, format: { enum: ['csv', 'xlsx'] }, purpose };
    const file = {
      description: 'The file',
      headers: { 'Minqiao-Receipt': { schema: { type: 'string' } } },
      content: { 'text/csv': {}, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': {} },
    };
    return this.#operation({
      verb: 'export',
      zh: '导出',
      en: 'export',
      body,
      required: ['by', 'format', 'purpose'],
      responses: { 200: file },
    });
  }
}

/** Joins the parts of all resources into one document; `extra` paths come from the use cases that no declaration makes. */
export function apiDocument(
  info: { readonly title: string; readonly version: string },
  plans: readonly ApiPlan[],
): JsonSchema {
  const ordered = [...plans].sort((a, b) => (a.resource < b.resource ? -1 : 1));
  const paths = Object.assign({}, ...ordered.map((plan) => plan.paths)) as JsonSchema;
  const schemas = Object.assign({}, sharedSchemas, ...ordered.map((plan) => plan.schemas)) as JsonSchema;
  return deepFreeze({
    openapi: '3.1.0',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info,
    paths,
    components: { schemas },
  });
}
