import type { ts } from 'ts-morph';
import { loadCompiler, tsc } from '../syntax/compiler.js';
import { LIBRARY_FILE, LIBRARY_TEXT } from './library.js';
import { resolvedFiles, type Sources } from './sources.js';
import { compilerOptions, Trees } from './trees.js';
import { hasTypesTooLarge } from './type-size.js';
import { checkedProgram, errorsOfTypes, outlineOf } from './type-check.js';
import type { CompilerError } from '../model/compiler-error.js';
import { remembered } from '../model/remembered.js';
import type { Outline } from '../model/outline.js';
import type { Span } from '../model/spans.js';
import { isShortCircuit } from '../syntax/writes.js';

const SCRIPT_FILE = /\.(?:[cm]?[jt]sx?|gs|vue|svelte|astro|html?)$/i;
const TYPESCRIPT_FILE = /\.[cm]?tsx?$/i;
/** The comment with which a file of JavaScript asks for a check of its types. */
const CHECKED_SCRIPT = /^[^\S\r\n\u2028\u2029]*\/\/\/?\s*@ts-check\b/m;
const MODULE_WORD = /^[^\S\r\n\u2028\u2029]*(import|export)\b/m;
/** Stands behind the name of a component, of which the compiler must think that it is all script; no file's name holds it. */
const COMPONENT_SCRIPT = '\0script';

/** "Cannot redeclare block-scoped variable" of the compiler. */
const REDECLARED = 2451;

/** A file whose names are bound, with what failed on the way. */
type BoundFile = ts.SourceFile & { readonly bindDiagnostics?: readonly ts.DiagnosticWithLocation[] };

const TOO_DEEP = 'nested too deep to be read as a program';
const TOO_FAR = 'behind more imports than the compiler can follow';

const TYPES_TOO_LARGE = 'its types have too many parts for the compiler';

const TOO_MUCH = 'other files of this run already reach the limit of 20 MB of code';

/** The compiler calls itself for each level, about ten times; people write a few dozen of them. */
const MAXIMUM_DEPTH = 800;

/** So many characters are opened in all: the trees of the compiler take up to a hundred bytes for each. */
const MAXIMUM_TEXT = 20_000_000;

/** As many texts may be put together in one expression; what is made of more costs the square of their number. */
const MAXIMUM_OPERANDS = 5000;

/**
 * The files that matter, opened in one program of the compiler that sees nothing but the texts it is handed.
 *
 * The compiler serves as a resolver of names: no lib files, no node_modules, no disk.
 */
export class Program {
  readonly #sources: Sources;
  readonly #trees: Trees;
  readonly #options: ts.CompilerOptions;
  readonly #wanted = new Set<string>();
  readonly #loaded = new Set<string>();
  readonly #json = new Map<string, ts.JsonSourceFile | null>();
  readonly #broken = new Map<string, string>();
  readonly #unparsed = new Set<string>();
  #textLeft = MAXIMUM_TEXT;
  #compiled: ts.Program | null = null;
  /** The same files with the compiler's libs, to check their types: one for all files with the same flags. */
  readonly #checked = new Map<string, ts.Program>();
  /** Files whose types are checked too, although nothing of Clever's was looked for in them. */
  readonly #alsoChecked = new Set<string>();
  /** What each file imports whose types were asked for. */
  readonly #imported = new Map<string, ReadonlySet<string>>();

  /**
   * @param trees what was parsed before; a file whose text is still the same is not parsed again
   */
  constructor(sources: Sources, trees: Trees = new Trees()) {
    loadCompiler();
    this.#sources = sources;
    this.#trees = trees;
    this.#options = compilerOptions();
  }

  /**
   * Opens files as long as there is room for them; those already open stay as they are.
   *
   * @param files paths relative to the root
   */
  load(files: Iterable<string>): void {
    const openable = [...new Set(files)].filter((file) => this.isOpenable(file));
    this.#leaveOutRest(openable);
    const opened = openable.filter((file) => this.isOpenable(file));
    for (const file of opened) this.#loaded.add(file);
    this.#leaveOutBroken(opened);
  }

