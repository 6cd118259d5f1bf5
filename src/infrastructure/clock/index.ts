export { now, nowMs, monotonicMs, setClock, sleep } from './clock.ts';
export { afterWorkingDays } from './working-days.ts';
