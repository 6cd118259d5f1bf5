/** What the rules read out of a scan: imports and the extents of functions. */
import type { Scan, Token } from './scan.ts';

export interface Import {
  readonly specifier: string;
  readonly line: number;
}

/** Every module that a file names: static, re-exported, dynamic, required, and workers started by URL. */
export function importsOf({ tokens }: Scan): Import[] {
  const found: Import[] = [];
  tokens.forEach((token, index) => {
    if (token.kind !== 'word' || tokens[index - 1]?.text === '.') return;
    const specifier = importedBy(tokens, index);
    if (specifier !== undefined) found.push({ specifier: specifier.text, line: token.line });
  });
  return found;
}

function importedBy(tokens: readonly Token[], index: number): Token | undefined {
  const next = tokens[index + 1];
  switch (tokens[index]?.text) {
    case 'import':
      if (next?.kind === 'string') return next;
      if (next?.text === '(') return stringAt(tokens, index + 2);
      return next?.text === '.' ? undefined : afterFrom(tokens, index);
    case 'export':
      return next?.text === '{' || next?.text === '*' || next?.text === 'type'
        ? afterFrom(tokens, index)
        : undefined;
    case 'require':
      return next?.text === '(' ? stringAt(tokens, index + 2) : undefined;
    case 'URL': {
      const worker = next?.text === '(' ? stringAt(tokens, index + 2) : undefined;
      return worker !== undefined && /^\.{1,2}\/.*\.ts$/.test(worker.text) ? worker : undefined;
    }
    default:
      return undefined;
  }
}

function stringAt(tokens: readonly Token[], index: number): Token | undefined {
  return tokens[index]?.kind === 'string' ? tokens[index] : undefined;
}

/** The string after `from`, unless the statement ends or an assignment shows that it is no import. */
function afterFrom(tokens: readonly Token[], index: number): Token | undefined {
  for (let at = index + 1; at < tokens.length; at += 1) {
    const token = tokens[at] as Token;
    if (token.text === ';' || token.text === '=' || token.text === '(') return undefined;
    if (token.kind === 'string') return tokens[at - 1]?.text === 'from' ? token : undefined;
    if (at > index + 1 && (token.text === 'import' || token.text === 'export')) return undefined;
  }
  return undefined;
}

export interface FunctionExtent {
  readonly name: string;
  readonly line: number;
  readonly lines: number;
  /** The call whose argument the function is, such as `describe`. */
  readonly argumentOf?: string;
}

const control = new Set('if for while switch catch with await return'.split(' '));

/** Every function with a body in braces or parentheses, with its length in lines. */
export function functionsOf(source: Scan): FunctionExtent[] {
  const { tokens, partner } = source;
  const found: FunctionExtent[] = [];
  const open: number[] = [];
  tokens.forEach((token, index) => {
    if (token.kind !== 'punct') return;
    const last = open.at(-1);
    if (last !== undefined && partner[last] === index) open.pop();
    const body = bodyOf(source, index);
    if (body !== undefined) {
      const start = startOf(tokens, index);
      const lines = (tokens[partner[body] ?? -1]?.line ?? start.line) - start.line + 1;
      const call = calleeOf(tokens, open.at(-1));
      found.push({
        name: start.name,
        line: start.line,
        lines,
        ...(call === undefined ? {} : { argumentOf: call }),
      });
    }
    if ((partner[index] ?? -1) > index) open.push(index);
  });
  return found;
}

/** The index where the body opens when a function's arrow or parameter list stands at `index`. */
function bodyOf({ tokens, partner }: Scan, index: number): number | undefined {
  const token = tokens[index];
  if (token?.text === '=>') {
    const next = tokens[index + 1]?.text;
    return (next === '{' || next === '(') && (partner[index + 1] ?? -1) > 0 ? index + 1 : undefined;
  }
  const close = partner[index] ?? -1;
  if (token?.text !== '(' || close < index) return undefined;
  const before = tokens[index - 1];
  const named =
    before !== undefined && (before.kind === 'word' ? !control.has(before.text) : '>]'.includes(before.text));
  if (!named) return undefined;
  const after = tokens[close + 1]?.text;
  if (after === '{') return close + 1;
  return after === ':' ? bodyAfterType({ tokens, partner, comments: [] }, close + 2) : undefined;
}

const typeOperators = new Set(
  'is extends keyof typeof readonly infer asserts unique in | & ? : => .'.split(' '),
);

/** Skips a return type and gives the index of the brace that opens the body, if one follows. */
function bodyAfterType({ tokens, partner }: Scan, from: number): number | undefined {
  let operandExpected = true;
  for (let at = from; at < tokens.length; at += 1) {
    const token = tokens[at] as Token;
    if (token.text === '{' && !operandExpected) return at;
    if (token.kind === 'punct' && '([{'.includes(token.text)) {
      at = partner[at] ?? -1;
      if (at < 0) return undefined;
      operandExpected = false;
    } else if (token.text === '<') {
      at = closeAngle(tokens, partner, at);
      operandExpected = false;
    } else if (typeOperators.has(token.text)) operandExpected = true;
    else if (token.kind === 'punct' || !operandExpected) return undefined;
    else operandExpected = false;
  }
  return undefined;
}

function closeAngle(tokens: readonly Token[], partner: readonly number[], from: number): number {
  let depth = 0;
  for (let at = from; at < tokens.length; at += 1) {
    const text = tokens[at]?.text ?? '';
    if (text === '<') depth += 1;
    else if (text === '>') depth -= 1;
    else if ('([{'.includes(text) && (partner[at] ?? -1) > at) at = partner[at] as number;
    if (depth === 0) return at;
  }
  return tokens.length;
}

function startOf(tokens: readonly Token[], index: number): { name: string; line: number } {
  const line = (tokens[index] as Token).line;
  if (tokens[index]?.text !== '=>') {
    const before = tokens[index - 1];
    return { name: before?.kind === 'word' ? before.text : 'function', line: before?.line ?? line };
  }
  for (let at = index - 1; at > Math.max(0, index - 40); at -= 1) {
    if (tokens[at]?.text === '=' && tokens[at - 1]?.kind === 'word')
      return { name: tokens[at - 1]?.text ?? '', line };
    if (tokens[at]?.text === ';') break;
  }
  return { name: 'arrow function', line };
}

/** `describe` for an argument of `describe(` and of `describe.only(`. */
function calleeOf(tokens: readonly Token[], open: number | undefined): string | undefined {
  if (open === undefined || tokens[open]?.text !== '(') return undefined;
  const before = tokens[open - 1];
  if (before?.kind !== 'word') return undefined;
  return tokens[open - 2]?.text === '.' ? (tokens[open - 3]?.text ?? before.text) : before.text;
}
