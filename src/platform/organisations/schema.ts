import { Type } from 'typebox';
import type { Static } from 'typebox';
import { changeSorts, importSorts, refusalSorts } from './imports/sorts.ts';
import { importStateTexts } from './import-words.ts';

export * from './import-words.ts';

/** Wire shapes of the registry, for its routes and pages. It runs in the browser too. */
const closed = { additionalProperties: false } as const;
const Code = Type.String({ pattern: '^[0-9]{12}$' });
const Day = Type.String({ format: 'date' });
const Both = Type.Object({ zh: Type.String(), en: Type.String() }, closed);
const nullable = <T extends ReturnType<typeof Type.String>>(type: T) => Type.Union([type, Type.Null()]);
const Short = Type.String({ maxLength: 8 });
const Uuid = Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' });
const maxPage = 100;

export const OrganisationItem = Type.Object(
  {
    code: Code,
    parent: nullable(Code),
    name: Both,
    shortName: Type.String(),
    kind: Type.String(),
    level: Type.String(),
    branch: Type.String(),
    since: Day,
    establishedOn: Day,
    abolishedOn: nullable(Day),
  },
  closed,
);
export type OrganisationItem = Static<typeof OrganisationItem>;

const Named = Type.Object({ code: Code, name: Both }, closed);
export type NamedOrganisation = Static<typeof Named>;

export const eventKinds = ['established', 'renamed', 'moved', 'amended', 'merged', 'absorbed', 'split', 'abolished'] as const; // prettier-ignore

export const OrganisationEvent = Type.Object(
  {
    id: Type.String(),
    kind: Type.String(),
    effectiveOn: Day,
    basis: Type.String(),
    related: Type.Array(Code),
    byName: nullable(Type.String()),
    at: Type.String(),
    imported: Type.Boolean(),
  },
  closed,
);
export type OrganisationEvent = Static<typeof OrganisationEvent>;

export const PastItem = Type.Object(
  {
    code: Code,
    parent: nullable(Code),
    name: Both,
    shortName: Type.String(),
    kind: Type.String(),
    level: Type.String(),
    branch: Type.String(),
    since: Day,
    until: Day,
  },
  closed,
);
export type PastItem = Static<typeof PastItem>;

export const OrganisationDetail = Type.Object(
  {
    ...OrganisationItem.properties,
    /** From the root down to itself. */
    path: Type.Array(Named),
    children: Type.Integer(),
    past: Type.Array(PastItem),
    events: Type.Array(OrganisationEvent),
    /** Names of those that the events and the past speak of. */
    related: Type.Array(Named),
  },
  closed,
);
export type OrganisationDetail = Static<typeof OrganisationDetail>;

export const importStates = Object.keys(importStateTexts) as (keyof typeof importStateTexts)[];
export type ImportState = (typeof importStates)[number];

const narrowing = {
  q: Type.Optional(Type.String({ maxLength: 100 })),
  division: Type.Optional(Type.String({ pattern: '^[0-9]{6}$' })),
  kind: Type.Optional(Short),
  level: Type.Optional(Short),
  branch: Type.Optional(Type.String({ maxLength: 32 })),
  status: Type.Optional(Type.Enum(['in-use', 'abolished'])),
  /** As they were on that day. */
  on: Type.Optional(Day),
};
const paging = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: maxPage })),
  cursor: Type.Optional(Type.String({ maxLength: 512 })),
};

