import type { Static } from 'typebox';
import {
  exportBody,
  mostFileRows,
  requireFewRows,
  writeTableFile,
} from '#infrastructure/table-files/index.ts';
import type { FileColumn, TableFile } from '#infrastructure/table-files/index.ts';
import type { Context } from '#security/context/index.ts';
import { appendEntries, entryFor } from '#security/ledger/index.ts';
import type { Identity } from '../identity.ts';
import { recorded } from '../recorded.ts';
import { accountChoice, stateTexts } from '../schema.ts';
import type { AccountItem } from '../schema.ts';
import { filterOf, itemOf, orderOf } from './list-accounts.ts';
import { listAccountRows } from './list-sql.ts';

const no = { zh: '否', en: 'No' };
const yes = { zh: '是', en: 'Yes' };

export const accountColumns: readonly FileColumn<AccountItem>[] = [
  { key: 'policeNumber', title: { zh: '警号', en: 'Police number' }, value: (row) => row.policeNumber },
  { key: 'name', title: { zh: '姓名', en: 'Name' }, value: ({ name }) => name },
  { key: 'organisation', title: { zh: '单位代码', en: 'Unit code' }, value: (row) => row.organisation },
  {
    key: 'organisation',
    title: { zh: '单位', en: 'Unit' },
    value: ({ organisationName }, language) => organisationName[language],
  },
  { key: 'branch', title: { zh: '警种', en: 'Branch' }, value: ({ branch }) => branch },
  { key: 'post', title: { zh: '职务', en: 'Post' }, value: ({ post }) => post },
  { key: 'roles', title: { zh: '角色', en: 'Roles' }, value: ({ roles }) => roles.join(' ') },
  {
    key: 'state',
    title: { zh: '状态', en: 'State' },
    value: ({ state }, language) => stateTexts[state][language],
  },
  { key: 'lastUsedAt', title: { zh: '上次使用', en: 'Last used' }, value: (row) => row.lastUsedAt },
  {
    key: 'demo',
    title: { zh: '演示账户', en: 'Demonstration account' },
    value: ({ demo }, language) => (demo ? yes : no)[language],
  },
];

export const accountExport = exportBody(accountColumns, accountChoice);
export type AccountExport = Static<typeof accountExport>;

const titles = {
  officer: { zh: '民警账户', en: 'Accounts of officers' },
  client: { zh: '系统账户', en: 'Accounts of systems' },
  citizen: { zh: '群众账户', en: 'Accounts of citizens' },
};

/**
 * The accounts that fit, as a file. The entry says how many and with which filters, never what name was searched for.
 * @throws Fault table-files.too-many-rows
 */
export async function exportAccounts(
  identity: Identity,
  context: Context,
  { format, columns: chosen, ...asked }: AccountExport,
): Promise<TableFile> {
  const { search, ...filter } = filterOf(asked);
  const named = Object.entries(filter).flatMap(([name, value]) => (value === null ? [] : [[name, value]]));
  const detail = {
    format,
    searched: search !== '',
    ...(Object.fromEntries(named) as Record<string, string>),
  };
  const act = { act: 'export', resource: 'account', detail } as const;
  return recorded(identity, context, act, async (tx) => {
    const order = { ...orderOf(asked), after: null, limit: mostFileRows + 1 };
    const found = await listAccountRows(tx, { ...filter, search }, order);
    requireFewRows(found.length);
    const rows = found.map(itemOf);
    await appendEntries(tx, [entryFor(context, { ...act, outcome: 'permitted', count: rows.length })]);
    const title = titles[filter.kind];
    return writeTableFile(
      { name: `${filter.kind}-accounts`, title, columns: accountColumns, chosen, rows, format },
      context,
    );
  });
}
