import { api } from '../core/api.ts';
import { useResource } from '../citizen/kit/resource.ts';

export type SignInPlace =
  | { readonly status: 'loading' }
  /** This document came over the certificate's listener: the PIN can be asked here. */
  | { readonly status: 'certificate' }
  | { readonly status: 'ordinary'; readonly address: string | undefined };

interface SignInInfo {
  /** Port of the listener that asks the browser for a certificate, on this same host. */
  readonly certificatePort: number;
}

/** Whether this page stands on the certificate's listener, and where that listener is. */
export function useSignInPlace(): SignInPlace {
  const info = useResource('sign-in', (signal) => api.get<SignInInfo>('/api/v1/sign-in', { signal }));
  if (info.status === 'loading') return { status: 'loading' };
  if (info.status === 'failed') return { status: 'ordinary', address: undefined };
  const { protocol, port, hostname } = globalThis.location;
  const here = port === String(info.value.certificatePort) && protocol === 'https:';
  return here
    ? { status: 'certificate' }
    : { status: 'ordinary', address: `https://${hostname}:${info.value.certificatePort}` };
}
