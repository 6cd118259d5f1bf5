/**
 * The code values that the generator writes, by the code list they belong to. A test holds each to the core pack:
 * a code that the list does not have fails there, not in front of a visitor.
 */
export const sexCode = { man: '1', woman: '2' } as const;
export const marital = { single: '10', married: '20', widowed: '30', divorced: '40' } as const;
export const personStatus = { normal: '10', deceased: '30' } as const;
export const householdKind = { family: '10' } as const;
export const householdStatus = { active: '10' } as const;
export const premisesKind = { house: '10', flat: '20', shop: '50', office: '60' } as const;
export const premisesUsage = { own: '10', let: '20', business: '30', office: '40', vacant: '70' } as const;
export const useStatus = { inUse: '10', unused: '20' } as const;
export const organisationStatus = { active: '10', suspended: '20', deregistered: '40' } as const;
export const vehicleStatus = { normal: 'A', laidUp: 'D', overdue: 'Q' } as const;
export const licenceStatus = { normal: 'A', pointsExceeded: 'B', cancelled: 'L' } as const;
export const officerStatus = { active: '10' } as const;

/** GB/T 4761: relation to the head of the household. */
export const relationCode = {
  head: '02',
  husband: '11',
  wife: '12',
  son: '20',
  daughter: '30',
  grandchild: '40',
  father: '51',
  mother: '52',
} as const;

/** Ranks by length of service, juniors first. */
export const ranks = ['52', '51', '43', '42', '41', '33', '32', '31'] as const;
/** Leaders of a city's bureau or higher. */
export const leaderRank = '23';
