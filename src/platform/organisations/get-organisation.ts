import { nameAccounts } from '#security/identity/index.ts';
import { fault } from './errors.ts';
import { maxDepth } from './model.ts';
import type { Organisations } from './organisations.ts';
import type { OrganisationDetail } from './schema.ts';
import { countChildren, findOrganisation, selectEvents, selectNames, selectPast, selectPath } from './sql.ts';
import { toWire } from './wire.ts';

const maxEvents = 200; // of one organisation; none has had as many

/** One organisation, whatever became of it: where it stands, its past, and what happened. @throws Fault organisations.no-such-organisation */
export async function getOrganisation(
  { app }: Pick<Organisations, 'app'>,
  code: string,
): Promise<OrganisationDetail> {
  const found = await findOrganisation(app, code);
  if (!found) throw fault('no-such-organisation', { code });
  const [path, past, events, children] = await Promise.all([
    selectPath(app, code, maxDepth),
    selectPast(app, code),
    selectEvents(app, code, maxEvents),
    countChildren(app, code),
  ]);
  const people = await nameAccounts(app, [...new Set(events.map((event) => event.byAccount))]);
  const related = [
    ...events.flatMap((event) => event.related),
    ...past.flatMap(({ parent }) => parent ?? []),
  ];
  const names = await selectNames(app, [...new Set(related)]);
  return {
    ...toWire(found),
    path: path.map(({ code: at, nameZh, nameEn }) => ({ code: at, name: { zh: nameZh, en: nameEn } })),
    children,
    past: past.map(({ nameZh, nameEn, ...state }) => ({ ...state, name: { zh: nameZh, en: nameEn } })),
    events: events.map(({ byAccount, at, import: by, ...event }) => ({
      ...event,
      byName: people.get(byAccount)?.name ?? null,
      at: at.toISOString(),
      imported: by !== null,
    })),
    related: names.map(({ code: at, nameZh, nameEn }) => ({ code: at, name: { zh: nameZh, en: nameEn } })),
  };
}
