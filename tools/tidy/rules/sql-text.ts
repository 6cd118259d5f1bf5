import type { Project, Rule, SourceFile } from '../project.ts';
import { isSqlFile } from './sql-place.ts';
import { lineInside, textsOf } from './shapes.ts';

interface Statement {
  readonly file: SourceFile;
  readonly text: string;
  lineAt(offset: number): number;
}

/** Columns are enumerated, so that a new column is never shown by accident. */
export const sqlColumns: Rule = {
  name: 'sql-columns',
  scope: 'SQL of src/ and migrations, except tests; `*` over unnest(…) or a subselect is free',
  *check(project) {
    for (const { file, text, lineAt } of sqlOf(project)) {
      for (const match of text.matchAll(/\b(?:select|returning)\s+(?:distinct\s+)?(?:\w+\.)?\*/gi)) {
        if (columnsStandInside(text.slice(match.index))) continue;
        yield {
          file: file.path,
          line: lineAt(match.index),
          rule: 'sql-columns',
          instead: 'Name the columns instead of `*`.',
        };
      }
    }
  },
};

/** `*` over unnest(…) or over a subselect stands for columns that the same statement names. */
function columnsStandInside(statement: string): boolean {
  const from = /\bfrom\s+(\S+)/i.exec(statement)?.[1] ?? '';
  return /^(unnest)?\(/i.test(from) && !/^returning/i.test(statement);
}

/** A module's SQL names its own PostgreSQL schema only; what it needs of another it asks that module for. */
export const ownSchema: Rule = {
  name: 'own-schema',
  scope:
    'schema-qualified names in SQL, but for a table that the same migration hands over (`set schema`); standards only plan, and the verifier reads the ledger from outside because it shares no code with the writer',
  *check(project) {
    const schemas = schemasOf(project);
    for (const { file, text, lineAt } of sqlOf(project)) {
      const module = project.moduleOf(file.path);
      const level = project.architecture.modules[module ?? '']?.level;
      if (module === undefined || level === 'standards' || level === 'verifier') continue;
      const handed = new Set([...text.matchAll(/\bset\s+schema\s+([a-z_]+)/gi)].map(([, schema]) => schema));
      for (const match of text.matchAll(
        /\b(from|join|into|update|table|on|references|copy|truncate)\s+(?:only\s+)?([a-z_]+)\.[a-z_]/gi,
      )) {
        const owner = schemas.get(match[2]?.toLowerCase() ?? '');
        if (owner === undefined || owner === module || handed.has(match[2] ?? '')) continue;
        const instead = `The tables of schema ${match[2]} belong to ${owner}: call a function of its index.ts.`;
        yield { file: file.path, line: lineAt(match.index), rule: 'own-schema', instead };
      }
    }
  },
};

/** Schema name to the module that owns it: the last name of each module that has migrations. */
function schemasOf(project: Project): Map<string, string> {
  const schemas = new Map<string, string>();
  for (const file of project.files) {
    const module = /^src\/(.+)\/migrations\/[^/]+\.sql$/.exec(file.path)?.[1];
    if (module !== undefined) schemas.set(module.slice(module.lastIndexOf('/') + 1), module);
  }
  return schemas;
}

function* sqlOf(project: Project): Iterable<Statement> {
  for (const file of project.files) {
    if (/^src\/.*\.sql$/.test(file.path)) {
      const text = file.text.replaceAll(/--[^\n]*/g, (comment) => ' '.repeat(comment.length));
      yield { file, text, lineAt: (offset) => text.slice(0, offset).split('\n').length };
    } else if (file.isProduct && isSqlFile(file)) {
      for (const token of textsOf(file.scan)) {
        yield { file, text: token.text, lineAt: (offset) => lineInside(token, offset) };
      }
    }
  }
}