export const SearchQuery = Type.Object({ ...narrowing, ...paging }, closed);
export type SearchQuery = Static<typeof SearchQuery>;
const format = Type.Enum(['csv', 'xlsx']);
export const ExportBody = Type.Object({ format, ...narrowing }, closed);
export type ExportBody = Static<typeof ExportBody>;
export const ChildrenQuery = Type.Object(
  { parent: Type.Optional(Code), on: Type.Optional(Day), ...paging },
  closed,
);
export type ChildrenQuery = Static<typeof ChildrenQuery>;
export const ChildrenExport = Type.Object(
  { format, parent: Type.Optional(Code), on: Type.Optional(Day) },
  closed,
);
export const importFilters = {
  state: Type.Optional(Type.Enum(importStates)),
  sort: Type.Optional(Type.Enum(importSorts)),
};
export const ImportQuery = Type.Object({ ...importFilters, ...paging }, closed);
export type ImportQuery = Static<typeof ImportQuery>;
export const refusalChoice = { sort: Type.Optional(Type.Enum(refusalSorts)) };
export const RefusalQuery = Type.Object({ ...refusalChoice, ...paging }, closed);
export type RefusalQuery = Static<typeof RefusalQuery>;
export const changeChoice = { sort: Type.Optional(Type.Enum(changeSorts)) };
export const ChangeQuery = Type.Object({ ...changeChoice, ...paging }, closed);
export type ChangeQuery = Static<typeof ChangeQuery>;
export const CodeParams = Type.Object({ code: Code }, closed);
export const ImportParams = Type.Object({ id: Uuid }, closed);

const ground = { effectiveOn: Day, basis: Type.String({ minLength: 1, maxLength: 200 }) };
const named = {
  nameZh: Type.String({ maxLength: 200 }),
  nameEn: Type.String({ maxLength: 400 }),
  shortName: Type.String({ maxLength: 80 }),
};
export const EstablishBody = Type.Object(
  { code: Type.String({ maxLength: 40 }), parent: nullable(Code), ...named, kind: Short, level: Short, branch: Type.String({ maxLength: 32 }), ...ground }, // prettier-ignore
  closed,
);
export const RenameBody = Type.Object({ ...named, ...ground }, closed);
export const MoveBody = Type.Object({ parent: nullable(Code), ...ground }, closed);
export const MergeBody = Type.Object({ into: Code, ...ground }, closed);
export const SplitBody = Type.Object(
  { into: Type.Array(Code, { minItems: 2, maxItems: 20 }), ...ground },
  closed,
);
export const AbolishBody = Type.Object(ground, closed);
export const Changed = Type.Object({ code: Code }, closed);

export const ImportBody = Type.Object(
  { name: Type.String({ minLength: 1, maxLength: 200 }), ...ground },
  closed,
);
export const AcceptBody = Type.Object({ skipRefused: Type.Boolean() }, closed);

export const ImportItem = Type.Object(
  {
    id: Uuid,
    name: Type.String(),
    effectiveOn: Day,
    basis: Type.String(),
    state: Type.Enum(importStates),
    bytes: Type.Number(),
    sha256: nullable(Type.String()),
    requestedByName: nullable(Type.String()),
    requestedAt: Type.String(),
    endedAt: nullable(Type.String()),
    rowsRead: Type.Integer(),
    rowsRefused: Type.Integer(),
    rowsUnchanged: Type.Integer(),
    established: Type.Integer(),
    renamed: Type.Integer(),
    moved: Type.Integer(),
    amended: Type.Integer(),
    abolished: Type.Integer(),
    /** Why the whole file was refused. */
    problem: Type.Union([Both, Type.Null()]),
  },
  closed,
);
export type ImportItem = Static<typeof ImportItem>;

export const RefusalItem = Type.Object(
  { id: Type.String(), row: Type.Integer(), column: Both, value: Type.String(), reason: Both },
  closed,
);
export type RefusalItem = Static<typeof RefusalItem>;

export const StagedItem = Type.Object(
  { row: Type.Integer(), code: Code, name: Both, parent: nullable(Code), change: Type.Array(Type.String()) },
  closed,
);
export type StagedItem = Static<typeof StagedItem>;

export const pageOf = <T extends Parameters<typeof Type.Array>[0]>(item: T) =>
  Type.Object({ items: Type.Array(item), nextCursor: nullable(Type.String()) }, closed);