  /** Leaves out what there is no room for. The smallest go first, for people write those. */
  #leaveOutRest(files: readonly string[]): void {
    const lengths = files.map((file) => ({ file, length: this.#sources.text(file).length }));
    for (const { file } of lengths.sort((left, right) => left.length - right.length))
      if (!this.#takesUp(file)) this.leaveOut(file, TOO_MUCH);
  }

  /** Whether there is room for a file, which is taken then. */
  #takesUp(file: string): boolean {
    const { length } = this.#sources.text(file);
    if (length > this.#textLeft) return false;
    this.#textLeft -= length;
    return true;
  }

  /** Asks for a file to be opened before the next pass; false if it is open, or never will be. */
  want(file: string): boolean {
    if (!this.isOpenable(file)) return false;
    this.#wanted.add(file);
    return true;
  }

  /** Whether a file is not open, and could be. */
  isOpenable(file: string): boolean {
    return !this.#loaded.has(file) && !this.#broken.has(file) && SCRIPT_FILE.test(file);
  }

  /** Gives up a file. */
  leaveOut(file: string, reason: string): void {
    this.#broken.set(file, reason);
    this.#loaded.delete(file);
    this.#forgetPrograms();
  }

  /** Whether files are asked for that are not open yet. */
  get wantsMore(): boolean {
    return this.#wanted.size > 0;
  }

  /** The files asked for since the last call. */
  takeWanted(): readonly string[] {
    const wanted = [...this.#wanted];
    this.#wanted.clear();
    return wanted;
  }

  get files(): readonly string[] {
    return [...this.#loaded];
  }

  /** The trees of all opened files. */
  trees(): readonly ts.SourceFile[] {
    return this.files.map((file) => this.sourceFile(file)).filter((tree) => tree !== undefined);
  }

  get checker(): ts.TypeChecker {
    return this.#program.getTypeChecker();
  }

  sourceFile(file: string): ts.SourceFile | undefined {
    return this.#loaded.has(file) ? this.#program.getSourceFile(this.#compilerNameOf(file)) : undefined;
  }

  /** A JSON file as a tree, opened when code imports it; none of one that is nested too deep, which is read as text alone. */
  json(file: string): ts.JsonSourceFile | undefined {
    if (!file.endsWith('.json')) return undefined;
    const known = this.#json.get(file);
    if (known !== undefined) return known ?? undefined;
    const opened = parseJsonTree(file, this.#sources.text(file));
    this.#json.set(file, opened);
    return opened ?? undefined;
  }

  /** Files that are no program, with their first error. */
  get broken(): ReadonlyMap<string, string> {
    return this.#broken;
  }

  /**
   * Type errors of a file, as a strict compiler with its libs sees them; comparable only with another run of this check,
   * since packages are not read. Null where the file cannot be checked.
   */
  typeErrors(file: string): readonly CompilerError[] | null {
    const name = this.#compilerNameOf(file);
    // Of other JavaScript the compiler tells only what no engine would run.
    if (!this.isTyped(file)) return this.#redeclared(file);
    if (this.isOpenable(file) && !this.#isKnown(file)) return null;
    return this.#whileChecking(file, (checked) => {
      const source = checked.getSourceFile(name);
      if (!source) return [];
      return errorsOfTypes(checked, source)?.map((diagnostic) => toError(diagnostic, source)) ?? null;
    });
  }

  /** Whether the user's compiler checks the types of a file. */
  isTyped(file: string): boolean {
    const name = this.#compilerNameOf(file);
    if (!SCRIPT_FILE.test(file)) return false;
    if (TYPESCRIPT_FILE.test(name)) return true;
    return this.#sources.compilerFlagsOf(file)['checkJs'] === true || CHECKED_SCRIPT.test(this.#sources.text(file));
  }

  /** The names that a file declares twice in one scope, which its syntax alone does not tell. */
  #redeclared(file: string): readonly CompilerError[] {
    const source: BoundFile | undefined = this.sourceFile(file);
    // A type checker exists once all names are bound to what they declare.
    const errors = source && this.checker ? (source.bindDiagnostics ?? []) : [];
    return errors.filter(({ code }) => code === REDECLARED).map((error) => toError(error, error.file));
  }

  /**
   * Lets the types of files be checked from then on, whether they were opened or not, as far as there is room for them, and
   * with them what they import, which may be types that nothing of Clever's leads to.
   */
  checkTypesOf(files: readonly string[]): void {
    // A call names its types in the file of the function that it calls, or in one that this imports.
    const imported = this.#importedBy(files.filter((file) => this.isTyped(file)));
    const asked = new Set([...files, ...imported, ...this.#importedBy(imported)]);
    const unknown = [...asked].filter((file) => this.isOpenable(file) && !this.#alsoChecked.has(file));
    const added = unknown.filter((file) => this.#canBeChecked(file) && this.#takesUp(file));
    for (const file of added) this.#alsoChecked.add(file);
    if (added.length) this.#checked.clear();
  }

  /** Whether the compiler comes to an end with a file that was not opened before. */
  #canBeChecked(file: string): boolean {
    try {
      return !this.#trees.ask(this.#compilerNameOf(file), this.#textInProgram(file), hasTypesTooLarge);
    } catch {
      return false;
    }
  }

  #importedBy(files: readonly string[]): readonly string[] {
    return files.flatMap((file) => [...remembered(this.#imported, file, () => this.#importsOf(file))]);
  }

  /** The files that a file imports, and those that declare what these are. */
  #importsOf(file: string): ReadonlySet<string> {
    const { importedFiles } = tsc.preProcessFile(this.#sources.text(file));
    const names = importedFiles.map(({ fileName }) => fileName);
    const imported = [...resolvedFiles(names, file, this.#sources)];
    const declared = imported.map((each) => this.#sources.declarationsOf(each));
    return new Set([...imported, ...declared.flatMap(({ beside, ambient }) => (beside ? [beside] : ambient))]);
  }

  /** What files whose types can be checked say to those that import them; null for one of which nobody can tell. */
  outlines(files: readonly string[]): ReadonlyMap<string, Outline | null> {
    return new Map(
      files.map((file) => [
        file,
        this.#whileChecking(file, (checked) => {
          const source = checked.getSourceFile(this.#compilerNameOf(file));
          return source ? outlineOf(source, checked) : null;
        }),
      ]),
    );
  }

  /** Null where the stack ends before the work does, as it may in what is nested deep. */
  #whileChecking<Answer>(file: string, work: (checked: ts.Program) => Answer): Answer | null {
    try {
      return work(this.#checkedLike(file));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.#checked.clear();
      return null;
    }
  }

  /** The program that is checked as the user's compiler checks a file. */
  #checkedLike(file: string): ts.Program {
    const flags = this.#sources.compilerFlagsOf(file);
    const key = JSON.stringify(Object.entries(flags).sort());
    const known = this.#checked.get(key);
    if (known) return known;
    const resolveModuleNames: ts.CompilerHost['resolveModuleNames'] = (names, containing) =>
      names.map((name) => this.#resolveForTypes(name, containing));
    const host = { ...this.#host(), resolveModuleNames };
    const checked = checkedProgram(this.#rootNames([...this.#alsoChecked]), host, flags);
    this.#checked.set(key, checked);
    return checked;
  }

  #rootNames(others: readonly string[] = []): readonly string[] {
    return [...this.#loaded, ...others].map((file) => this.#compilerNameOf(file));
  }

  get #program(): ts.Program {
    this.#compiled ??= tsc.createProgram({
      rootNames: [LIBRARY_FILE, ...this.#rootNames()],
      options: this.#options,
      host: this.#host(),
    });
    return this.#compiled;
  }

  #forgetPrograms(): void {
    this.#compiled = null;
    this.#checked.clear();
  }

  /** A file with a syntax error is left out as a whole: half a tree gives half-true findings. */
  #leaveOutBroken(opened: readonly string[]): void {
    this.#forgetPrograms();
    const errors = opened.map((file) => [file, this.#errorIn(file)] as const);
    for (const [file, error] of errors) if (error !== null) this.leaveOut(file, error);
  }

  /** What keeps a file from being read as a program; null if nothing does. */
  #errorIn(file: string): string | null {
    const source = this.sourceFile(file);
    if (this.#unparsed.has(file)) return this.#canBeParsed(file) ? TOO_FAR : TOO_DEEP;
    if (source && isNestedTooDeep(source)) return TOO_DEEP;
    if (source && hasTypesTooLarge(source)) return TYPES_TOO_LARGE;
    const error = source && this.#syntaxError(source);
    return error ? `syntax error at ${error}` : null;
  }

  /** The compiler opens a file inside of the one that imports it: at the end of a long chain, the stack may end in any. */
  #canBeParsed(file: string): boolean {
    try {
      return this.#trees.ask(this.#compilerNameOf(file), this.#textInProgram(file), isParsed);
    } catch {
      return false;
    }
  }

  #syntaxError(source: ts.SourceFile): string | null {
    const error = this.#program.getSyntacticDiagnostics(source).find(({ code }) => !isTypeScriptOnly(code));
    return error ? describe(error, source) : null;
  }

  #host(): ts.CompilerHost {
    return {
      getSourceFile: (path, options) => {
        const text = path === LIBRARY_FILE ? LIBRARY_TEXT : this.#textOf(fileOfName(path));
        return text === null ? undefined : this.#parse(path, text, options);
      },
      fileExists: (path) => path === LIBRARY_FILE || this.#isKnown(fileOfName(path)),
      readFile: () => undefined,
      writeFile: () => undefined,
      resolveModuleNames: (names, containing) => names.map((name) => this.#resolveForCompiler(name, containing)),
      getDefaultLibFileName: () => LIBRARY_FILE,
      getCurrentDirectory: () => '/',
      getCanonicalFileName: (path) => path,
      useCaseSensitiveFileNames: () => true,
      getNewLine: () => '\n',
    };
  }

  /** The parser climbs down into what is nested by calling itself, so a stack may end before the text does. */
  #parse(path: string, text: string, options: ts.CreateSourceFileOptions | ts.ScriptTarget): ts.SourceFile | undefined {
    try {
      return this.#trees.parse(path, text, options);
    } catch {
      // Whatever the compiler trips over, the text is none that it can read; mostly it is the end of the stack.
      this.#unparsed.add(fileOfName(path));
      return undefined;
    }
  }

  #textOf(file: string): string | null {
    return this.#isKnown(file) ? this.#textInProgram(file) : null;
  }

  #textInProgram(file: string): string {
    return asModule(file, this.#sources.text(file));
  }

  /** Whether the compiler may see a file: an opened one, or one whose types are checked. */
  #isKnown(file: string): boolean {
    return this.#loaded.has(file) || this.#alsoChecked.has(file);
  }

  #resolveForCompiler(specifier: string, containing: string): ts.ResolvedModule | undefined {
    const target = this.#sources.resolve(specifier, fileOfName(containing));
    if (!target || !this.#isKnown(target)) return undefined;
    return this.#resolved(target);
  }

  /** The same for the types: of a script that has declarations, these, as the user's compiler takes them. */
  #resolveForTypes(specifier: string, containing: string): ts.ResolvedModule | undefined {
    const target = this.#sources.resolve(specifier, fileOfName(containing));
    const declared = target === null ? null : this.#sources.declarationsOf(target);
    if (declared?.beside) return this.#isKnown(declared.beside) ? this.#resolved(declared.beside) : undefined;
    // A module whose path is declared by a pattern is looked for among those only where no file is found.
    if (declared?.ambient.some((file) => this.#isKnown(file))) return undefined;
    return this.#resolveForCompiler(specifier, containing);
  }

  #resolved(file: string): ts.ResolvedModule {
    return { resolvedFileName: this.#compilerNameOf(file) };
  }

  #compilerNameOf(file: string): string {
    const component = this.#sources.component(file);
    if (component) return `/${file}${COMPONENT_SCRIPT}${component.extension}`;
    return /\.gs$/i.test(file) ? `/${file}${COMPONENT_SCRIPT}.js` : `/${file}`;
  }
}

/**
 * The text of a file that is a module by its name alone, so that it may await at its top.
 *
 * What is added stands behind the text, where it moves no offset.
 */
function asModule(file: string, text: string): string {
  return isModule(file) && !MODULE_WORD.test(text) ? `${text}\nexport {};` : text;
}

function isModule(file: string): boolean {
  return /\.m[jt]s$/.test(file) || !/\.(?:[cm]?[jt]sx?|gs)$/.test(file);
}

/** Whether a tree is deeper than the compiler can climb; what a sum adds up on its left is no depth to it. */
function isNestedTooDeep(source: ts.SourceFile): boolean {
  let level: ts.Node[] = [source];
  let isTooLong = false;
  for (let depth = 0; level.length; depth += 1) {
    if (depth > MAXIMUM_DEPTH || isTooLong) return true;
    const next: ts.Node[] = [];
    const take = (child: ts.Node): void => {
      const found = operands(child);
      isTooLong ||= found.length > MAXIMUM_OPERANDS;
      for (const each of found) next.push(each);
    };
    for (const node of level) tsc.forEachChild(node, take);
    level = next;
  }
  return false;
}

/** The node; of a chain of binary expressions, what it joins. The compiler climbs down choices as it does all else. */
function operands(node: ts.Node): readonly ts.Node[] {
  const found: ts.Node[] = [];
  let left = node;
  for (; tsc.isBinaryExpression(left) && !isShortCircuit(left.operatorToken.kind); left = left.left)
    found.push(left.right);
  found.push(left);
  return found;
}

/** From here on the way up to the file is remembered. */
const LONG_WAY = 100;

const sources = new WeakMap<ts.Node, ts.SourceFile>();

/** The file of a node; in a sum of thousands, where each node is far below the file, the way up is gone only once. */
export function sourceOf(node: ts.Node): ts.SourceFile {
  const passed: ts.Node[] = [];
  let steps = 0;
  for (let at = node; ; at = at.parent) {
    const known = tsc.isSourceFile(at) ? at : steps > LONG_WAY ? sources.get(at) : undefined;
    if (known) {
      for (const each of passed) sources.set(each, known);
      return known;
    }
    steps += 1;
    if (steps > LONG_WAY) passed.push(at);
  }
}

/** The path, relative to the root, of the file a node stands in. */
export function fileOf(node: ts.Node): string {
  return fileOfName(sourceOf(node).fileName);
}

/** The path, relative to the root, of the file that the compiler knows by a name. */
function fileOfName(name: string): string {
  const end = name.lastIndexOf(COMPONENT_SCRIPT);
  return name.slice(1, end < 0 ? undefined : end);
}

/** The place of a node without the comments before it. */
export function spanOf(node: ts.Node): Span {
  const source = sourceOf(node);
  return { file: fileOfName(source.fileName), start: node.getStart(source), end: node.getEnd() };
}

/** TypeScript's own complaints about types in JavaScript (8000 to 8999) do not keep a file from being read. */
function isTypeScriptOnly(code: number): boolean {
  return code >= 8000 && code < 9000;
}

function toError({ code, messageText, start = 0, length = 0 }: ts.Diagnostic, source: ts.SourceFile): CompilerError {
  const message = typeof messageText === 'string' ? messageText : messageText.messageText;
  return { code, start, message, about: codeAt(source, start, start + length) };
}

/** The code between two offsets; of the name of a member, with what it is read from. */
function codeAt(source: ts.SourceFile, start: number, end: number): string {
  const within = (child: ts.Node): ts.Node | undefined => (child.pos <= start && end <= child.end ? child : undefined);
  let access: ts.Node | undefined;
  for (let node = tsc.forEachChild(source, within); node; node = tsc.forEachChild(node, within))
    if (tsc.isPropertyAccessExpression(node) && node.name.end === end) access = node;
  return source.text.slice(access?.getStart(source) ?? start, end);
}

function describe(diagnostic: ts.Diagnostic, source: ts.SourceFile): string {
  const text = tsc.flattenDiagnosticMessageText(diagnostic.messageText, ' ');
  const { line, character } = source.getLineAndCharacterOfPosition(diagnostic.start ?? 0);
  return `${line + 1}:${character + 1} ${text}`;
}

/** The tree of a JSON file; null where its nesting is deeper than the compiler can climb. */
function parseJsonTree(file: string, text: string): ts.JsonSourceFile | null {
  try {
    const { ESNext } = tsc.ScriptTarget;
    const tree = tsc.createSourceFile(`/${file}`, text, ESNext, true, tsc.ScriptKind.JSON) as ts.JsonSourceFile;
    return isNestedTooDeep(tree) ? null : tree;
  } catch {
    // The parser calls itself for each level, and what ends first is the stack.
    return null;
  }
}

/** What asks for no more than that a text has a tree. */
function isParsed(): boolean {
  return true;
}
