/** The check characters of the standards, each over a body that its caller has already matched against the alphabet. */

const mod11Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const mod11Characters = '10X98765432';

/** ISO 7064 MOD 11-2 as GB 11643 prints it: 17 digits give one of 0-9 X. Catches every single wrong digit and every swap. */
export function citizenCheck(body: string): string {
  let sum = 0;
  for (let index = 0; index < 17; index++) sum += (body.charCodeAt(index) - 48) * mod11Weights[index]!;
  return mod11Characters[sum % 11]!;
}

/** GB 32100: digits and letters without I O S V Z. */
export const creditAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const creditWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;

/** GB 32100: (31 - S mod 31) mod 31. Without the second mod, one code in 31 (those ending in 0) would be refused. */
export function creditCheck(body: string): string {
  let sum = 0;
  for (let index = 0; index < 17; index++)
    sum += creditAlphabet.indexOf(body[index]!) * creditWeights[index]!;
  return creditAlphabet[(31 - (sum % 31)) % 31]!;
}

const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2] as const;

/** GB 11714: letters count A=10 … Z=35 with no gaps, unlike GB 32100; 10 is X and 11 is 0. */
export function organisationCheck(body: string): string {
  let sum = 0;
  for (let index = 0; index < 8; index++)
    sum += Number.parseInt(body[index]!, 36) * organisationWeights[index]!;
  const check = 11 - (sum % 11);
  return check === 11 ? '0' : check === 10 ? 'X' : String(check);
}

const vinValues: Readonly<Record<string, number>> = {
  ...{ A: 1, B: 2, C: 3, D: 4, E: 5, F: 6, G: 7, H: 8, J: 1, K: 2, L: 3, M: 4, N: 5, P: 7, R: 9 },
  ...{ S: 2, T: 3, U: 4, V: 5, W: 6, X: 7, Y: 8, Z: 9 },
};
const vinWeights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2] as const;

/** GB 16735 / ISO 3779: the character that belongs at position 9; the one that stands there has weight 0. */
export function vinCheck(vin: string): string {
  let sum = 0;
  for (let index = 0; index < 17; index++) {
    const char = vin[index]!;
    sum += (vinValues[char] ?? char.charCodeAt(0) - 48) * vinWeights[index]!;
  }
  return sum % 11 === 10 ? 'X' : String(sum % 11);
}

const hybridAlphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** ISO 7064 MOD 37,36 over digits and capitals of any length. */
export function certificateCheck(body: string): string {
  let product = 36;
  for (const char of body) {
    const sum = (product + hybridAlphabet.indexOf(char)) % 36;
    product = ((sum === 0 ? 36 : sum) * 2) % 37;
  }
  return hybridAlphabet[(37 - product) % 36]!;
}
