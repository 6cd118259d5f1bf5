export { Fault, defineFaults, listFaults } from './faults.ts';
export type { FaultDefinition, FaultDetail, FaultFactory, Text } from './faults.ts';
