import type { Text } from '#infrastructure/faults/index.ts';

/** States of a run, in words. */
export const verificationStates: Readonly<
  Record<'waiting' | 'running' | 'passed' | 'failed' | 'stopped' | 'broken', Text>
> = {
  waiting: { zh: '正在核验', en: 'Being verified' },
  running: { zh: '正在核验', en: 'Being verified' },
  passed: { zh: '整本账完好', en: 'The ledger is whole' },
  failed: { zh: '发现不符', en: 'NOT as it was signed' },
  stopped: { zh: '已停止', en: 'Stopped' },
  broken: { zh: '核验未能完成', en: 'The verification could not be completed' },
};
