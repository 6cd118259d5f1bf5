import { callbackify } from 'node:util';
import fastifySwagger from '@fastify/swagger';
import fastifySwaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { now } from '#infrastructure/clock/index.ts';
import { cookieName } from '#security/identity/index.ts';
import type { Config } from '#infrastructure/config/index.ts';
import { completePaths, securitySchemes } from './complete-contract.ts';
import { apiDocument } from '#standards/plans/index.ts';
import type { Catalogue } from '#platform/catalogue/index.ts';

const version = '1.0.0';
const title = 'Minqiao 民桥 API';
const description = `
Every read of personal data names a purpose (\`purpose\` in a body, \`Minqiao-Purpose: kind:reference\` on GET) and is in the
ledger before the answer leaves; the answer's \`receipt\` is that entry. Errors are RFC 9457 problem details with a stable
\`code\`. Requests that change something carry \`X-Minqiao: 1\`; creations may carry \`Idempotency-Key\`, changes need
\`If-Match\`. Lists page with opaque cursors, and leave as files by \`POST …/export\`. 429 says in \`Retry-After\` how long to wait.
`;

/**
 * The reader of the contract puts a style element of its own into its page, which no nonce reaches. The page holds no
 * data and runs no script but ours.
 */
const readersPolicy = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self' 'unsafe-inline'",
  'img-src': "'self' data:",
  'connect-src': "'self'",
  'form-action': "'none'",
  'base-uri': "'none'",
  'frame-ancestors': "'none'",
};

/** Without the bar of the reader's maker, and without the validator that it would ask on the internet. */
const reader = { layout: 'BaseLayout', docExpansion: 'none', validatorUrl: null } as const;

interface Document {
  paths?: Parameters<typeof completePaths>[0];
  components?: { schemas?: Record<string, unknown>; securitySchemes?: unknown };
}

export interface Documented {
  readonly catalogue: Catalogue;
  readonly config: Pick<Config, 'publicUrl' | 'host' | 'port'>;
  /** The paths of what people publish while the node runs. */
  readonly published: () => Promise<Readonly<Record<string, unknown>>>;
}

/**
 * Collects the routes that are registered after it into /openapi.json; the parts of declared resources and of published
 * services are derived.
 */
export async function serveDocs(
  app: FastifyInstance,
  { catalogue, config, published }: Documented,
): Promise<void> {
  let services: Readonly<Record<string, unknown>> = {};
  const look = async () => void (services = await published());
  await app.register(fastifySwagger, {
    openapi: { openapi: '3.1.0', info: { title, version, description } },
    hideUntagged: false,
  });
  const documented = (own: Document): Document => {
    const document = joinDeclared(own, catalogue, services);
    const components = { ...document.components, securitySchemes: securitySchemes(cookieName(config)) };
    return { ...document, components };
  };
  await app.register(fastifySwaggerUi, {
    routePrefix: '/docs',
    staticCSP: readersPolicy,
    uiConfig: reader,
    theme: { title },
    uiHooks: {
      onRequest: (_request, _reply, done) => callbackify(look)((error) => done(error ?? undefined)),
    },
    transformSpecification: (own) => documented(own) as Record<string, unknown>,
  });
  app.get('/openapi.json', { schema: { hide: true } }, async () => {
    await look();
    return documented(app.swagger() as unknown as Document);
  });
}

/** What is declared now, beside the routes, which never change. The generic routes of the door are replaced by one set of paths for each declared resource. */
function joinDeclared(
  own: Document,
  catalogue: Catalogue,
  services: Readonly<Record<string, unknown>>,
): Document {
  const plans = [...catalogue.resources.values()].map((resource) => resource.plansOn(now()).api);
  const declared = apiDocument({ title, version }, plans) as Document;
  const paths = Object.entries(own.paths ?? {}).filter(
    ([path]) => !path.startsWith('/api/v1/resources/{resource}'),
  );
  return {
    ...own,
    paths: completePaths({
      ...Object.fromEntries(paths),
      ...declared.paths,
      ...(services as Document['paths']),
    }),
    components: {
      ...own.components,
      schemas: { ...own.components?.schemas, ...declared.components?.schemas },
    },
  };
}
