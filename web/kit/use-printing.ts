import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { nowMs } from '../core/clock.ts';

/** When printing began (ms), while it lasts; undefined otherwise. What stands only on paper isn't in the page till then. */
export function usePrinting(): number | undefined {
  const [sinceMs, setSinceMs] = useState<number>();
  useEffect(() => {
    const begin = () => flushSync(() => setSinceMs(nowMs())); // the paper is drawn when this returns
    const end = () => setSinceMs(undefined);
    addEventListener('beforeprint', begin);
    addEventListener('afterprint', end);
    return () => {
      removeEventListener('beforeprint', begin);
      removeEventListener('afterprint', end);
    };
  }, []);
  return sinceMs;
}
