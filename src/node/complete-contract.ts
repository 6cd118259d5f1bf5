/** What /openapi.json says of the routes that no declaration makes, beyond what their schemas say. */
type Part = Readonly<Record<string, unknown>>;

interface Operation extends Part {
  readonly operationId?: string;
  readonly parameters?: readonly Part[];
  readonly responses?: Readonly<Record<string, Part>>;
}

type Paths = Readonly<Record<string, Readonly<Record<string, Operation>>>>;

const problem = {
  description: 'RFC 9457 problem details: what happened, what to do, a stable code, a trace id',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

/** Keeps other sites out of a write that the cookie alone would let through. */
const ownMark = {
  name: 'X-Minqiao',
  in: 'header',
  required: true,
  schema: { type: 'string', const: '1' },
  description: 'On every request that changes something',
};

/** The cookie that a sign-in with a certificate and a PIN sets (in the demonstration /api/v1/demo/sign-in). */
export function securitySchemes(cookie: string): Part {
  return { session: { type: 'apiKey', in: 'cookie', name: cookie } };
}

const needed = [{ session: [] }];
const open: readonly RegExp[] = [
  /^\/(healthz|readyz|metrics)$/,
  /^\/(pki|ledger)\//,
  /^\/api\/v1\/(demo|sign-in)\//,
];

const descriptions: Readonly<Record<string, string>> = {
  200: 'Done; the answer',
  201: 'Made',
  202: 'Taken on; it goes on behind',
  204: 'Done; nothing to answer',
};

/** Every operation gets a name, what a failure looks like, the header of a write, and whether one is signed in. */
export function completePaths(paths: Paths): Paths {
  return mapValues(paths, (item, path) =>
    mapValues(item, (operation, method) => complete(path, method, operation)),
  );
}

function complete(path: string, method: string, operation: Operation): Operation {
  const writes = method !== 'get' && method !== 'head';
  const parameters = [...(operation.parameters ?? []), ...(writes ? [ownMark] : [])];
  return {
    tags: [path.replace(/^\/api\/v1/, '').split('/')[1] ?? 'node'],
    ...operation,
    operationId: operation.operationId ?? nameOf(path, method),
    ...(parameters.length === 0 ? {} : { parameters }),
    responses: responsesOf(operation.responses ?? {}),
    security: open.some((pattern) => pattern.test(path)) ? [] : needed,
  };
}

/** `POST /api/v1/desk/visits/{reference}/close` → `post-desk-visits-reference-close`. */
function nameOf(path: string, method: string): string {
  const words = path.replace(/^\/api\/v1/, '').match(/[A-Za-z0-9-]+/g) ?? [];
  return [method, ...words].join('-');
}

function responsesOf(responses: Readonly<Record<string, Part>>): Readonly<Record<string, Part>> {
  const successes = Object.entries(responses).filter(([status]) => /^[23]/.test(status));
  const failures = Object.entries(responses).filter(
    ([status]) => /^[45][0-9]{2}$/.test(status) && 'content' in (responses[status] ?? {}),
  );
  const described = successes.map(([status, response]) => [
    status,
    {
      ...response,
      description:
        response['description'] === 'Default Response' ? descriptions[status] : response['description'],
    },
  ]);
  return { ...Object.fromEntries(described), ...Object.fromEntries(failures), default: problem };
}

function mapValues<T, U>(
  record: Readonly<Record<string, T>>,
  change: (value: T, key: string) => U,
): Readonly<Record<string, U>> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]));
}
