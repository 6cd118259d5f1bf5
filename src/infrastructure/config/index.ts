export { loadConfig, describeConfig, projectRoot } from './config.ts';
export type { Config } from './config.ts';
