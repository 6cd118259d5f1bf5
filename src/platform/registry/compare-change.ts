import type { Pack } from '#standards/declarations/index.ts';
import { compareDeclared, declaredIn } from '#standards/plans/index.ts';
import type { Comparison, DeclaredKind } from '#standards/plans/index.ts';
import type { Change } from './change.ts';

type Of = Pick<Change, 'kind' | 'name'>;

/** What a change is judged as: an extension as a change of what it extends, anything else as itself. */
export function judgedAs({ kind, name }: Of, before: Pack, after: Pack): Of {
  if (kind === 'code-list-extension') {
    const extended = (after.codeListExtensions.get(name) ?? before.codeListExtensions.get(name))?.extends;
    return extended === undefined ? { kind, name } : { kind: 'code-list', name: extended };
  }
  if (kind !== 'resource-extension') return { kind, name };
  const extended = (after.resourceExtensions.get(name) ?? before.resourceExtensions.get(name))?.extends;
  return extended === undefined ? { kind, name } : { kind: 'resource', name: extended };
}

/** What one change does to values, tables and whoever relies on them. */
export function compareChange(of: Of, before: Pack, after: Pack, at: Date): Comparison {
  const { kind, name } = judgedAs(of, before, after);
  return isDeclaredKind(kind)
    ? compareDeclared(kind, name, before, after, at)
    : { class: 'identical', changes: [] };
}

function isDeclaredKind(kind: string): kind is DeclaredKind {
  return Object.hasOwn(declaredIn, kind);
}
