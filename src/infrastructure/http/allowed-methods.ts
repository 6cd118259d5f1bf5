import type { FastifyInstance } from 'fastify';

/** The pages answer every address that nothing else does; that says nothing of the address. */
const everyAddress = '/*';

/** Which methods an address takes, from the routes as they are declared (RFC 9110, 405 and Allow). In their order. */
export function watchMethods(app: FastifyInstance): (path: string) => readonly string[] {
  const known = new Map<string, { pattern: RegExp; methods: Set<string> }>();
  app.addHook('onRoute', ({ url, method }) => {
    if (url === everyAddress) return;
    const route = known.get(url) ?? { pattern: patternOf(url), methods: new Set() };
    known.set(url, route);
    for (const one of [method].flat()) route.methods.add(one);
  });
  return (path) => {
    const fitting = [...known.values()].filter(({ pattern }) => pattern.test(path));
    return [...new Set(fitting.flatMap(({ methods }) => [...methods]))];
  };
}

/** Of a route's address, whose `:name` stands for one segment and whose `*` for the rest. */
function patternOf(url: string): RegExp {
  const literal = url.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`^${literal.replaceAll(/:[A-Za-z]+/g, '[^/]+').replaceAll('*', '.*')}$`);
}
