export { addressOf, loadConfig, describeConfig, fallbackOf, projectRoot } from './config.ts';
export type { Config } from './config.ts';
