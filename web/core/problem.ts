import { languagePreference } from './language.ts';
import { say, type Language, type Text } from './text.ts';

/** One field that the server refused, by JSON pointer into the body sent (`/values/name`). */
export interface FieldError {
  readonly pointer: string;
  readonly message: string;
  readonly code?: string;
  /** The message in both languages, when the server gave both. */
  readonly texts?: Text;
}

/** What happened and what to do about it, in one language. */
export interface ProblemWords {
  readonly detail: string;
  readonly action?: string;
}

export interface ProblemDetails {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly detail?: string;
  readonly action?: string;
  readonly traceId?: string;
  readonly receipt?: string;
  readonly retryAfterSeconds?: number;
  readonly errors?: readonly FieldError[];
  readonly texts?: Readonly<Record<Language, ProblemWords>>;
}

/**
 * Every failed call ends in one of these: the server's problem+json (RFC 9457), or our own words when it gave none.
 * Its words are those of the language in force when they are asked for, so a problem on screen follows the reader.
 */
export class ApiProblem extends Error {
  readonly code: string;
  readonly status: number;
  readonly traceId: string | undefined;
  readonly receipt: string | undefined;
  readonly retryAfterSeconds: number | undefined;
  readonly #details: ProblemDetails;

  constructor(details: ProblemDetails) {
    super(details.detail ?? details.title);
    this.name = 'ApiProblem';
    this.code = details.code;
    this.status = details.status;
    this.traceId = details.traceId;
    this.receipt = details.receipt;
    this.retryAfterSeconds = details.retryAfterSeconds;
    this.#details = details;
  }

  /** A refusal, which is in the ledger, and no mishap: not permitted, or over a budget. */
  get refused(): boolean {
    return this.status === 403 || (this.status === 429 && this.receipt !== undefined);
  }

  get title(): string {
    return this.#words?.detail ?? this.#details.title;
  }

  get detail(): string | undefined {
    return this.#words?.detail ?? this.#details.detail;
  }

  get action(): string | undefined {
    return this.#words ? this.#words.action : this.#details.action;
  }

  get errors(): readonly FieldError[] {
    const language = languagePreference.get();
    return (this.#details.errors ?? []).map((error) =>
      error.texts ? { ...error, message: say(error.texts, language) } : error,
    );
  }

  /** The same problem with some of its errors: the others stand at their fields. */
  withErrors(errors: readonly FieldError[]): ApiProblem {
    return new ApiProblem({ ...this.#details, errors });
  }

  get #words(): ProblemWords | undefined {
    return this.#details.texts?.[languagePreference.get()];
  }
}

/** Our own words for failures that reach us without the server's. */
export const localProblems = {
  unreachable: {
    title: { zh: '连接不上服务器', en: 'The server cannot be reached' },
    action: {
      zh: '请检查网络后重试；已填写的内容仍然保留。',
      en: 'Check the network and try again; what you typed is kept.',
    },
  },
  unreadable: {
    title: { zh: '服务器的答复无法识别', en: 'The server answered in a way we cannot read' },
    action: {
      zh: '请稍后重试；如仍如此，请把追踪号告诉管理员。',
      en: 'Try again later; if it persists, give the trace id to an administrator.',
    },
  },
  unexpected: {
    title: { zh: '页面出错了', en: 'Something went wrong on this page' },
    action: { zh: '请刷新页面；已填写的内容仍然保留。', en: 'Reload the page; what you typed is kept.' },
  },
} as const satisfies Record<string, { title: Text; action: Text }>;

type Json = Record<string, unknown>;

/** Parses a problem+json body. Anything unexpected in it is left out; a body that is none at all gives undefined. */
export function parseProblem(body: unknown, status: number, traceId?: string): ProblemDetails | undefined {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return undefined;
  const source = body as Json;
  const code = text(source['code']);
  const title = text(source['title']) ?? text(source['detail']);
  if (!code || !title) return undefined;
  const trace = text(source['traceId']) ?? traceId;
  return {
    code,
    title,
    status,
    ...optional('detail', text(source['detail'])),
    ...optional('action', text(source['action'])),
    ...optional('traceId', trace),
    ...optional('receipt', text(source['receipt'])),
    errors: fieldErrors(source['errors']),
    ...problemTexts(source['texts']),
  };
}

function problemTexts(value: unknown): Pick<ProblemDetails, 'texts'> {
  const both = value as { zh?: Json; en?: Json } | null | undefined;
  const [zh, en] = [both?.zh, both?.en].map((words) => {
    const detail = text(words?.['detail']);
    return detail ? { detail, ...optional('action', text(words?.['action'])) } : undefined;
  });
  return zh && en ? { texts: { zh, en } } : {};
}

function fieldErrors(value: unknown): FieldError[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: Json | null) => {
    const pointer = text(item?.['pointer']);
    const message = text(item?.['message']) ?? text(item?.['detail']);
    return pointer !== undefined && message
      ? [{ pointer, message, ...optional('code', text(item?.['code'])), ...errorTexts(item?.['texts']) }]
      : [];
  });
}

function errorTexts(value: unknown): Pick<FieldError, 'texts'> {
  const both = value as Json | null | undefined;
  const [zh, en] = [text(both?.['zh']), text(both?.['en'])];
  return zh && en ? { texts: { zh, en } } : {};
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function optional<K extends string>(key: K, value: string | undefined): { [P in K]?: string } {
  return (value === undefined ? {} : { [key]: value }) as { [P in K]?: string };
}
