import { isDeepStrictEqual } from 'node:util';
import { readSheet } from '#infrastructure/sheets/index.ts';
import type { Snapshot } from '#platform/catalogue/index.ts';
import type { Context } from '#security/context/index.ts';
import type { Pack } from '#standards/declarations/index.ts';
import {
  atPlace,
  codeListsOfTable,
  codeTable,
  elementsOfTable,
  elementTable,
} from '#standards/interchange/index.ts';
import type {
  DeclaredTable,
  TableDeclaration,
  TableFinding,
  TableRow,
} from '#standards/interchange/index.ts';
import { foreseeIdentifiers } from '../allot-identifiers.ts';
import { contentOf, pathOf } from '../change.ts';
import type { Change, Content } from '../change.ts';
import { fault } from '../errors.ts';
import { examineChanges } from '../examine-changes.ts';
import type { Finding } from '../finding.ts';
import { requirePermission } from '../registry.ts';
import type { Registry } from '../registry.ts';

/** What can be brought as a table. */
export const tableKinds = ['element', 'code-list'] as const;
export type TableKind = (typeof tableKinds)[number];

/** A table as somebody brought it: CSV or Excel, a stranger's. */
export interface BroughtTable {
  readonly kind: TableKind;
  readonly branch: string;
  /** Its name, for the report. */
  readonly file: string;
  readonly content: Buffer;
}

/** What a table would propose. Nothing of it is stored. */
export interface ReadTable {
  /** None while there is an error. */
  readonly changes: readonly Change[];
  readonly findings: readonly TableFinding[];
  /** How many of its declarations are as they are here already. */
  readonly unchanged: number;
}

const mostChanges = 500; // ten proposals: more is a pack, and comes as one

const readers: Readonly<Record<TableKind, (rows: readonly TableRow[], file: string) => DeclaredTable>> = {
  element: (rows, file) => elementsOfTable(rows, file, { own: true }),
  'code-list': codeListsOfTable,
};
const writers: Readonly<Record<TableKind, (pack: Pack) => readonly (readonly string[])[]>> = {
  element: elementTable,
  'code-list': codeTable,
};

/**
 * Reads a table into changes, examined as a proposal is, each mistake at its row and column. What is here as the table has
 * it is passed over, so that an exported table can be altered and brought back.
 * @throws Fault registry.not-permitted, registry.table-too-long, sheets.*
 */
export async function readTable(
  registry: Registry,
  context: Context,
  brought: BroughtTable,
): Promise<ReadTable> {
  const { kind, branch, file, content } = brought;
  requirePermission(registry, context, 'propose-declarations', branch);
  const rows: TableRow[] = [];
  for await (const group of readSheet(content)) rows.push(...group);
  const table = readers[kind](rows, file);
  const before = registry.catalogue.snapshot;
  const present = presentOf(kind, before.pack);
  const differing = table.declarations.flatMap((declaration) =>
    differs(declaration, present.get(declaration.name)),
  );
  const unchanged = table.declarations.length - differing.length;
  if (table.findings.some(isError)) return { changes: [], findings: table.findings, unchanged };
  if (differing.length > mostChanges)
    throw fault('table-too-long', { limit: mostChanges, count: differing.length });
  if (differing.length === 0) return { changes: [], findings: table.findings, unchanged };
  const changes = differing.map(({ name, content: told }): Change => {
    const untold = Object.entries(ownContent(before, kind, name)).filter(([key]) => !table.keys.has(key));
    const action = present.has(name) ? 'change' : 'add';
    return { kind, name, action, content: { ...Object.fromEntries(untold), ...told } };
  });
  const foreseen = await foreseeIdentifiers(registry.app, changes);
  const question = { before, branch, at: context.at, memory: registry.memory, ...foreseen };
  const found = examineChanges(question).findings.map((one) => located(one, differing, table, file));
  const findings = [...table.findings, ...found];
  return { changes: findings.some(isError) ? [] : changes, findings, unchanged };
}

function isError({ severity }: Pick<TableFinding, 'severity'>): boolean {
  return severity === 'error';
}

/** What is declared now, as a table of it would say. */
function presentOf(kind: TableKind, pack: Pack): ReadonlyMap<string, TableDeclaration> {
  const rows = writers[kind](pack).map((cells, index) => ({ number: index + 1, cells }));
  return new Map(readers[kind](rows, '').declarations.map((one) => [one.name, one]));
}

/** The declaration if it differs, with the identifier that it has here. */
function differs(one: TableDeclaration, present: TableDeclaration | undefined): TableDeclaration[] {
  const identifier = present?.content['identifier'];
  const content = identifier === undefined ? one.content : { identifier, ...one.content };
  return isDeepStrictEqual({ ...content }, { ...present?.content }) ? [] : [{ ...one, content }];
}

/** What a local declaration says now; nothing for any other. */
function ownContent({ files }: Pick<Snapshot, 'files'>, kind: TableKind, name: string): Content {
  const file = files.find(({ path }) => path === pathOf({ kind, name }));
  return file === undefined ? {} : contentOf({ kind, name }, file.text);
}

function located(
  { severity, code, change, path, zh, en, fix }: Finding,
  declarations: readonly TableDeclaration[],
  { columnOf }: DeclaredTable,
  file: string,
): TableFinding {
  const value = /^values\[(\d+)\]/.exec(path)?.[1];
  const row = declarations[change ?? -1]?.rows[Number(value ?? 0)] ?? 0;
  const column = row === 0 ? undefined : columnOf(code as Parameters<typeof columnOf>[0], path);
  return atPlace({ code, zh, en, fix: fix ?? noFix }, { file, row, column }, severity);
}

const noFix = { zh: '', en: '' };
