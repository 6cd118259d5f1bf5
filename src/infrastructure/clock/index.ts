export { now, nowMs, monotonicMs, setClock, sleep } from './clock.ts';
