import { languagePreference } from './language.ts';
import { ApiProblem, localProblems, parseProblem } from './problem.ts';
import { languageTags } from './text.ts';

/** The lawful purpose that a request for personal data names; the door refuses a request without one. */
export interface PurposeReference {
  readonly kind: string;
  readonly reference: string;
}

export type QueryValue = string | number | boolean | undefined;

export interface CallOptions {
  /** Query string. Never an identity number: those go in the body of a POST. */
  readonly query?: Readonly<Record<string, QueryValue | readonly string[]>>;
  /** Sent as JSON; a Blob (a file that somebody chose) as it is. */
  readonly body?: unknown;
  readonly purpose?: PurposeReference | null | undefined;
  /** Makes a repeated write harmless; see `newIdempotencyKey`. */
  readonly idempotencyKey?: string;
  /** The ETag of the version that the change is based on. */
  readonly ifMatch?: string;
  readonly signal?: AbortSignal;
  /** A call that the page makes by itself: it does not count as use, so it keeps no session from locking. */
  readonly background?: boolean;
}

export interface Reply<T> {
  readonly body: T;
  readonly status: number;
  readonly etag: string | null;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
type Watcher = (problem: ApiProblem) => void;

const watchers = new Set<Watcher>();

/** Tells the shell about every problem (signed out, locked). Returns the way to stop listening. */
export function watchProblems(watcher: Watcher): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/**
 * Calls the node's API and returns body and ETag. Fails only with ApiProblem (or AbortError when the signal says so).
 * `path` begins with `/api/`.
 */
export async function call<T>(method: Method, path: string, options: CallOptions = {}): Promise<Reply<T>> {
  const response = await send(method, path, options, 'application/json');
  if (response.status === 204) return { body: undefined as T, status: 204, etag: null };
  const body = await readJson(response);
  if (body === unreadable) throw announce(localProblem('unreadable', response.status, traceOf(response)));
  return { body: body as T, status: response.status, etag: response.headers.get('etag') };
}

/** The everyday verbs: each returns the body and fails with ApiProblem. */
export const api = {
  get: async <T>(path: string, options?: CallOptions) => (await call<T>('GET', path, options)).body,
  post: async <T>(path: string, body?: unknown, options?: CallOptions) =>
    (await call<T>('POST', path, { ...options, body })).body,
  put: async <T>(path: string, body?: unknown, options?: CallOptions) =>
    (await call<T>('PUT', path, { ...options, body })).body,
  patch: async <T>(path: string, body?: unknown, options?: CallOptions) =>
    (await call<T>('PATCH', path, { ...options, body })).body,
  delete: async <T>(path: string, options?: CallOptions) => (await call<T>('DELETE', path, options)).body,
};

/** Fetches a file (an export, a certificate) and its name as the server gives it. */
export async function callForFile(method: Method, path: string, options: CallOptions = {}): Promise<File> {
  const response = await send(method, path, options, '*/*');
  const name = /filename\*?=(?:UTF-8'')?"?([^";]+)"?/i.exec(
    response.headers.get('content-disposition') ?? '',
  )?.[1];
  return new File([await response.blob()], name ? decodeURIComponent(name) : 'minqiao');
}

/** A fresh key for one intended write: keep it over retries, take a new one after success. */
export function newIdempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16)); // randomUUID is missing on plain-http intranets
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Whatever was thrown, as a problem that can be shown. */
export function problemFrom(thrown: unknown): ApiProblem {
  return thrown instanceof ApiProblem ? thrown : localProblem('unexpected', 0);
}

async function send(method: Method, path: string, options: CallOptions, accept: string): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path + queryString(options.query), {
      method,
      headers: headersOf(options, accept),
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'error',
      ...(options.body === undefined ? {} : { body: bodyOf(options.body) }),
      ...(options.signal ? { signal: options.signal } : {}),
    });
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === 'AbortError') throw thrown;
    throw announce(localProblem('unreachable', 0));
  }
  if (!response.ok) throw announce(await problemOf(response));
  return response;
}

function headersOf(options: CallOptions, accept: string): Headers {
  const headers = new Headers({
    accept: `${accept}, application/problem+json`,
    'accept-language': languageTags[languagePreference.get()],
    'x-minqiao': '1', // a cross-site form cannot send it
  });
  if (options.body !== undefined)
    headers.set(
      'content-type',
      options.body instanceof Blob ? 'application/octet-stream' : 'application/json',
    );
  if (options.background) headers.set('x-minqiao-background', '1');
  if (options.purpose) headers.set('minqiao-purpose', `${options.purpose.kind}:${options.purpose.reference}`);
  if (options.idempotencyKey) headers.set('idempotency-key', options.idempotencyKey);
  if (options.ifMatch) headers.set('if-match', options.ifMatch);
  return headers;
}

function bodyOf(body: unknown): string | Blob {
  return body instanceof Blob ? body : JSON.stringify(body);
}

function queryString(query: CallOptions['query']): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value === undefined || value === '') continue;
    for (const one of Array.isArray(value) ? value : [value]) params.append(name, String(one));
  }
  const text = params.toString();
  return text ? `?${text}` : '';
}

const unreadable = Symbol('unreadable');

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return unreadable;
  }
}

async function problemOf(response: Response): Promise<ApiProblem> {
  const details = parseProblem(await readJson(response), response.status, traceOf(response));
  if (!details) return localProblem('unreadable', response.status, traceOf(response));
  const wait = Number(response.headers.get('retry-after'));
  return new ApiProblem(wait > 0 ? { ...details, retryAfterSeconds: wait } : details);
}

function localProblem(kind: keyof typeof localProblems, status: number, traceId?: string): ApiProblem {
  const { title, action } = localProblems[kind];
  return new ApiProblem({
    code: `web.${kind}`,
    status,
    title: title.zh,
    texts: { zh: { detail: title.zh, action: action.zh }, en: { detail: title.en, action: action.en } },
    ...(traceId ? { traceId } : {}),
  });
}

function traceOf(response: Response): string | undefined {
  return response.headers.get('x-trace-id') ?? undefined;
}

function announce(problem: ApiProblem): ApiProblem {
  for (const watcher of watchers) watcher(problem);
  return problem;
}
