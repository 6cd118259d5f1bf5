export { Fault, defineFaults, listFaults } from './faults.ts';
export type { FaultDefinition, FaultFactory, Text } from './faults.ts';
