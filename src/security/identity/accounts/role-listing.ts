import { byTitle, choice, column, RowList } from '#infrastructure/lists/index.ts';
import type { Listing } from '#infrastructure/lists/index.ts';
import type { Identity } from '../identity.ts';
import { permissionTexts, powerTexts } from '../schema.ts';
import type { RoleItem } from '../schema.ts';

type Power = keyof typeof powerTexts;

/** How roles are searched, filtered, sorted and exported. */
export const roleListing: Listing<RoleItem> = {
  texts: ({ code, title, permissions }) => [
    code,
    title,
    ...permissions.map((permission) => permissionTexts[permission] ?? permission),
  ],
  filters: { power: choice(Object.keys(powerTexts), ({ power }) => power) },
  sorts: {
    title: byTitle,
    code: ({ code }) => code,
    power: ({ power }, language) => (power === 'none' ? null : powerTexts[power as Power][language]),
  },
  columns: [
    column('title', '角色', 'Role', ({ title }, language) => title[language]),
    column('code', '代码', 'Code', ({ code }) => code),
    column('permissions', '功能', 'Functions', ({ permissions }, language) =>
      permissions.map((code) => permissionTexts[code]?.[language] ?? code).join('; '),
    ),
    column('power', '管理权', 'Power', ({ power }, language) =>
      power === 'none' ? null : powerTexts[power as Power][language],
    ),
  ],
};

/** The declared roles. */
export function listRoles({ roles }: Pick<Identity, 'roles'>): RowList<RoleItem> {
  const rows = roles.roles.map((role) => ({ ...role, permissions: [...role.permissions] }));
  return new RowList<RoleItem>(rows, roleListing);
}
