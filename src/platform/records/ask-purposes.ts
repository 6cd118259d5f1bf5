import type { Facts } from '#security/access/index.ts';
import type { Context } from '#security/context/index.ts';
import type { DoorParts } from './door-parts.ts';
import type { Purpose } from './request.ts';

/** Step 1 of the door: the facts of each purpose, from its owner; nothing is asked for a request without one. */
export async function askPurposes(
  parts: Pick<DoorParts, 'purposes'>,
  requests: readonly { readonly context: Context; readonly purpose: Purpose | null }[],
): Promise<readonly (Facts | undefined)[]> {
  const asked = requests.flatMap(({ purpose, context }, n) =>
    purpose ? [{ n, ...purpose, actor: context.actor }] : [],
  );
  const answers = await parts.purposes.facts(asked);
  const facts: (Facts | undefined)[] = requests.map(() => undefined);
  asked.forEach(({ n }, index) => {
    facts[n] = answers[index];
  });
  return facts;
}
