export { migrate, listMigrations } from './migrate.ts';
export type { Migration } from './migrate.ts';
export { setUpDatabase, roleUrls, roleNames } from './set-up-database.ts';
export type { RoleName, RoleUrls } from './set-up-database.ts';
