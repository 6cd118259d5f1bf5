import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Document, ParsedNode } from 'yaml';
import type { Findings, Position } from './findings.ts';
import { limits } from './limits.ts';
import { readPlainTree } from './plain-tree.ts';

/**
 * A YAML file as plain nodes with positions. All scalars stay texts (YAML's failsafe schema): `01`, `1.0` and `NO` mean what the
 * officer wrote. Anchors, aliases, tags and duplicate keys are refused: a pack is data, and short input must not grow.
 */
export type Tree = TextNode | ListNode | MapNode;
export interface TextNode extends Position {
  readonly kind: 'text';
  readonly text: string;
}
export interface ListNode extends Position {
  readonly kind: 'list';
  readonly items: readonly Tree[];
}
export interface MapNode extends Position {
  readonly kind: 'map';
  readonly entries: readonly Entry[];
}
export interface Entry extends Position {
  readonly key: string;
  readonly value: Tree;
}

/** Stops reading one file after an error that makes the rest meaningless. */
class Refused extends Error {}

/** Reads one file; on any error it reports and returns null. Never throws. */
export function readTree(file: string, text: string, findings: Findings): Tree | null {
  const start = { line: 1, column: 1 };
  if (text.length > limits.yamlLength) {
    findings.error('too-large', file, start, '', { size: text.length, limit: limits.yamlLength });
    return null;
  }
  const plain = readPlainTree(text);
  if (plain !== null) return plain;
  if (looksTooDeep(text)) {
    findings.error('too-deep', file, start, '', { limit: limits.depth });
    return null;
  }
  return parseWhole(file, text, findings);
}

/** With the library: everything that YAML 1.2 has, refused where a pack may not have it. */
export function parseWhole(file: string, text: string, findings: Findings): Tree | null {
  const start = { line: 1, column: 1 };
  const counter = new LineCounter();
  try {
    const options = {
      lineCounter: counter,
      schema: 'failsafe',
      uniqueKeys: false,
      prettyErrors: false,
    } as const;
    const document = parseDocument(text, options);
    return new Walker(file, counter, findings).document(document);
  } catch (cause) {
    if (cause instanceof Refused) return null;
    // The library's composer recurses; what slips past `looksTooDeep` overflows the stack, which is the same finding.
    if (cause instanceof RangeError) findings.error('too-deep', file, start, '', { limit: limits.depth });
    else
      findings.error('yaml-syntax', file, start, '', {
        detail: cause instanceof Error ? cause.message : '?',
      });
    return null;
  }
}

/** Cheap guard before the parser recurses: unclosed brackets, deep indentation, or runs of `- - -`. */
function looksTooDeep(text: string): boolean {
  let open = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === 0x5b || unit === 0x7b) open += 1;
    else if ((unit === 0x5d || unit === 0x7d) && open > 0) open -= 1;
    if (open > 64) return true;
  }
  return /^ {100}|(?:[-?:][ \t]+){24}/m.test(text);
}

class Walker {
  readonly #file: string;
  readonly #counter: LineCounter;
  readonly #findings: Findings;

  constructor(file: string, counter: LineCounter, findings: Findings) {
    this.#file = file;
    this.#counter = counter;
    this.#findings = findings;
  }

  document(document: Document.Parsed): Tree {
    const [error] = document.errors;
    if (error !== undefined) {
      const detail = error.message.split('\n')[0] ?? '';
      return this.#refuse('yaml-syntax', this.#position(error.pos[0]), '', { detail });
    }
    if (document.contents === null) return { kind: 'map', entries: [], line: 1, column: 1 };
    return this.#node(document.contents, '', 0);
  }

  #node(node: ParsedNode, path: string, depth: number): Tree {
    const at = this.#position(node.range[0]);
    if (depth > limits.depth) return this.#refuse('too-deep', at, path, { limit: limits.depth });
    if (isAlias(node) || node.anchor !== undefined) return this.#refuse('anchor-refused', at, path, {});
    if (node.tag !== undefined) return this.#refuse('tag-refused', at, path, { tag: node.tag });
    if (isScalar(node))
      return { kind: 'text', text: typeof node.value === 'string' ? node.value : '', ...at };
    if (isSeq(node)) {
      this.#count(node.items.length, at, path);
      const items = node.items.map((item, index) => this.#node(item, `${path}[${index}]`, depth + 1));
      return { kind: 'list', items, ...at };
    }
    if (isMap(node)) return this.#map(node.items, at, path, depth);
    return this.#refuse('yaml-syntax', at, path, { detail: 'unknown node' });
  }

  #map(items: readonly MapItem[], at: Position, path: string, depth: number): MapNode {
    this.#count(items.length, at, path);
    const seen = new Set<string>();
    const entries = items.map(({ key: node, value }): Entry => {
      const key = this.#node(node, path, depth + 1);
      if (key.kind !== 'text') {
        return this.#refuse('wrong-shape', key, path, { wanted: '文本键', wantedEn: 'a text key' });
      }
      const { line, column, text } = key;
      if (seen.has(text)) this.#findings.error('duplicate-key', this.#file, key, path, { key: text });
      seen.add(text);
      const below = path === '' ? text : `${path}.${text}`;
      const empty: TextNode = { kind: 'text', text: '', line, column };
      return { key: text, value: value === null ? empty : this.#node(value, below, depth + 1), line, column };
    });
    return { kind: 'map', entries, ...at };
  }

  #count(length: number, at: Position, path: string): void {
    if (length > limits.entries)
      this.#refuse('too-many', at, path, { what: '条目 entries', limit: limits.entries });
  }

  #position(offset: number): Position {
    const { line, col } = this.#counter.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  }

  #refuse(
    code: Parameters<Findings['error']>[0],
    at: Position,
    path: string,
    params: Record<string, string | number>,
  ): never {
    this.#findings.error(code, this.#file, at, path, params);
    throw new Refused();
  }
}

interface MapItem {
  readonly key: ParsedNode;
  readonly value: ParsedNode | null;
}
