import { findingTemplates } from './finding-templates.ts';
import type { Template } from './finding-templates.ts';
import { limits } from './limits.ts';
import type { Words } from './model.ts';

/** One thing that is wrong (or doubtful) in a declaration: where, what, and what to do. Lines and columns count from 1. */
export interface Finding {
  readonly code: FindingCode;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The way to the value: `fields.mobile.mask`. */
  readonly path: string;
  readonly zh: string;
  readonly en: string;
  readonly fix: Words;
}

export { findingTemplates };

export type FindingCode = keyof typeof findingTemplates;
export type Params = Readonly<Record<string, string | number>>;

export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Collects findings; past the limit it only counts. */
export class Findings {
  readonly errors: Finding[] = [];
  readonly warnings: Finding[] = [];

  error(code: FindingCode, file: string, position: Position, path: string, params: Params = {}): void {
    if (this.errors.length < limits.findingsPerCall)
      this.errors.push(finding(code, file, position, path, params));
  }

  warn(code: FindingCode, file: string, position: Position, path: string, params: Params = {}): void {
    if (this.warnings.length < limits.findingsPerCall)
      this.warnings.push(finding(code, file, position, path, params));
  }
}

function finding(code: FindingCode, file: string, position: Position, path: string, params: Params): Finding {
  const template: Template = findingTemplates[code];
  const { line, column } = position;
  const fix = { zh: fill(template.fix.zh, params), en: fill(template.fix.en, params) };
  return Object.freeze({
    code,
    file,
    line,
    column,
    path,
    zh: fill(template.zh, params),
    en: fill(template.en, params),
    fix,
  });
}

/**
 * A template with its parameters. They come from hostile files: they are cut, and inserted in one pass so that `{x}` in a value
 * stays text; a parameter that isn't given stays `{x}`.
 */
export function fill(text: string, params: Params): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = Object.hasOwn(params, name) ? params[name] : undefined;
    return value === undefined ? whole : String(value).slice(0, 200);
  });
}
