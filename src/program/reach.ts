import type { ts } from 'ts-morph';
import { fileOf, type Program } from './program.js';
import type { Sources } from './sources.js';

/**
 * How far a scan reaches: which files may hold something of Clever's, and which are opened because of them.
 *
 * A large application imports itself from its entry to its last module. If every call were followed into the module that
 * it calls, one login would open them all. So only the calls of files that may hold something of Clever's are followed,
 * and a function's callers are looked for where something of Clever's can be handed to it.
 */
export class Reach {
  readonly #program: Program;
  readonly #sources: Sources;
  readonly #holding: Set<string>;
  readonly #asked = new Set<string>();
  /** The files that import a file of Clever's at any distance, and how many of those there were. */
  #importing: ReadonlySet<string> = new Set();
  #importingOf = 0;
  #settled: number;

  /**
   * @param holding files that are known to hold something of Clever's, such as its name
   */
  constructor(program: Program, sources: Sources, holding: Iterable<string>) {
    this.#program = program;
    this.#sources = sources;
    this.#holding = new Set(holding);
    this.#settled = this.#holding.size;
  }

  /** The files that may hold something of Clever's, as far as it is known. */
  get holding(): readonly string[] {
    return [...this.#holding];
  }

  /** Whether a file may hold something of Clever's. */
  holds(file: string): boolean {
    return this.#holding.has(file);
  }

  /** Whether more files came to hold something since the last call. */
  takeGrown(): boolean {
    const isGrown = this.#holding.size > this.#settled;
    this.#settled = this.#holding.size;
    return isGrown;
  }

  /** Opens the files that may read what carries something of Clever's. */
  openReaders(node: ts.Node, names: readonly string[]): void {
    this.#open(node, names, () => true);
  }

  /** Opens files that something else than an import leads to. */
  openFiles(files: Iterable<string>): void {
    for (const file of files) this.#take(file);
  }

  /**
   * Opens the files that may call a function or construct a class.
   *
   * @param isClevers whether what it asks for is known to be Clever's; else only callers that may hold Clever's matter
   */
  openCallers(scope: ts.Node, names: readonly string[], isClevers: boolean): void {
    const key = `${fileOf(scope)}:${scope.pos} ${String(isClevers)} ${this.#holding.size}`;
    if (this.#asked.has(key)) return;
    this.#asked.add(key);
    this.#open(scope, names, (file) => isClevers || this.#canHold(file));
  }

  /**
   * At any distance, because an instance made in one file is often called in another that never imports its class.
   */
  #open(node: ts.Node, names: readonly string[], isWorth: (file: string) => boolean): void {
    const isNameless = names.includes('default') || names.includes('exports');
    const isMentioning = (file: string): boolean => names.some((name) => this.#sources.mentions(file, name));
    const own = fileOf(node);
    const reached = new Set([own]);
    for (const file of reached) {
      for (const importer of this.#sources.importersOf(file)) {
        const isReader = (isNameless && file === own) || isMentioning(importer);
        if (isReader && isWorth(importer)) this.#take(importer);
        reached.add(importer);
      }
    }
  }

  #take(file: string): void {
    this.#holding.add(file);
    this.#program.want(file);
  }

  /** Something of Clever's comes to a file by what it imports, or by what it is handed; that is for its callers to say. */
  #canHold(file: string): boolean {
    if (this.#holding.has(file)) return true;
    if (this.#importingOf !== this.#holding.size) {
      this.#importingOf = this.#holding.size;
      this.#importing = this.#importersOfAll(this.#holding);
    }
    return this.#importing.has(file);
  }

  #importersOfAll(files: Iterable<string>): ReadonlySet<string> {
    const reached = new Set(files);
    for (const file of reached) for (const importer of this.#sources.importersOf(file)) reached.add(importer);
    return reached;
  }
}
