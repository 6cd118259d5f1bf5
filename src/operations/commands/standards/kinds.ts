/** What can be written. */
export const exportKinds = ['elements', 'codes', 'schema', 'graph', 'catalogue', 'shapes'] as const;
/** What a table to be read may have. */
export const importKinds = ['elements', 'codes', 'niem'] as const;
