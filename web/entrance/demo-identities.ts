import { api } from '../core/api.ts';
import type { Text } from '../core/text.ts';
import { placeFor } from './place-for.ts';
import { useResource } from '../citizen/kit/resource.ts';

/** Someone whom a visitor of the demonstration may be. */
export interface DemoIdentity {
  readonly account: string;
  readonly kind: 'officer' | 'citizen';
  readonly name: string;
  readonly organisationName: Text;
  readonly roles: readonly string[];
  /** What can be tried as this person. */
  readonly note: Text | null;
}

/** The people of the demonstration; failed (404) everywhere but in profile demo. */
export function useDemoIdentities() {
  return useResource(
    'identities',
    async (signal) =>
      (await api.get<{ items: readonly DemoIdentity[] }>('/api/v1/demo/identities', { signal })).items,
  );
}

/** Signs in as one of them and goes to where they work, or to `to`. */
export async function beDemoIdentity(identity: DemoIdentity, to: string | undefined): Promise<void> {
  await api.post('/api/v1/demo/sign-in', { account: identity.account });
  globalThis.location.assign(placeFor(identity, to));
}
