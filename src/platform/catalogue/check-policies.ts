import { findCited } from '#standards/declarations/index.ts';
import type { Pack, Regulation } from '#standards/declarations/index.ts';

/** A file of policies; `text` is Cedar. */
export interface PolicyFile {
  readonly file: string;
  readonly text: string;
}

/** A name in a policy that nothing declares: the policy would silently never apply. */
export interface PolicyFinding {
  readonly file: string;
  readonly line: number;
  readonly code: 'unknown-in-policy';
  readonly zh: string;
  readonly en: string;
}

/** What policies may name, by the way they name it. A kind whose names are unknown (no file says them) isn't checked. */
type Known = ReadonlyMap<string, ReadonlySet<string> | undefined>;

const kinds: Readonly<Record<string, { zh: string; en: string }>> = {
  Resource: { zh: '信息类', en: 'resource' },
  Field: { zh: '字段', en: 'field' },
  Role: { zh: '角色', en: 'role' },
  purpose: { zh: '事由', en: 'purpose' },
  basis: { zh: '依据', en: 'legal basis' },
};

/**
 * Comments and plain strings are stepped over, so that what only looks like a name isn't taken for one. A name follows
 * `Field::` and the like, or stands beside `context.purpose ==`, on either side; `@basis("…")` holds citations, apart by blanks. A string that is never closed ends with its
 * line (Cedar refuses it later), which keeps this linear.
 */
const tokens =
  /\/\/[^\n]*|(?:\b(?<kind>[A-Z][A-Za-z]*)\s*::\s*|\bcontext\s*\.\s*(?<attribute>purpose)\s*[!=]=\s*|@(?<annotation>basis)\s*\(\s*)?"(?<name>(?:[^"\\\n]|\\.)*)"?(?:\s*[!=]=\s*context\s*\.\s*(?<reversed>purpose)\b)?/g;

/**
 * Finds the resources, fields, roles and purposes that policies name and nobody declares. Cedar itself doesn't mind a
 * misspelt name: the permit would never hold, or, worse, the forbid.
 */
export function checkPolicies(
  files: readonly PolicyFile[],
  pack: Pack,
  roles: unknown,
): readonly PolicyFinding[] {
  const known = knownNames(pack, roles);
  return files.flatMap((file) => checkFile(file, known, pack.regulations));
}

function knownNames(pack: Pack, roles: unknown): Known {
  const resources = [...pack.resources.values()];
  const fields = resources.flatMap(({ name, fields }) => fields.map((field) => `${name}.${field.name}`));
  return new Map([
    ['Resource', new Set(resources.map(({ name }) => name))],
    ['Field', new Set(fields)],
    ['Role', rolesOf(roles)],
    ['purpose', pack.purposes.size === 0 ? undefined : new Set(pack.purposes.keys())],
  ]);
}

/** The names in `roles.yaml`, or undefined without one. */
function rolesOf(file: unknown): ReadonlySet<string> | undefined {
  const roles = (file as { roles?: Record<string, unknown> } | undefined)?.roles;
  return roles === undefined ? undefined : new Set(Object.keys(roles));
}

function checkFile(
  { file, text }: PolicyFile,
  known: Known,
  regulations: ReadonlyMap<string, Regulation>,
): readonly PolicyFinding[] {
  return [...text.matchAll(tokens)].flatMap((match) => {
    const { kind, attribute, name, reversed, annotation } = match.groups ?? {};
    const named = kind ?? attribute ?? reversed ?? annotation;
    if (named === undefined || name === undefined) return [];
    const missing =
      annotation === undefined
        ? [name].filter(() => known.get(named)?.has(name) === false)
        : citationsIn(name).filter((cited) => findCited(regulations, cited) === null);
    const line = text.slice(0, match.index + match[0].indexOf('"')).split('\n').length;
    return missing.map((one) => unknownIn({ file, line }, named, one));
  });
}

/** The citations of a policy's `@basis`, apart by blanks. */
export function citationsIn(annotation: string): readonly string[] {
  return annotation.split(/\s+/).filter((cited) => cited !== '');
}

function unknownIn(at: Pick<PolicyFinding, 'file' | 'line'>, named: string, name: string): PolicyFinding {
  const what = kinds[named] ?? { zh: named, en: named };
  const shown = name.slice(0, 80);
  return {
    ...at,
    code: 'unknown-in-policy',
    zh: `策略提到的${what.zh}“${shown}”没有声明`,
    en: `the policy names the ${what.en} “${shown}”, which nothing declares`,
  };
}
