export { registerDesk } from './register-desk.ts';
export type { DeskParts } from './register-desk.ts';
export type { Desk } from './desk.ts';
export { deskRoutes } from './routes.ts';
export { seedDesk } from './seed-desk.ts';
export { parseDeskSettings } from './settings.ts';
export type { DeskSettings } from './settings.ts';
