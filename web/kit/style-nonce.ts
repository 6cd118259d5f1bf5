/** The nonce that the server put into this document. Browsers hide the attribute, so it is read as a property. */
export function pageNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
}

/**
 * Gives the nonce to every style element made from now on. Some helpers below antd make theirs without it (measuring
 * scroll bars, holding the page still under a dialog, empty ones inside icons) and would be stopped by the policy. Opens
 * nothing: only a script that the policy lets run can make elements, and such a script can read the nonce anyway.
 */
export function giveStylesTheNonce(): void {
  const nonce = pageNonce();
  const mark = <E extends Element>(element: E): E => {
    if (element instanceof HTMLStyleElement || element instanceof SVGStyleElement) element.nonce = nonce;
    return element;
  };
  const create = document.createElement.bind(document);
  const createInSpace = document.createElementNS.bind(document);
  document.createElement = (...given: Parameters<typeof create>) => mark(create(...given));
  document.createElementNS = ((...given: Parameters<typeof createInSpace>) =>
    mark(createInSpace(...given))) as typeof createInSpace;
}
