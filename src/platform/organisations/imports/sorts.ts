import { sortNames } from '#infrastructure/lists/index.ts';
import type { SortName } from '#infrastructure/lists/index.ts';

/** What the lists of imports are sorted by, with the column of each. */

export const importColumns = {
  requestedAt: 'requested_at',
  name: 'name',
  state: 'state',
  effectiveOn: 'effective_on',
  rowsRead: 'rows_read',
  rowsRefused: 'rows_refused',
} as const;
export const importSorts = sortNames(importColumns);
export type ImportSort = SortName<typeof importColumns>;

export const refusalColumns = { row: 'number' } as const;
export const refusalSorts = sortNames(refusalColumns);
export type RefusalSort = SortName<typeof refusalColumns>;

export const changeColumns = { code: 'code', row: 'number' } as const;
export const changeSorts = sortNames(changeColumns);
export type ChangeSort = SortName<typeof changeColumns>;
