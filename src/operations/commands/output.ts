export type Language = 'zh' | 'en';

/** Columns of text, aligned; Chinese characters count two places, as on a terminal. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows)
    row.forEach((cell, place) => (widths[place] = Math.max(widths[place] ?? 0, places(cell))));
  return rows
    .map((row) =>
      row
        .map((cell, place) => cell + ' '.repeat((widths[place] ?? 0) - places(cell)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/**
 * Writes a line to standard output and waits while its reader is slow, so that an export of any size needs no memory.
 * @throws Error with code EPIPE when nobody reads any more; `runProgram` ends quietly on it
 */
export async function writeLine(line: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    process.stdout.write(`${line}\n`, (error) => (error ? reject(error) : resolve()));
  });
}

/** Writes a line and goes on in any case: a node does not stop because nobody reads what it prints. */
export function printLine(line: string): void {
  if (process.stdout.writable) process.stdout.write(`${line}\n`);
}

interface Said {
  readonly zh: string;
  readonly en: string;
}

/** What speaks against a text that came from elsewhere. */
export interface PrintedProblem extends Said {
  readonly code: string;
  readonly place: string;
  readonly fix: Said;
}

/** One refusal a paragraph: place, code, what, what to do. */
export function printProblems(problems: readonly PrintedProblem[], language: Language): void {
  const refused = language === 'zh' ? '拒绝' : 'refused';
  for (const { place, code, fix, ...text } of problems)
    printLine(`${refused} ${place} [${code}]\n  ${text[language]}\n  → ${fix[language]}`);
}

/** How many places a text takes on a terminal. */
export function places(text: string): number {
  let count = 0;
  for (const character of text)
    count +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(
        character,
      )
        ? 2
        : 1;
  return count;
}
