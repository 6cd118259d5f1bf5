import type { Database, Tx } from '#infrastructure/sql/index.ts';
import type { Context } from '#security/context/index.ts';
import { appendEntries, entryFor, recordRefusal } from '#security/ledger/index.ts';
import type { Catalogue } from '#platform/catalogue/index.ts';
import { codesOn, dayInChina } from '#standards/declarations/index.ts';
import type { Profile } from '#standards/identifiers/index.ts';
import { fault } from './errors.ts';
import { openInitials } from './words.ts';

/** What every use case of the module works with. */
export interface Organisations {
  readonly app: Database;
  /** For the thread that reads a file: the same role as `app`. */
  readonly appUrl: string;
  readonly profile: Profile;
  /** As the code lists in force say on a day; they change while the node runs. */
  rulesOn(at: Date): Rules;
  initials(): Promise<(name: string) => string>;
}

/** Codes that a value may have on a day, and what a code must be. */
export interface Rules {
  readonly kinds: ReadonlySet<string>;
  readonly levels: ReadonlySet<string>;
  readonly branches: ReadonlySet<string>;
}

export interface OrganisationsParts {
  readonly app: Database;
  readonly appUrl: string;
  readonly catalogue: Pick<Catalogue, 'pack'>;
  readonly profile: Profile;
}

/** The code lists that an organisation's values come from. */
export const codeLists = {
  kinds: 'police-organisation-kind',
  levels: 'police-organisation-level',
  branches: 'agency-branch',
} as const;

/** Opens the registry for one process. */
export function openOrganisations(parts: OrganisationsParts): Organisations {
  const { app, appUrl, catalogue, profile } = parts;
  let initials: Promise<(name: string) => string> | undefined;
  return {
    app,
    appUrl,
    profile,
    rulesOn: (at) => rulesOf(catalogue, at),
    initials: () => (initials ??= openInitials()),
  };
}

/** @throws Fault organisations.invalid-settings when a code list is missing */
function rulesOf({ pack }: Pick<Catalogue, 'pack'>, at: Date): Rules {
  const codesOf = (name: string): ReadonlySet<string> => {
    const found = pack.codeLists.get(name);
    if (!found) throw fault('invalid-settings', { name });
    return new Set(codesOn(found, dayInChina(at)).map(({ code }) => code));
  };
  return {
    kinds: codesOf(codeLists.kinds),
    levels: codesOf(codeLists.levels),
    branches: codesOf(codeLists.branches),
  };
}

const maintainer = 'standards-officer';

/** @throws Fault organisations.not-permitted */
export function requireMaintainer(context: Context): void {
  if (!context.actor.roles.includes(maintainer)) throw fault('not-permitted');
}

export type Detail = Readonly<Record<string, string | number | boolean>>;

/**
 * Runs a maintainer's act in one transaction with its ledger entry; `work` says what to write there. If it is refused
 * nothing of it remains but the entry that says so.
 */
export async function recorded<T>(
  { app }: Pick<Organisations, 'app'>,
  context: Context,
  about: { readonly record: string; readonly change: string },
  work: (tx: Tx) => Promise<{ readonly answer: T; readonly detail?: Detail; readonly count?: number }>,
): Promise<T> {
  const { record, change } = about;
  const entry = { act: 'organisation-change', resource: 'organisation-code', record } as const;
  return recordRefusal(context, { ...entry, detail: { change } }, async () => {
    requireMaintainer(context);
    return app.transaction(async (tx) => {
      const { answer, detail = {}, count = 1 } = await work(tx);
      const written = { ...entry, outcome: 'permitted', count, detail: { change, ...detail } } as const;
      await appendEntries(tx, [entryFor(context, written)]);
      return answer;
    });
  });
}
