import type * as Cedar from '@cedar-policy/cedar-wasm/nodejs';
import { createRequire } from 'node:module';
import { fault } from './errors.ts';
import type { PolicySource } from './policy-source.ts';

const require = createRequire(import.meta.url);
let loaded: typeof Cedar | undefined;

/** Loaded at the first use: 10 MB of WebAssembly that a command like `minqiao identifier` never needs. */
export function cedar(): typeof Cedar {
  loaded ??= require('@cedar-policy/cedar-wasm/nodejs') as typeof Cedar;
  return loaded;
}

/**
 * The vocabulary that policies are written in. An actor is in its roles, its branch and its kind; a field is in its
 * resource. Facts are booleans. A policy that uses any other word does not validate, so a misspelt role can't hide.
 */
export const schema = `
entity Role;
entity Branch;
entity Kind;
entity Actor in [Role, Branch, Kind];
entity Resource = { owner: String, personal: Bool };
entity Field in [Resource] = { grade: Long, sealed: Bool, owner: String, personal: Bool };
type Facts = {
  purpose: String, exists: Bool, open: Bool, assigned: Bool, onDuty: Bool, own: Bool, ownBranch: Bool, granted?: Bool
};
action read, unmask, verify, list, history, create, change, correct, erase, export
  appliesTo { principal: [Actor], resource: [Field], context: Facts };
`;

const maxPolicyLength = 200_000; // characters of one file; the longest shipped one has a few thousand
const maxNesting = 100; // brackets: Cedar reads them by recursion, and deep ones overflow the stack of the process

/** Keeps from the engine what could take the process down with it. @throws Fault access.policy-invalid */
function requireReadable({ file, text }: PolicySource): void {
  if (text.length > maxPolicyLength)
    throw fault('policy-invalid', { file, reason: `more than ${maxPolicyLength} characters` });
  const code = text.replace(/"(?:\\.|[^"\\])*"|\/\/[^\n]*/g, ''); // brackets in strings and comments close nothing
  let depth = 0;
  for (const character of code) {
    if ('([{'.includes(character)) depth++;
    else if (')]}'.includes(character)) depth--;
    if (depth > maxNesting)
      throw fault('policy-invalid', { file, reason: `nested deeper than ${maxNesting}` });
  }
}

/**
 * Parses and validates policy text.
 * @throws Fault access.policy-invalid with the file and the reason that Cedar gives
 */
export function validatePolicies(sources: readonly PolicySource[]): void {
  for (const source of sources) {
    requireReadable(source);
    const { file, text } = source;
    const answer = cedar().validate({
      validationSettings: { mode: 'strict' },
      schema,
      policies: { staticPolicies: text },
    });
    const errors =
      answer.type === 'failure' ? answer.errors : answer.validationErrors.map((one) => one.error);
    const [first] = errors;
    if (first)
      throw fault('policy-invalid', {
        file,
        reason: [first.message, first.help].filter(Boolean).join(' — '),
      });
  }
}

/** Splits the files into single policies, each under its own `@id`, so that a decision can name what decided. */
export function policiesById(sources: readonly PolicySource[]): Record<string, string> {
  const byId: Record<string, string> = {};
  for (const { file, text } of sources) {
    const parts = cedar().policySetTextToParts(text);
    if (parts.type === 'failure')
      throw fault('policy-invalid', { file, reason: parts.errors[0]?.message ?? '' });
    for (const policy of parts.policies) {
      const id = /@id\("([a-z0-9-]{1,64})"\)/.exec(policy)?.[1];
      if (!id)
        throw fault('policy-invalid', { file, reason: 'each policy needs an @id("…") of a-z, 0-9 and -' });
      if (id in byId) throw fault('policy-invalid', { file, reason: `the id ${id} is used twice` });
      byId[id] = policy;
    }
  }
  return byId;
}
