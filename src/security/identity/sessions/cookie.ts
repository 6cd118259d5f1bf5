import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '#infrastructure/config/index.ts';

export type CookieConfig = Pick<Config, 'publicUrl' | 'host' | 'port'>;

/** Where the pages are, as people see it. */
export function pagesUrl(config: CookieConfig): string {
  return (
    config.publicUrl ??
    `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${config.port}`
  );
}

/**
 * The pages' scheme decides for both listeners, because they share the cookie (a cookie knows no port). Behind https it
 * is Secure with the `__Host-` prefix; on a laptop's plain http neither is possible.
 */
function isSecure(config: CookieConfig): boolean {
  return pagesUrl(config).startsWith('https:');
}

/** The name of the session's cookie on both listeners; the contract of the API names it. */
export function cookieName(config: CookieConfig): string {
  return isSecure(config) ? '__Host-minqiao' : 'minqiao';
}

export function readCookie(request: FastifyRequest, config: CookieConfig): string | undefined {
  return request.cookies[cookieName(config)];
}

/** A session cookie: no expiry of its own, the server's is the one that counts. */
export function setCookie(reply: FastifyReply, config: CookieConfig, token: string): void {
  void reply.setCookie(cookieName(config), token, attributes(config));
}

export function clearCookie(reply: FastifyReply, config: CookieConfig): void {
  void reply.clearCookie(cookieName(config), attributes(config));
}

function attributes(config: CookieConfig): {
  path: string;
  httpOnly: true;
  sameSite: 'strict';
  secure: boolean;
} {
  return { path: '/', httpOnly: true, sameSite: 'strict', secure: isSecure(config) };
}
