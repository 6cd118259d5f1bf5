/** A text in both languages; `{name}` is replaced by the parameter of that name. */
export interface Text {
  readonly zh: string;
  readonly en: string;
}

/** One line of a module's closed list of errors. `status` is the HTTP status that the code maps to (RFC 9457). */
export interface FaultDefinition extends Text {
  readonly status: number;
  /** What the reader can do about it. */
  readonly action?: Text;
  /** After so long the same request may well succeed (RFC 9110, Retry-After); absent where waiting does not help. */
  readonly retryAfterSeconds?: number;
}

type Params = Readonly<Record<string, string | number>>;

export interface FaultDetail {
  readonly pointer: string;
  readonly code: string;
  readonly zh: string;
  readonly en: string;
}

const registry = new Map<string, FaultDefinition>();

/**
 * Every expected error in the product. `code` is `<module>.<name>` of a closed list; the text for people comes
 * from that list, so nothing internal leaks through a message. The cause stays inside (logs only).
 */
export class Fault extends Error {
  readonly code: string;
  readonly definition: FaultDefinition;
  readonly params: Params;
  readonly pointer: string | undefined;
  readonly details: readonly FaultDetail[];
  readonly #retryAfterSeconds: number | undefined;

  constructor(
    code: string,
    definition: FaultDefinition,
    options: {
      params?: Params;
      pointer?: string | undefined;
      details?: readonly FaultDetail[];
      retryAfterSeconds?: number | undefined;
      cause?: unknown;
    } = {},
  ) {
    super(`${code}: ${fill(definition.en, options.params ?? {})}`, { cause: options.cause });
    this.name = 'Fault';
    this.code = code;
    this.definition = definition;
    this.params = options.params ?? {};
    this.pointer = options.pointer;
    this.details = options.details ?? [];
    this.#retryAfterSeconds = options.retryAfterSeconds;
  }

  /** Known for this very case, or for all of the kind. */
  get retryAfterSeconds(): number | undefined {
    return this.#retryAfterSeconds ?? this.definition.retryAfterSeconds;
  }

  get status(): number {
    return this.definition.status;
  }

  /** The sentence for a person, in their language. */
  text(language: 'zh' | 'en'): string {
    return fill(this.definition[language], this.params);
  }

  /** What that person can do, or undefined when the list says nothing. */
  action(language: 'zh' | 'en'): string | undefined {
    const action = this.definition.action?.[language];
    return action === undefined ? undefined : fill(action, this.params);
  }
}

export interface FaultFactory<Name extends string> {
  /** Makes (does not throw) the fault of that name. */
  fault(
    name: Name,
    params?: Params,
    more?: {
      pointer?: string | undefined;
      details?: readonly FaultDetail[];
      retryAfterSeconds?: number;
      cause?: unknown;
    },
  ): Fault;
  readonly list: Readonly<Record<Name, FaultDefinition>>;
}

/**
 * Declares a module's closed list of errors, once, in its `errors.ts`.
 * @throws Error when the module already declared its list: two lists would make the set of codes unknowable.
 */
export function defineFaults<const Name extends string>(
  module: string,
  list: Record<Name, FaultDefinition>,
): FaultFactory<Name> {
  for (const [name, definition] of Object.entries<FaultDefinition>(list)) {
    const code = `${module}.${name}`;
    if (registry.has(code)) throw new Error(`fault ${code} is declared twice`);
    registry.set(code, definition);
  }
  return {
    list,
    fault: (name, params = {}, more = {}) => new Fault(`${module}.${name}`, list[name], { params, ...more }),
  };
}

/** All declared codes with their definitions, sorted by code: for documentation, for the pages, for tests. */
export function listFaults(): readonly (readonly [string, FaultDefinition])[] {
  return [...registry.entries()].sort(([a], [b]) => (a < b ? -1 : 1));
}

function fill(template: string, params: Params): string {
  return template.replace(/\{([a-zA-Z]+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}
