import { fault } from './errors.ts';

/** For what a verb was given to read and could not. */
export function unreadableFile(file: string, error: NodeJS.ErrnoException): Error {
  return fault('unreadable-file', { file, reason: error.code ?? error.message }, { cause: error });
}
