/** The project as the rules see it: its files, its architecture table, its packages and its error codes. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { importsOf, type Import } from './read.ts';
import { scan, type Scan } from './scan.ts';

export interface Finding {
  readonly file: string;
  readonly line: number;
  readonly rule: string;
  /** What to do instead, as an imperative sentence. */
  readonly instead: string;
}

/** One habit that a program holds us to. `scope` says in words what it looks at and what it cannot see. */
export interface Rule {
  readonly name: string;
  readonly scope: string;
  check(project: Project): Iterable<Finding>;
}

export interface ModuleLine {
  readonly level: string;
  readonly beside: readonly string[];
}

export interface Architecture {
  readonly levels: readonly string[];
  readonly modules: Readonly<Record<string, ModuleLine>>;
}

/** An error code as `listFaults()` gives it. */
export interface FaultLine {
  readonly code: string;
  readonly status: number;
  readonly zh: string;
  readonly en: string;
  readonly action?: { readonly zh: string; readonly en: string };
}

export class SourceFile {
  readonly path: string;
  readonly bytes: number;
  readonly #load: () => string;
  #text: string | undefined;
  #scan: Scan | undefined;
  #imports: readonly Import[] | undefined;

  constructor(path: string, bytes: number, load: () => string) {
    this.path = path;
    this.bytes = bytes;
    this.#load = load;
  }

  get text(): string {
    return (this.#text ??= this.#load());
  }
  get scan(): Scan {
    return (this.#scan ??= scan(this.text));
  }
  get imports(): readonly Import[] {
    return (this.#imports ??= importsOf(this.scan));
  }
  get name(): string {
    return posix.basename(this.path);
  }
  get lines(): number {
    return this.text.split('\n').length - (this.text.endsWith('\n') ? 1 : 0);
  }
  /** TypeScript or JavaScript that a person writes. */
  get isCode(): boolean {
    return /\.(ts|tsx|mjs)$/.test(this.path);
  }
  /** Tests and what only tests use. */
  get isTest(): boolean {
    return /\.test\.tsx?$/.test(this.path) || this.path.startsWith('test/');
  }
  /** Runs in the browser as part of a page. */
  get isPage(): boolean {
    return /^src\/.*\/pages(-citizen)?\//.test(this.path);
  }
  /** Code of the product: what runs on a node and what standards share with pages. */
  get isProduct(): boolean {
    return this.isCode && this.path.startsWith('src/') && !this.isTest;
  }
}

export class Project {
  readonly files: readonly SourceFile[];
  readonly architecture: Architecture;
  readonly faults: readonly FaultLine[];
  readonly floor: number;
  readonly #byPath: Map<string, SourceFile>;
  readonly #moduleNames: readonly string[];

  constructor(
    files: readonly SourceFile[],
    architecture: Architecture,
    faults: readonly FaultLine[],
    floor: number,
  ) {
    this.files = files;
    this.architecture = architecture;
    this.faults = faults;
    this.floor = floor;
    this.#byPath = new Map(files.map((file) => [file.path, file]));
    this.#moduleNames = Object.keys(architecture.modules).toSorted((a, b) => b.length - a.length);
  }

  get code(): SourceFile[] {
    return this.files.filter((file) => file.isCode);
  }
  get product(): SourceFile[] {
    return this.files.filter((file) => file.isProduct);
  }
  file(path: string): SourceFile | undefined {
    return this.#byPath.get(path);
  }
  /** Whether a file or a folder of that path exists. */
  has(path: string): boolean {
    return this.#byPath.has(path) || this.files.some((file) => file.path.startsWith(`${path}/`));
  }
  /** Name of the module a path belongs to, such as `security/ledger`. */
  moduleOf(path: string): string | undefined {
    if (!path.startsWith('src/')) return undefined;
    return this.#moduleNames.find((name) => path.startsWith(`src/${name}/`) || path === `src/${name}.ts`);
  }
  /** The project path that an import leads to, or nothing for packages and Node's own modules. */
  resolve(from: SourceFile, specifier: string): string | undefined {
    if (specifier.startsWith('#web/')) return specifier.slice(1);
    if (specifier.startsWith('#')) return `src/${specifier.slice(1)}`;
    return specifier.startsWith('.') ? posix.join(posix.dirname(from.path), specifier) : undefined;
  }
}

const skipped = new Set(['node_modules', '.git', '.data', '.cache', 'dist', 'screenshots']);

/** Every file below `root` that is ours. */
export function readFiles(root: string): SourceFile[] {
  const found: SourceFile[] = [];
  const visit = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (skipped.has(entry.name)) continue;
      if (entry.isDirectory()) visit(path);
      else if (entry.isFile()) {
        const full = join(root, path);
        found.push(new SourceFile(path, statSync(full).size, () => readFileSync(full, 'utf8')));
      }
    }
  };
  visit('');
  return found.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}
