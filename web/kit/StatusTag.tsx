import type { ReactNode } from 'react';

export type Tone = 'good' | 'warn' | 'bad' | 'info' | 'neutral';

/** A shape for each tone, so that none is told by colour alone. */
const shapes: Readonly<Record<Tone, string>> = {
  good: 'M1 5.2 3.7 8 9 2.2', // tick
  warn: 'M5 1 9.300 9H.7z', // triangle
  bad: 'M1.500 1.500l7 7m0-7l-7 7', // cross
  info: 'M5 1a4 4 0 1 0 0 8 4 4 0 0 0 0-8z', // disc
  neutral: 'M1 5h8', // dash
};

const stroked: readonly Tone[] = ['good', 'bad', 'neutral'];

/** A state in a word, with its tone told by colour and by shape: `<StatusTag tone="good">有效</StatusTag>`. */
export function StatusTag({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={`mq-tag mq-tone-${tone}`}>
      <svg viewBox="0 0 10 10" aria-hidden="true">
        {stroked.includes(tone) ? (
          <path d={shapes[tone]} fill="none" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" />
        ) : (
          <path d={shapes[tone]} />
        )}
      </svg>
      {children}
    </span>
  );
}
