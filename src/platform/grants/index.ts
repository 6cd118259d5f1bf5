export { followGrants } from './follow-grants.ts';
export type { GrantsInForce } from './follow-grants.ts';
export type { Granting } from './grants.ts';
export { routes } from './routes.ts';
export { describeServices } from './services/describe-services.ts';
export { grantsByResource } from './grants-by-resource.ts';
export { parseGrantSettings } from './settings.ts';
