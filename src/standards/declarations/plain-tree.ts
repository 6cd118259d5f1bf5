import type { Entry, ListNode, MapNode, TextNode, Tree } from './tree.ts';

/**
 * Reads the plain part of YAML in which nearly all declarations are written, thirty times faster than the library: block and
 * flow mappings and lists, plain and quoted scalars on one line, comments. Whatever else a file has (anchors, tags, block scalars,
 * continued lines, empty values, repeated keys, a mistake) it does not judge: it answers null and the library reads the file.
 * So it may refuse too much, never understand something else: a test holds its trees to the library's, node by node.
 */
export function readPlainTree(text: string): Tree | null {
  if (text.length === 0 || strange.test(text)) return null;
  try {
    return new PlainReader(text).document();
  } catch (cause) {
    if (cause instanceof NotPlain) return null;
    throw cause;
  }
}

/** Tabs, carriage returns, other line ends, marks: the library knows their rules. Document markers and directives too. */
const strange = /[\t\r\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff]|\p{Cs}|^(?:---|\.\.\.|%)/mu;

class NotPlain extends Error {}

function notPlain(): never {
  throw new NotPlain();
}

const mostDepth = 10; // below the limit of what may be read at all
const plainKey = /[A-Za-z0-9_][A-Za-z0-9_./-]*/y;
const blank = /[ ]*/y;
const singleQuoted = /'(?:[^'\n]|'')*'/y;
const doubleQuoted = /"(?:[^"\\\n]|\\["\\bfnrt]|\\u[0-9a-fA-F]{4})*"/y;
const plainInFlow = /[^,[\]{}\n#:]+/y;
const plainInBlock = /[^\n#:]+(?::[^\n#: ][^\n#:]*)*/y;
const nothingMore = /[ ]*(?:\n|$|[ ]#)/y;
const restOfLine = /[ ]*(?:#[^\n]*)?(?=\n|$)/y;
/** Characters that a plain scalar never begins with here; some may in YAML, which then reads it. */
const indicators = /[-?:,[\]{}#&*!|>'"%@`=<~]/;

class PlainReader {
  readonly #text: string;
  #at = 0;
  #line = 1;
  #lineStart = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): Tree {
    this.#skipLines();
    if (this.#at >= this.#text.length) return notPlain();
    const first = this.#text[this.#at];
    const tree = first === '{' || first === '[' ? this.#flow(0, true) : this.#block(0);
    this.#endLine();
    this.#skipLines();
    return this.#at < this.#text.length ? notPlain() : tree;
  }

  // Places -----------------------------------------------------------------------------------------------------------------------

  get #column(): number {
    return this.#at - this.#lineStart + 1;
  }

  #place(): { line: number; column: number } {
    return { line: this.#line, column: this.#column };
  }

  /** Moves past empty lines and lines of comments; stands then before the first character of a line that has something. */
  #skipLines(): void {
    for (;;) {
      const start = this.#at;
      const indent = this.#match(blank).length;
      const next = this.#text[this.#at];
      if (next === '#' && (indent > 0 || this.#lineStart === start)) {
        this.#match(restOfLine);
      } else if (next !== '\n') return;
      if (this.#at >= this.#text.length) return;
      this.#newLine();
    }
  }

  #newLine(): void {
    this.#at += 1;
    this.#line += 1;
    this.#lineStart = this.#at;
  }

  /** The rest of a line has a comment at most, after a blank. */
  #endLine(): void {
    if (this.#at >= this.#text.length || this.#text[this.#at] === '\n') return this.#stepOver();
    if (this.#text[this.#at] !== ' ') return notPlain();
    const start = this.#at;
    this.#match(restOfLine);
    if (this.#at === start) return notPlain();
    this.#stepOver();
  }

  #stepOver(): void {
    if (this.#at >= this.#text.length) return;
    if (this.#text[this.#at] !== '\n') return notPlain();
    this.#newLine();
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found === undefined) return '';
    this.#at += found.length;
    return found;
  }

  // Blocks -----------------------------------------------------------------------------------------------------------------------

  /** A mapping or a list whose lines begin at the column where it stands now. */
  #block(depth: number): MapNode | ListNode {
    if (depth > mostDepth) return notPlain();
    const isList = this.#text[this.#at] === '-' && this.#text[this.#at + 1] === ' ';
    return isList ? this.#blockList(depth) : this.#blockMap(depth);
  }

  #blockMap(depth: number): MapNode {
    const place = this.#place();
    const entries: Entry[] = [];
    const seen = new Set<string>();
    do {
      const at = this.#place();
      const key = this.#key();
      if (seen.has(key)) return notPlain();
      seen.add(key);
      entries.push({ key, value: this.#blockValue(place.column, depth), ...at });
    } while (this.#isNext(place.column));
    return { kind: 'map', entries, ...place };
  }

  #blockList(depth: number): ListNode {
    const place = this.#place();
    const items: Tree[] = [];
    do {
      if (this.#text[this.#at] !== '-' || this.#text[this.#at + 1] !== ' ') return notPlain();
      this.#at += 1;
      this.#match(blank);
      items.push(this.#item(place.column, depth));
    } while (this.#isNext(place.column));
    return { kind: 'list', items, ...place };
  }

  /** Whether another line of the same block follows. One that is indented less ends the block; any other is no plain YAML. */
  #isNext(column: number): boolean {
    this.#skipLines();
    if (this.#at >= this.#text.length || this.#column < column) return false;
    return this.#column === column ? true : notPlain();
  }

  /** `key: …` right after `- ` is a mapping in the list; anything else is one value. */
  #item(column: number, depth: number): Tree {
    const start = this.#at;
    const key = this.#match(plainKey);
    const isMap =
      key !== '' && this.#text[this.#at] === ':' && /[ \n]/.test(this.#text[this.#at + 1] ?? '\n');
    this.#at = start;
    return isMap ? this.#block(depth + 1) : this.#inline(column, depth);
  }

  #key(): string {
    const key = this.#match(plainKey);
    if (key === '' || this.#text[this.#at] !== ':') return notPlain();
    this.#at += 1;
    return key;
  }

  #blockValue(column: number, depth: number): Tree {
    nothingMore.lastIndex = this.#at;
    if (!nothingMore.test(this.#text)) {
      if (this.#match(blank) === '') return notPlain();
      return this.#inline(column, depth);
    }
    this.#endLine();
    this.#skipLines();
    const isDeeper = this.#column > column;
    const isListHere =
      this.#column === column && this.#text[this.#at] === '-' && this.#text[this.#at + 1] === ' ';
    return this.#at < this.#text.length && (isDeeper || isListHere) ? this.#block(depth + 1) : notPlain();
  }

  /** A value that ends with its line, and is not continued on the next. */
  #inline(column: number, depth: number): Tree {
    const value = this.#value(depth, false);
    this.#endLine();
    const [at, line, lineStart] = [this.#at, this.#line, this.#lineStart];
    this.#skipLines();
    if (this.#at < this.#text.length && this.#column > column) return notPlain();
    [this.#at, this.#line, this.#lineStart] = [at, line, lineStart];
    return value;
  }

  // Values -----------------------------------------------------------------------------------------------------------------------

  #value(depth: number, inFlow: boolean): Tree {
    switch (this.#text[this.#at]) {
      case '{':
      case '[':
        return this.#flow(depth + 1, false);
      case "'":
        return this.#singleQuoted();
      case '"':
        return this.#doubleQuoted();
      default:
        return this.#plain(inFlow);
    }
  }

  #singleQuoted(): TextNode {
    const place = this.#place();
    const whole = this.#match(singleQuoted);
    if (whole === '') return notPlain();
    return { kind: 'text', text: whole.slice(1, -1).replaceAll("''", "'"), ...place };
  }

  /** With the escapes of JSON, which YAML has too. */
  #doubleQuoted(): TextNode {
    const place = this.#place();
    const whole = this.#match(doubleQuoted);
    if (whole === '') return notPlain();
    return { kind: 'text', text: JSON.parse(whole) as string, ...place };
  }

  #plain(inFlow: boolean): TextNode {
    const place = this.#place();
    const isNegative = this.#text[this.#at] === '-' && /[0-9]/.test(this.#text[this.#at + 1] ?? '');
    if (!isNegative && indicators.test(this.#text[this.#at] ?? '#')) return notPlain();
    const found = this.#match(inFlow ? plainInFlow : plainInBlock);
    // What stands before `:` or `#` decides their meaning; only the plainest case is read here.
    const next = this.#text[this.#at];
    const isEnd = next === undefined || next === '\n' || (inFlow && /[,\]}]/.test(next));
    const isComment = next === '#' && found.endsWith(' ') && !inFlow;
    const value = found.trimEnd();
    if (value === '' || (!isEnd && !isComment) || value.endsWith(':')) return notPlain();
    this.#at -= found.length - value.length;
    return { kind: 'text', text: value, ...place };
  }

  // Flow -------------------------------------------------------------------------------------------------------------------------

  /** `{…}` or `[…]`. Over several lines only when it is the whole file, as JSON is: within a block, lines have rules of their own. */
  #flow(depth: number, overLines: boolean): Tree {
    if (depth > mostDepth) return notPlain();
    return this.#text[this.#at] === '{' ? this.#flowMap(depth, overLines) : this.#flowList(depth, overLines);
  }

  #flowMap(depth: number, overLines: boolean): MapNode {
    const place = this.#place();
    const entries: Entry[] = [];
    const seen = new Set<string>();
    this.#at += 1;
    this.#flowBlank(overLines);
    while (this.#text[this.#at] !== '}') {
      const at = this.#place();
      const isQuoted = this.#text[this.#at] === '"';
      const key = isQuoted ? this.#doubleQuoted().text : this.#match(plainKey);
      if (key === '' || seen.has(key) || this.#text[this.#at] !== ':') return notPlain();
      seen.add(key);
      this.#at += 1;
      if (this.#match(blank) === '' && !isQuoted) return notPlain(); // after a quoted key no blank is needed, as in JSON
      entries.push({ key, value: this.#flowValue(depth, overLines), ...at });
      this.#separator('}', overLines);
    }
    this.#at += 1;
    return { kind: 'map', entries, ...place };
  }

  #flowList(depth: number, overLines: boolean): ListNode {
    const place = this.#place();
    const items: Tree[] = [];
    this.#at += 1;
    this.#flowBlank(overLines);
    while (this.#text[this.#at] !== ']') {
      const item = this.#flowValue(depth, overLines);
      if (this.#text[this.#at] === ':') return notPlain(); // a pair without braces
      items.push(item);
      this.#separator(']', overLines);
    }
    this.#at += 1;
    return { kind: 'list', items, ...place };
  }

  #flowValue(depth: number, overLines: boolean): Tree {
    const next = this.#text[this.#at];
    if (next === '{' || next === '[') return this.#flow(depth + 1, overLines);
    return this.#value(depth, true);
  }

  #separator(end: string, overLines: boolean): void {
    this.#flowBlank(overLines);
    if (this.#text[this.#at] === end) return;
    if (this.#text[this.#at] !== ',') return notPlain();
    this.#at += 1;
    this.#flowBlank(overLines);
    if (this.#text[this.#at] === end || this.#text[this.#at] === ',') return notPlain();
  }

  #flowBlank(overLines: boolean): void {
    this.#match(blank);
    if (!overLines) return;
    while (this.#text[this.#at] === '\n') {
      this.#newLine();
      this.#match(blank);
    }
  }
}
