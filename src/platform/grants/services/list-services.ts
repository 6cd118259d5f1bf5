import { byName, byTitle, choice, column, RowList, text, titles } from '#infrastructure/lists/index.ts';
import type { Listing } from '#infrastructure/lists/index.ts';
import type { Context } from '#security/context/index.ts';
import type { Granting } from '../grants.ts';
import { decides } from '../grants.ts';
import { serviceStateWords } from '../schema.ts';
import type { ServiceWire } from '../schema.ts';
import { serviceOnWire } from '../wire.ts';
import { isFor } from './run-service.ts';
import { serviceStates } from './service.ts';
import { selectServices } from './sql.ts';

/** How services are searched, filtered, sorted and exported. */
export const serviceListing: Listing<ServiceWire> = {
  texts: ({ name, title, resourceTitle }) => [name, title, resourceTitle],
  filters: {
    state: choice(serviceStates, ({ state }) => state),
    resource: text(({ resource }) => resource),
    owner: text(({ owner }) => owner.name),
  },
  sorts: {
    name: byName,
    title: byTitle,
    state: ({ state }, language) => serviceStateWords[state][language],
    resource: ({ resourceTitle }, language) => resourceTitle[language],
    owner: ({ owner }, language) => owner.title[language],
    version: ({ version }) => version,
    changedAt: ({ changedAt }) => changedAt,
  },
  columns: [
    ...titles<ServiceWire>(),
    column('state', '状态', 'State', ({ state }, language) => serviceStateWords[state][language]),
    column('resource', '信息类', 'Information', ({ resourceTitle }, language) => resourceTitle[language]),
    column('owner', '责任警种', 'Owner branch', ({ owner }, language) => owner.title[language]),
    column('version', '版本', 'Version', ({ version }) => version),
    column('changedAt', '最近变动', 'Last change', ({ changedAt }) => changedAt),
  ],
};

/** The services that concern this officer: published to a role of theirs, or their branch's own. */
export async function listServices(granting: Granting, context: Context): Promise<RowList<ServiceWire>> {
  const all = await selectServices(granting.app);
  const theirs = all.filter((row) => isFor(context, row) || decides(granting, context, row));
  return new RowList(
    theirs.map((row) => serviceOnWire(granting, context, row)),
    serviceListing,
  );
}
