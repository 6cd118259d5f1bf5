import { StatusTag, useText, type Tone } from '#web/kit/index.ts';
import type { ComparisonWire, ProposalState } from './data.ts';
import { classWords, stateWords } from './texts.ts';

const stateTones: Readonly<Record<ProposalState, Tone>> = {
  draft: 'neutral',
  review: 'info',
  returned: 'warn',
  approved: 'info',
  published: 'good',
  rejected: 'bad',
  withdrawn: 'neutral',
};

export function StateMark({ of }: { of: ProposalState }) {
  const t = useText();
  return <StatusTag tone={stateTones[of]}>{t(stateWords[of])}</StatusTag>;
}

const classTones: Readonly<Record<ComparisonWire['class'], Tone>> = {
  identical: 'neutral',
  widening: 'good',
  narrowing: 'warn',
  breaking: 'bad',
};

export function ClassMark({ of }: { of: ComparisonWire['class'] }) {
  const t = useText();
  return <StatusTag tone={classTones[of]}>{t(classWords[of])}</StatusTag>;
}
