/** `npm run lint`: oxlint with the rules of .oxlintrc.json; those that need types run in tsgolint. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const oxlint = fileURLToPath(new URL('../node_modules/oxlint/bin/oxlint', import.meta.url));
const { status } = spawnSync(process.execPath, [oxlint, ...process.argv.slice(2), '.'], { stdio: 'inherit' });
process.exitCode = status ?? 1;
