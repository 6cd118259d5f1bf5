/** A division as the divisions file of the pack lists it: 6 digits, or 9 for a street or town. */
export interface Division {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
}

export interface Street extends Division {
  readonly county: County;
  /** Place of the street among all streets of the province. */
  readonly index: number;
}

export interface County extends Division {
  readonly city: Division;
  readonly streets: readonly Street[];
  readonly index: number;
}

/** The divisions of the fictional province, as a tree and as the list of streets that people live in. */
export interface Geography {
  readonly province: Division;
  readonly cities: readonly Division[];
  readonly counties: readonly County[];
  readonly streets: readonly Street[];
}

/**
 * Arranges divisions by their codes (GB/T 2260: 2 + 2 + 2, GB/T 10114: + 3). Counties without streets are left out:
 * nobody can live there.
 * @throws RangeError when there is no province, or nowhere to live.
 */
export function geographyOf(divisions: readonly Division[]): Geography {
  const sorted = [...divisions].sort((a, b) => (a.code < b.code ? -1 : 1));
  const province = sorted.find(({ code }) => /^[0-9]{2}0000$/.test(code));
  if (province === undefined) throw new RangeError('the divisions name no province');
  const cities = sorted.filter(({ code }) => /^[0-9]{4}00$/.test(code) && !code.endsWith('0000'));
  const counties: County[] = [];
  const streets: Street[] = [];
  for (const city of cities) {
    for (const division of sorted) {
      if (
        division.code.length !== 6 ||
        division.code.slice(0, 4) !== city.code.slice(0, 4) ||
        division === city
      )
        continue;
      addCounty(division, city, sorted, counties, streets);
    }
  }
  if (streets.length === 0) throw new RangeError('the divisions name no street to live in');
  return { province, cities, counties, streets };
}

function addCounty(
  division: Division,
  city: Division,
  all: readonly Division[],
  counties: County[],
  streets: Street[],
): void {
  const own: Street[] = [];
  const county: County = { ...division, city, streets: own, index: counties.length };
  for (const street of all) {
    if (street.code.length !== 9 || !street.code.startsWith(division.code)) continue;
    own.push({ ...street, county, index: streets.length + own.length });
  }
  if (own.length === 0) return;
  counties.push(county);
  streets.push(...own);
}
