/**
 * A small tokenizer for TypeScript and TSX, enough to see imports, strings, comments and the extent of functions.
 * TypeScript 7 has no JavaScript API, and a scan that knows strings, templates and comments is fast and sufficient.
 *
 * Blind spot: JSX text is read as code. A quote that isn't closed on its line is taken as punctuation, which keeps
 * an apostrophe in JSX text from swallowing what follows.
 */
export type Kind = 'word' | 'number' | 'string' | 'template' | 'regex' | 'punct';

/** One token. `text` of a string or template is its content; a template's `${…}` appear as `${}`. */
export interface Token {
  readonly kind: Kind;
  readonly text: string;
  readonly start: number;
  readonly line: number;
}

export interface Comment {
  readonly text: string;
  readonly start: number;
  readonly line: number;
  readonly end: number;
}

/** What the rules look at: code tokens, comments, and for each bracket token the index of its partner (-1: none). */
export interface Scan {
  readonly tokens: readonly Token[];
  readonly comments: readonly Comment[];
  readonly partner: readonly number[];
}

const piece =
  /(\s+)|(\/\/[^\n]*|\/\*[\s\S]*?\*\/)|('(?:[^'\\\n]|\\[\s\S])*'|"(?:[^"\\\n]|\\[\s\S])*")|([A-Za-z_$#\u0080-\uffff][\w$\u0080-\uffff]*)|(\d[\w.]*)|(=>|\.\.\.|\?\.|[\s\S])/y;
const regexLiteral = /\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/y;
const wordsBeforeRegex = new Set(
  'return typeof case in of delete void throw new do else yield await'.split(' '),
);

/** Splits source text into tokens and comments. Never fails: what it can't read becomes punctuation. */
export function scan(source: string): Scan {
  const state = new Scanner(source);
  state.code(source.startsWith('#!') ? source.indexOf('\n') : 0, false);
  return { tokens: state.tokens, comments: state.comments, partner: partners(state.tokens) };
}

class Scanner {
  readonly tokens: Token[] = [];
  readonly comments: Comment[] = [];
  readonly source: string;
  #line = 1;
  #counted = 0;

  constructor(source: string) {
    this.source = source;
  }

  /** Reads code from `at`; inside a template, until the brace that closes the substitution. Returns where it stopped. */
  code(at: number, inTemplate: boolean): number {
    let depth = 0;
    while (at < this.source.length) {
      if (this.source[at] === '`') {
        at = this.template(at);
        continue;
      }
      const regex = this.source[at] === '/' ? this.regexAt(at) : undefined;
      if (regex !== undefined) {
        this.push('regex', regex, at);
        at += regex.length;
        continue;
      }
      piece.lastIndex = at;
      const match = piece.exec(this.source);
      if (match === null) break;
      const end = piece.lastIndex;
      if (match[6] === '{') depth += 1;
      if (match[6] === '}' && inTemplate && depth === 0) return at;
      if (match[6] === '}') depth -= 1;
      this.take(match, at, end);
      at = end;
    }
    return at;
  }

  private take(match: RegExpExecArray, at: number, end: number): void {
    if (match[1] !== undefined) return;
    if (match[2] !== undefined) this.comments.push({ text: match[2], start: at, line: this.lineOf(at), end });
    else if (match[3] !== undefined) this.push('string', match[3].slice(1, -1), at);
    else if (match[4] !== undefined) this.push('word', match[4], at);
    else if (match[5] !== undefined) this.push('number', match[5], at);
    else this.push('punct', match[6] ?? '', at);
  }

  /** Reads a template from its opening backtick; the code in its substitutions follows it in the token list. */
  private template(at: number): number {
    const index = this.tokens.length;
    this.push('template', '', at);
    let text = '';
    let position = at + 1;
    while (position < this.source.length && this.source[position] !== '`') {
      if (this.source[position] === '\\') {
        text += this.source.slice(position, position + 2);
        position += 2;
      } else if (this.source.startsWith('${', position)) {
        text += '${}';
        this.push('punct', '${', position);
        position = this.code(position + 2, true);
        this.push('punct', '}', position);
        position += 1;
      } else {
        text += this.source[position];
        position += 1;
      }
    }
    this.tokens[index] = { ...(this.tokens[index] as Token), text };
    return position + 1;
  }

  /** A slash begins a regular expression where an operand may stand; after `<` it closes a JSX element. */
  private regexAt(at: number): string | undefined {
    const next = this.source[at + 1];
    if (next === '/' || next === '*') return undefined;
    const last = this.tokens.at(-1);
    const operandExpected =
      last === undefined ||
      (last.kind === 'punct' && !')]}<'.includes(last.text)) ||
      (last.kind === 'word' && wordsBeforeRegex.has(last.text));
    if (!operandExpected) return undefined;
    regexLiteral.lastIndex = at;
    return regexLiteral.exec(this.source)?.[0];
  }

  private push(kind: Kind, text: string, start: number): void {
    this.tokens.push({ kind, text, start, line: this.lineOf(start) });
  }

  /** Line of an offset; offsets come in rising order, so each newline is counted once. */
  private lineOf(offset: number): number {
    for (; this.#counted < offset; this.#counted += 1) {
      if (this.source.charCodeAt(this.#counted) === 10) this.#line += 1;
    }
    return this.#line;
  }
}

const closers: Record<string, string> = { '(': ')', '[': ']', '{': '}', '${': '}' };

function partners(tokens: readonly Token[]): number[] {
  const partner = new Array<number>(tokens.length).fill(-1);
  const open: number[] = [];
  tokens.forEach((token, index) => {
    if (token.kind !== 'punct') return;
    if (closers[token.text] !== undefined) open.push(index);
    else if (')]}'.includes(token.text)) {
      const start = open.at(-1);
      if (start === undefined || closers[tokens[start]?.text ?? ''] !== token.text) return;
      open.pop();
      partner[start] = index;
      partner[index] = start;
    }
  });
  return partner;
}
