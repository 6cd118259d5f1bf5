export { readJson } from './read-json.ts';
export type { JsonRead, JsonFlaw } from './read-json.ts';
