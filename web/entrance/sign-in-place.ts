/** Where the reader stands on the way in. */
export interface SignInPlace {
  /** This document came over the listener that asks for certificates: the PIN can be asked here. */
  readonly certified: boolean;
  /** Address of that listener; undefined when the server did not say. */
  readonly address: string | undefined;
}

/** Reads where the listener for certificates is: its port stands in the document (web/build-info.ts). */
export function signInPlace(): SignInPlace {
  const given = document.querySelector<HTMLMetaElement>('meta[name="certificate-port"]')?.content ?? '';
  const certificatePort = /^\d+$/.test(given) ? given : undefined;
  const { protocol, hostname, port } = globalThis.location;
  return {
    certified: protocol === 'https:' && port === certificatePort,
    address: certificatePort && `https://${hostname}:${certificatePort}`,
  };
}
