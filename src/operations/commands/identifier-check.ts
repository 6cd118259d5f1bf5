/**
 * `minqiao identifier check`: one JSON object a line for one value a line.
 *
 * A line ends at LF and nowhere else. Everything before it is the value, exactly as it stands: blanks, NUL, a byte
 * order mark, and the CR of a CRLF file (which the rules then name as a control character) are content. An empty
 * line is an empty value; what follows the last LF is a line unless it is empty.
 */
import { isUtf8 } from 'node:buffer';
import {
  checker,
  message,
  type DivisionTable,
  type Kind,
  type Profile,
} from '#standards/identifiers/index.ts';

/** Longest line that is read whole, in bytes; a longer one is an error that shows its beginning. Bounds memory. */
export const maxLineBytes = 1024 * 1024;
/** How much of a line that is too long is shown, in bytes: enough to find it in the file. */
const shownBytes = 1024;
/** Input is taken in steps of this many bytes, so that one huge chunk makes no huge output. */
const stepBytes = 64 * 1024;
const lineFeed = 10;

export interface IdentifierCheckOptions {
  readonly kind: Kind;
  readonly profile: Profile;
  /** Reference time, as in the rules: an instant or YYYY-MM-DD. */
  readonly at: Date | string;
  readonly divisions: DivisionTable;
  readonly language?: 'zh' | 'en';
}

/**
 * Checks a stream of values. Each string that comes out holds whole lines of JSON (`value, status, canonical, grade,
 * message`), each ended by LF, one for every line in, in order. Memory is bounded by `maxLineBytes`, not by the input.
 */
export async function* checkLines(
  input: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>,
  options: IdentifierCheckOptions,
): AsyncIterable<string> {
  const judge = judgeOf(options);
  const reader = new LineReader();
  for await (const chunk of input) {
    const bytes =
      typeof chunk === 'string'
        ? Buffer.from(chunk, 'utf8')
        : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
    for (let start = 0; start < bytes.length; start += stepBytes) {
      const lines = reader.push(bytes.subarray(start, start + stepBytes));
      if (lines.length > 0) yield lines.map(judge).join('');
    }
  }
  const last = reader.end();
  if (last) yield judge(last);
}

function judgeOf({ language = 'zh', ...reference }: IdentifierCheckOptions): (line: Line) => string {
  const check = checker(reference.kind, reference);
  return ({ text, fault }) => {
    const result = fault ?? check(text);
    const { status, canonical, grade } = result;
    return `${JSON.stringify({ value: text, status, canonical, grade, message: message(result, language) })}\n`;
  };
}

interface Line {
  readonly text: string;
  /** Set when the line never gets to the rules. */
  readonly fault?: Fault;
}

type Fault = Pick<
  ReturnType<ReturnType<typeof checker>>,
  'status' | 'grade' | 'canonical' | 'messageKey' | 'position' | 'params'
>;

/** Cuts bytes into lines. Holds at most one unfinished line, and of that at most maxLineBytes. */
class LineReader {
  #pieces: Buffer[] = [];
  #bytes = 0;

  /** The lines that end in these bytes. */
  push(bytes: Buffer): Line[] {
    const first = bytes.indexOf(lineFeed);
    if (first < 0) {
      this.#keep(bytes);
      return [];
    }
    this.#keep(bytes.subarray(0, first));
    const lines = [this.#finish()];
    const last = bytes.lastIndexOf(lineFeed);
    if (last > first) {
      for (const line of decodeBlock(bytes.subarray(first + 1, last))) lines.push(line);
    }
    this.#keep(bytes.subarray(last + 1));
    return lines;
  }

  /** What stands after the last line feed, unless nothing does. */
  end(): Line | undefined {
    return this.#bytes > 0 ? this.#finish() : undefined;
  }

  #keep(bytes: Buffer): void {
    // A copy: the stream may use its memory again. Beyond the limit only the length is counted.
    if (bytes.length > 0 && this.#bytes <= maxLineBytes) this.#pieces.push(Buffer.from(bytes));
    this.#bytes += bytes.length;
  }

  #finish(): Line {
    const whole = Buffer.concat(this.#pieces);
    const tooLong = this.#bytes > maxLineBytes;
    this.#pieces = [];
    this.#bytes = 0;
    if (!tooLong) return decodeLine(whole);
    return {
      text: whole.toString('utf8', 0, shownBytes),
      fault: fault('line-too-long', undefined, { limit: maxLineBytes }),
    };
  }
}

function decodeBlock(block: Buffer): Line[] {
  if (isUtf8(block))
    return block
      .toString('utf8')
      .split('\n')
      .map((text) => ({ text }));
  const lines: Line[] = [];
  for (let start = 0; start <= block.length;) {
    const next = block.indexOf(lineFeed, start);
    const end = next < 0 ? block.length : next;
    lines.push(decodeLine(block.subarray(start, end)));
    start = end + 1;
  }
  return lines;
}

function decodeLine(bytes: Buffer): Line {
  const text = bytes.toString('utf8');
  return isUtf8(bytes) ? { text } : { text, fault: fault('not-utf8', brokenAt(text, bytes)) };
}

/** The first replacement character of the text that isn't one in the bytes, counted in code points from 1. */
function brokenAt(text: string, bytes: Buffer): number {
  let position = 0;
  let offset = 0;
  for (const char of text) {
    position += 1;
    const written = Buffer.from(char);
    if (!bytes.subarray(offset, offset + written.length).equals(written)) break;
    offset += written.length;
  }
  return position;
}

function fault(messageKey: Fault['messageKey'], position?: number, params?: Record<string, number>): Fault {
  const where = position === undefined ? {} : { position };
  return {
    status: 'error',
    grade: null,
    canonical: null,
    messageKey,
    ...where,
    ...(params ? { params } : {}),
  };
}
