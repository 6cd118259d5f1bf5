import type { Rule, SourceFile } from '../project.ts';
import { textsOf } from './shapes.ts';

/**
 * A statement, not a sentence: the keyword stands first in lower or upper case, and what must follow it follows.
 */
const statements = [
  /^select\s+[\s\S]*?\bfrom\s+["\w$]+(\.|\s|\(|$)/,
  /^select\s+(\d+|[\w.]+\()/,
  /^insert\s+into\s+["\w.$]+/,
  /^update\s+["\w.$]+(\s+(as\s+)?\w+)?\s+set\s+["\w]+\s*=/,
  /^delete\s+from\s+["\w.$]+/,
  /^(create|alter|drop)\s+(or\s+replace\s+)?(unlogged\s+|temp\s+|unique\s+)?(table|schema|role|index|view|function|sequence|type|database|trigger|extension)\s/,
  /^with\s+(recursive\s+)?\w+\s*(\([^)]*\))?\s+as\s+(not\s+)?(materialized\s*)?\(/,
  /^(grant|revoke)\s+[\w, ]+\s+on\s/,
  /^copy\s+["\w.$]+\s*(\([\s\S]*\))?\s*(from|to)\s/,
  /^truncate\s+(table\s+)?["\w.$]+/,
  /^set\s+(local|session)\s+\w/,
  /^(begin|commit|rollback)(\s+(transaction|isolation)[\s\S]*)?;?$/,
];

/** SQL lives in sql.ts and in migrations, where one looks for it and where its columns are read. */
export const sqlPlace: Rule = {
  name: 'sql-place',
  scope:
    'string and template literals of src/ except tests; SQL files are sql.ts, sql-….ts and …-sql.ts, and folders named sql or migrations. A statement glued from fragments is not seen',
  *check(project) {
    for (const file of project.product) {
      if (isSqlFile(file)) continue;
      for (const token of textsOf(file.scan)) {
        if (!isStatement(token.text)) continue;
        const instead =
          "Move this statement into the module's sql.ts as a named function that takes the transaction.";
        yield { file: file.path, line: token.line, rule: 'sql-place', instead };
      }
    }
  },
};

/** Where SQL may stand. */
export function isSqlFile(file: SourceFile): boolean {
  return /(^|\/)sql(-[a-z-]+)?\.ts$|-sql\.ts$|\/(sql|migrations)\//.test(file.path);
}

/** Whether a text is an SQL statement. */
export function isStatement(text: string): boolean {
  const start = text.trimStart();
  const keyword = /^[A-Za-z]+/.exec(start)?.[0] ?? '';
  if (keyword !== keyword.toLowerCase() && keyword !== keyword.toUpperCase()) return false;
  const lower = start.trimEnd().toLowerCase();
  // `begin` and `commit` alone are words of other trades too, so only the upper or lower case with a semicolon counts.
  return statements.some((shape) => shape.test(lower)) && !/^(begin|commit|rollback)$/.test(lower);
}
