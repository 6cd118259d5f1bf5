import type { PackFile } from '../declarations/index.ts';
import { bundleProblem } from './model.ts';
import type { Bundle, BundleProblem } from './model.ts';

/**
 * The files of a taken pack that are no longer as they were taken: changed, added or gone. Who extends a pack does so in one of
 * their own; the name of the taken bundle and the local file both stand in the finding. `files` begin with the pack's folder.
 */
export function findAltered({ header, files: taken }: Bundle, files: readonly PackFile[]): BundleProblem[] {
  const folder = `${header.name}/`;
  const local = new Map(
    files
      .filter(({ path }) => path.startsWith(folder))
      .map(({ path, text }) => [path.slice(folder.length), text]),
  );
  const paths = [...new Set([...local.keys(), ...Object.keys(taken)])].toSorted();
  return paths
    .filter((path) => local.get(path) !== (Object.hasOwn(taken, path) ? taken[path] : undefined))
    .map((path) =>
      bundleProblem('altered-taken', `${folder}${path}`, {
        other: `${header.name} ${header.version}: ${path}`,
      }),
    );
}
