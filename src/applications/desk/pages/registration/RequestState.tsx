import { StatusTag, useText, type Tone } from '#web/kit/index.ts';
import type { RequestWire } from '../../schema.ts';
import { deskTexts } from '../texts.ts';

const tones: Readonly<Record<RequestWire['state'], Tone>> = {
  waiting: 'warn',
  assigned: 'info',
  completed: 'good',
  withdrawn: 'neutral',
};

/** The state of a request in a word. */
export function RequestState({ request }: { request: RequestWire }) {
  const t = useText();
  return <StatusTag tone={tones[request.state]}>{t(deskTexts[request.state])}</StatusTag>;
}
