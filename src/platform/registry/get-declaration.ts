import { selectFileVersions } from '#platform/catalogue/index.ts';
import type { FileVersionRow, Snapshot } from '#platform/catalogue/index.ts';
import { citesDocument } from '#standards/declarations/index.ts';
import { contentOf, pathOf } from './change.ts';
import type { Content, Kind } from './change.ts';
import { fault } from './errors.ts';
import { declaredAs, originOf } from './examine-changes.ts';
import { numberOf } from './proposal.ts';
import type { Registry } from './registry.ts';
import type { DeclarationAnswer, DeclarationVersion, DifferenceAnswer } from './schema.ts';
import { selectOpenOn } from './sql.ts';

const mostVersions = 200; // of one declaration: a code list changes a few times a year

interface Named {
  readonly kind: Kind;
  readonly name: string;
}

/**
 * One declaration with its versions (who, when, from which proposal), where it is used, and the proposals under way.
 * @throws Fault registry.declaration-not-found
 */
export async function getDeclaration({ app, catalogue }: Registry, of: Named): Promise<DeclarationAnswer> {
  const { kind, name } = of;
  const now = catalogue.snapshot;
  const versions = await versionsOf({ app }, of);
  if (declaredAs(now.pack, kind, name) === undefined && versions.length === 0)
    throw fault('declaration-not-found', { name });
  const file = now.files.find(({ path }) => path === pathOf(of));
  const open = await selectOpenOn(app, kind, name);
  return {
    kind,
    name,
    origin: originOf(now, of),
    content: file ? { ...contentOf(of, file.text) } : null,
    versions,
    proposals: open.map((number) => numberOf({ number })),
    uses: usesOf(now, of),
  };
}

/** Two versions side by side, with each place where they differ. @throws Fault registry.declaration-not-found */
export async function compareVersions(
  { app }: Registry,
  of: Named,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<DifferenceAnswer> {
  const versions = await versionsOf({ app }, of);
  const at = (release: number): DeclarationVersion => {
    const found = versions.find((version) => version.release === release);
    if (!found) throw fault('declaration-not-found', { name: `${of.name} @${release}` });
    return found;
  };
  const [before, after] = [at(from), at(to)];
  return { from: before, to: after, differences: [...differencesOf(before.content, after.content, '')] };
}

/** The versions of a local declaration, newest first. */
export async function versionsOf({ app }: Pick<Registry, 'app'>, of: Named): Promise<DeclarationVersion[]> {
  const rows = await selectFileVersions(app, pathOf(of), mostVersions);
  return rows.map((row) => versionOnWire(of, row));
}

function versionOnWire(of: Named, row: FileVersionRow): DeclarationVersion {
  const { since: release, until, at, publishedBy: by, proposal, text } = row;
  return { release, until, at: at.toISOString(), by, proposal, content: { ...contentOf(of, text) } };
}

/** Each place where two values differ, by its way; what is not there is null. Lists are compared whole: their order has a meaning. */
export function* differencesOf(
  before: unknown,
  after: unknown,
  path: string,
): Generator<DifferenceAnswer['differences'][number]> {
  if (JSON.stringify(before) === JSON.stringify(after)) return;
  if (!isContent(before) || !isContent(after)) {
    yield { path, before: before ?? null, after: after ?? null };
    return;
  }
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)]))
    yield* differencesOf(before[key], after[key], path === '' ? key : `${path}.${key}`);
}

function isContent(value: unknown): value is Content {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Which fields rely on it, directly or through their element. */
function usesOf({ pack }: Snapshot, { kind, name }: Named): DeclarationAnswer['uses'] {
  const uses = [...pack.resources.values()].flatMap((resource) =>
    resource.fields.map((field) => ({
      resource,
      field,
      domain: pack.elements.get(field.element ?? '')?.domain,
      object: pack.elements.get(field.element ?? '')?.object.zh,
    })),
  );
  const relies = ({ resource, field, domain, object }: (typeof uses)[number]): boolean => {
    const on: Readonly<Record<Kind, boolean>> = {
      element: field.element === name,
      qualifier: field.qualifier === name,
      'code-list': domain?.codes === name,
      'number-rule': domain?.numberRule === name,
      regulation: citesDocument(resource.sharing.basis, name),
      resource: field.refers === name,
      'object-class': object !== undefined && object === pack.objectClasses.get(name)?.title.zh,
      'code-list-extension': domain?.codes === pack.codeListExtensions.get(name)?.extends,
      'resource-extension':
        resource.name === pack.resourceExtensions.get(name)?.extends &&
        pack.resourceExtensions.get(name)?.fields.includes(field.name) === true,
      signer: false,
    };
    return on[kind];
  };
  return uses.filter(relies).map(({ resource, field }) => ({ resource: resource.name, field: field.name }));
}
