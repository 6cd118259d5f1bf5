import type { Static } from 'typebox';
import { exportBody, writeTableFile } from '#infrastructure/table-files/index.ts';
import type { FileColumn, TableFile } from '#infrastructure/table-files/index.ts';
import type { Context } from '#security/context/index.ts';
import { entryFor, ledger } from '#security/ledger/index.ts';
import type { Identity } from '../identity.ts';
import type { Role } from '../roles.ts';
import { permissionTexts, powerTexts } from '../schema.ts';

export const roleColumns: readonly FileColumn<Role>[] = [
  { key: 'title', title: { zh: '角色', en: 'Role' }, value: ({ title }, language) => title[language] },
  { key: 'code', title: { zh: '代码', en: 'Code' }, value: ({ code }) => code },
  {
    key: 'permissions',
    title: { zh: '功能', en: 'Functions' },
    value: ({ permissions }, language) =>
      permissions.map((code) => permissionTexts[code]?.[language] ?? code).join('; '),
  },
  {
    key: 'power',
    title: { zh: '管理权', en: 'Power' },
    value: ({ power }, language) => (power === 'none' ? null : powerTexts[power][language]),
  },
];

export const roleExport = exportBody(roleColumns, {});
export type RoleExport = Static<typeof roleExport>;

/** The declared roles as a file. */
export async function exportRoles(
  { roles }: Identity,
  context: Context,
  { format, columns: chosen }: RoleExport,
): Promise<TableFile> {
  const rows = roles.roles;
  const entry = { act: 'export', outcome: 'permitted', resource: 'role', count: rows.length } as const;
  await ledger.append(entryFor(context, { ...entry, detail: { format } }));
  const title = { zh: '角色与权限', en: 'Roles' };
  return writeTableFile({ name: 'roles', title, columns: roleColumns, chosen, rows, format }, context);
}
