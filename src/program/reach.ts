import type { ts } from 'ts-morph';
import { filesLeadingTo } from '../model/leading-files.js';
import { remembered } from '../model/remembered.js';
import { specifiersExportedAgain } from '../syntax/exports.js';
import { namesForOthers } from '../syntax/scripts.js';
import { fileOf, type Program } from './program.js';
import { resolvedFiles, type Sources } from './sources.js';

/** Files that are opened first to find out whether one of them calls a function. */
const FIRST_CALLERS = 10;

/** How a file exports what has no name. */
const NO_NAMES: ReadonlySet<string> = new Set(['default', 'exports']);

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
  /** Those of them in which an address of Clever's is written, or that read what carries one. */
  readonly #addressed = new Set<string>();
  readonly #asked = new Set<string>();
  /** The files of which an open one exports something again, by its name. */
  readonly #exportedAgain = new Map<string, ReadonlySet<string>>();
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

  /** Whether an address of Clever's is written in a file, or comes to it by what it reads of others. */
  hasAddress(file: string): boolean {
    return this.#addressed.has(file);
  }

  /** Whether more files came to hold something since that was last asked with `takeGrown`. */
  get hasGrown(): boolean {
    return this.#holding.size > this.#settled;
  }

  /** Whether more files came to hold something since the last call. */
  takeGrown(): boolean {
    const isGrown = this.hasGrown;
    this.#settled = this.#holding.size;
    return isGrown;
  }

  /** Opens the files that may read what carries something of Clever's. */
  openReaders(node: ts.Node, names: readonly string[]): void {
    this.#addressed.add(fileOf(node));
    this.#open(node, names, (file) => this.#take(file));
  }

  /** Opens files that something else than an import leads to. */
  openFiles(files: Iterable<string>): void {
    for (const file of files) this.#take(file);
  }

  /** Opens files for what they do to something that many share, whatever they have to do with Clever. */
  openSetUps(files: Iterable<string>): void {
    for (const file of files) this.#program.want(file);
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
    this.#open(
      scope,
      names,
      (file) => this.#program.want(file),
      (file) => isClevers || this.#holding.has(file),
    );
    if (isClevers) for (const file of this.#wholeTakers(fileOf(scope))) this.#program.want(file);
  }

  /**
   * Opens a few of the files that may call a function or construct a class, whatever they have to do with Clever: as many
   * again as are open, so that it takes few rounds until all are.
   */
  openSomeCallers(scope: ts.Node, names: readonly string[]): void {
    const files: string[] = [];
    this.#open(scope, names, (file) => void files.push(file));
    const left = [...new Set(files)].filter((file) => this.#program.isOpenable(file));
    const opened = files.length - left.length;
    for (const file of left.slice(0, Math.max(FIRST_CALLERS, opened))) this.#program.want(file);
  }

  /**
   * At any distance, because an instance made in one file is often called in another that never imports its class. What
   * has no name of its own is called by any name in the files that import it, and in those that get it from one of these.
   */
  #open(
    node: ts.Node,
    names: readonly string[],
    open: (file: string) => void,
    isWorth: (file: string) => boolean = () => true,
  ): void {
    const own = names.filter((name) => !NO_NAMES.has(name));
    const isMentioning = (file: string): boolean => own.some((name) => this.#sources.mentions(file, name));
    const nameless = new Set(own.length < names.length ? this.#namelessReaders(fileOf(node)) : []);
    for (const file of filesLeadingTo([fileOf(node)], this.#sources))
      if (isWorth(file) && (nameless.has(file) || isMentioning(file))) open(file);
    for (const file of this.#otherScripts(fileOf(node), own)) if (isWorth(file)) open(file);
  }

  /** The files of the same package that may call something by one of the names that a script gives to all others. */
  #otherScripts(file: string, names: readonly string[]): readonly string[] {
    const source = this.#program.sourceFile(file);
    if (!source) return [];
    const given = [...namesForOthers(source)];
    if (!given.length) return [];
    const mentioning = names.flatMap((name) => this.#sources.filesMentioning(name));
    return [...new Set(mentioning)].filter(
      (each) =>
        each !== file &&
        this.#sources.packageOf(each) === this.#sources.packageOf(file) &&
        given.some((name) => this.#sources.mentions(each, name)),
    );
  }

  /** The files that import one as a whole, and those that import what these export again of it, as far as they are open. */
  #namelessReaders(file: string): ReadonlySet<string> {
    const readers = new Set<string>();
    const exporting = new Set([file]);
    for (const each of exporting) {
      for (const importer of this.#sources.importersOf(each)) {
        readers.add(importer);
        if (this.#exportsAgain(importer, each)) exporting.add(importer);
      }
    }
    return readers;
  }

  /** The files that may take any export of one by a computed name, from the file or from one that exports it again. */
  #wholeTakers(file: string): ReadonlySet<string> {
    const exporting = new Set([file]);
    for (const each of exporting)
      for (const importer of this.#sources.importersOf(each))
        if (this.#sources.mayTakeWhole(importer, each) || this.#exportsAgain(importer, each)) exporting.add(importer);
    return exporting;
  }

  #exportsAgain(importer: string, file: string): boolean {
    const source = this.#program.sourceFile(importer);
    if (!source) return false;
    const find = (): ReadonlySet<string> => resolvedFiles(specifiersExportedAgain(source), importer, this.#sources);
    return remembered(this.#exportedAgain, importer, find).has(file);
  }

  #take(file: string): void {
    this.#holding.add(file);
    this.#addressed.add(file);
    this.#program.want(file);
  }
}
