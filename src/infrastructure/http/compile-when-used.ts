import buildValidators from '@fastify/ajv-compiler';
import buildSerializers from '@fastify/fast-json-stringify-compiler';
import type { FastifyServerOptions } from 'fastify';

type Compilers = NonNullable<NonNullable<FastifyServerOptions['schemaController']>['compilersFactory']>;

/** What Fastify asks of a compiled validator: true or false, and then what is wrong. */
interface Validator {
  (value: unknown): unknown;
  errors?: unknown;
}
type Serializer = (value: unknown) => string;

/** How both of Fastify's own compilers are built: the schemas that others refer to, options; then one route's schema. */
type Build<Compiled> = (...given: readonly unknown[]) => (route: unknown) => Compiled;

/**
 * Fastify's own compilers, each schema compiled when a request first needs it: compiling those of all routes for two
 * listeners is a quarter of a process's start. Names in header schemas must be in lower case, as ours are.
 */
export const compileWhenUsed = {
  buildValidator: whenUsed(buildValidators() as unknown as Build<Validator>, validateWith),
  buildSerializer: whenUsed(buildSerializers() as unknown as Build<Serializer>, serializeWith),
} as unknown as Compilers;

function whenUsed<Compiled>(
  build: Build<Compiled>,
  use: (compiled: () => Compiled) => Compiled,
): Build<Compiled> {
  return (...given) => {
    const compile = build(...given);
    return (route) => {
      let compiled: Compiled | undefined;
      return use(() => (compiled ??= compile(route)));
    };
  };
}

function validateWith(compiled: () => Validator): Validator {
  const validator: Validator = (value) => {
    const ok = compiled()(value);
    validator.errors = compiled().errors;
    return ok;
  };
  return validator;
}

function serializeWith(compiled: () => Serializer): Serializer {
  return (value) => compiled()(value);
}
