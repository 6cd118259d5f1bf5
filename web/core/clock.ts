/**
 * The browser's clock, read here and nowhere else in web/. It may be wrong by hours on an officer's machine:
 * use it for ages and idle time only; a date that matters comes from the server.
 */
export function nowMs(): number {
  return Date.now();
}
