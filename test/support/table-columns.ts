/** Holds the tables of a module's pages to the files that they leave as. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

type Columns = readonly { readonly key: string }[];
const root = join(import.meta.dirname, '..', '..', 'src');

/** Columns that several pages take from one place. */
const shared = { 'titleColumn(': 'title', 'nameColumn(': 'name', 'verificationColumn(': 'verification' };

/** How a table says where its file comes from: of its own, or with the list. */
const exporting = /onExport=\{|\{\.\.\.listAt</;

/** Every table of the officers' pages, as its page writes it: from the name of the component to its end. */
export function everyTable(): { readonly page: string; readonly text: string }[] {
  const pages = globSync('*/*/pages/**/*.tsx', { cwd: root });
  return pages.flatMap((page) => {
    const text = readFileSync(join(root, page), 'utf8');
    return [...text.matchAll(/<DataTable<[\s\S]*?\n\s*\/>/g)].map(([table]) => ({ page, text: table }));
  });
}

/** What a table lacks that every table of the product has: a list of the server to page through, and a file of it. */
export function lacksOf(table: string): string[] {
  const isList = /source=\{|\{\.\.\.listAt</.test(table);
  return [...(isList ? [] : ['list']), ...(exporting.test(table) ? [] : ['export'])];
}

function keysOn(page: string): string[] {
  const written = [...page.matchAll(/\bkey: '([a-zA-Z]+)'/g)].map(([, key]) => String(key));
  return [...written, ...Object.entries(shared).flatMap(([call, key]) => (page.includes(call) ? [key] : []))];
}

/** The columns of a page that its file does not know. */
export function unknownColumns(page: string, columns: Columns): string[] {
  return keysOn(page).filter((wanted) => !columns.some(({ key }) => key === wanted));
}

/**
 * `files`: the file's columns by the path of the page below the module's `pages`; every table of the module is there.
 * `wholly`: pages whose file has its own columns, whatever is in view.
 */
export function checkTables(
  module: string,
  files: Readonly<Record<string, Columns>>,
  wholly: readonly string[] = [],
): void {
  const folder = join(root, module, 'pages');
  const textOf = (page: string): string => readFileSync(join(folder, page), 'utf8');
  const tables = globSync('**/*.tsx', { cwd: folder }).filter((page) => textOf(page).includes('<DataTable<'));
  assert.deepEqual(tables.sort(), [...Object.keys(files), ...wholly].sort());
  for (const [page, columns] of Object.entries(files)) {
    assert.match(textOf(page), exporting, page);
    assert.ok(keysOn(textOf(page)).length >= 4, `${page}: too few columns were seen`);
    assert.deepEqual(unknownColumns(textOf(page), columns), [], page);
  }
}
