import type { Project, ts } from 'ts-morph';
import { loadCompiler, tsc } from './compiler.js';
import { LIBRARY_FILE, LIBRARY_TEXT } from './library.js';
import type { Sources } from './sources.js';
import type { Span } from './usage.js';

const SCRIPT_FILE = /\.[cm]?[jt]sx?$/;

/**
 * The files that matter, opened in one ts-morph project that sees nothing but the texts it is handed.
 *
 * The compiler serves as a resolver of names: no lib files, no node_modules, no disk.
 */
export class Program {
  readonly #project: Project;
  readonly #sources: Sources;
  readonly #wanted = new Set<string>();
  readonly #loaded = new Map<string, ts.SourceFile>();
  readonly #json = new Map<string, ts.JsonSourceFile>();
  readonly #broken = new Map<string, string>();
  #checker: ts.TypeChecker | null = null;

  constructor(sources: Sources) {
    const { Project } = loadCompiler();
    this.#sources = sources;
    this.#project = new Project({
      useInMemoryFileSystem: true,
      skipLoadingLibFiles: true,
      compilerOptions: {
        allowJs: true,
        checkJs: false,
        noLib: true,
        jsx: tsc.JsxEmit.Preserve,
        module: tsc.ModuleKind.ESNext,
        moduleResolution: tsc.ModuleResolutionKind.Bundler,
        // A file without import or export is a module here too: its names are its own, and it may await at its top.
        moduleDetection: tsc.ModuleDetectionKind.Force,
        target: tsc.ScriptTarget.ESNext,
        types: [],
      },
      resolutionHost: () => ({
        resolveModuleNames: (names, containing) => names.map((name) => this.#resolveForCompiler(name, containing)),
      }),
    });
    this.#project.createSourceFile(LIBRARY_FILE, LIBRARY_TEXT);
  }

  /**
   * Opens files; those already open stay as they are.
   *
   * @param files paths relative to the root
   */
  load(files: Iterable<string>): void {
    for (const file of files) {
      if (this.#loaded.has(file) || this.#broken.has(file) || !SCRIPT_FILE.test(file)) continue;
      const opened = this.#project.createSourceFile(`/${file}`, asModule(file, this.#sources.text(file)), {
        overwrite: true,
      });
      this.#loaded.set(file, opened.compilerNode);
    }
    this.#refresh();
  }

  /** Asks for a file to be opened before the next pass. */
  want(file: string): void {
    if (!this.#loaded.has(file) && !this.#broken.has(file) && SCRIPT_FILE.test(file)) this.#wanted.add(file);
  }

  /** The files asked for since the last call. */
  takeWanted(): readonly string[] {
    const wanted = [...this.#wanted];
    this.#wanted.clear();
    return wanted;
  }

  get files(): readonly string[] {
    return [...this.#loaded.keys()];
  }

  get checker(): ts.TypeChecker {
    this.#checker ??= this.#project.getProgram().compilerObject.getTypeChecker();
    return this.#checker;
  }

  sourceFile(file: string): ts.SourceFile | undefined {
    return this.#loaded.get(file);
  }

  /** A JSON file as a tree, opened when code imports it. */
  json(file: string): ts.JsonSourceFile | undefined {
    if (!file.endsWith('.json')) return undefined;
    const known = this.#json.get(file);
    if (known) return known;
    const opened = tsc.createSourceFile(
      `/${file}`,
      this.#sources.text(file),
      tsc.ScriptTarget.ESNext,
      true,
      tsc.ScriptKind.JSON,
    );
    this.#json.set(file, opened as ts.JsonSourceFile);
    return opened as ts.JsonSourceFile;
  }

  /** Files that are no program, with their first error. */
  get broken(): ReadonlyMap<string, string> {
    return this.#broken;
  }

  /** What keeps a file from being read as a program; null if nothing does. */
  #syntaxError(source: ts.SourceFile): string | null {
    const { compilerObject } = this.#project.getProgram();
    const errors = compilerObject.getSyntacticDiagnostics(source).filter(({ code }) => !isTypeScriptOnly(code));
    return errors[0] ? describe(errors[0], source) : null;
  }

  /** Type errors of a file as far as the small library can tell; comparable only with another run of this check. */
  typeErrors(file: string): readonly string[] {
    const source = this.#loaded.get(file);
    if (!source) return [];
    const { compilerObject } = this.#project.getProgram();
    return compilerObject.getSemanticDiagnostics(source).map((diagnostic) => describe(diagnostic, source));
  }

  #refresh(): void {
    this.#checker = null;
    // The compiler may have replaced nodes of files it updated; the program's own are the ones the checker knows.
    const { compilerObject } = this.#project.getProgram();
    for (const file of [...this.#loaded.keys()]) {
      const source = compilerObject.getSourceFile(`/${file}`);
      if (source) this.#loaded.set(file, source);
      const error = source && this.#syntaxError(source);
      if (error) this.#giveUp(file, error);
    }
  }

  /** A file with a syntax error is left out as a whole: half a tree gives half-true findings. */
  #giveUp(file: string, error: string): void {
    this.#broken.set(file, `syntax error at ${error}`);
    this.#loaded.delete(file);
  }

  #resolveForCompiler(specifier: string, containing: string): ts.ResolvedModule | undefined {
    const target = this.#sources.resolve(specifier, containing.slice(1));
    if (!target || !this.#loaded.has(target)) return undefined;
    return { resolvedFileName: `/${target}` };
  }
}

/**
 * The text of a file that is a module by its name alone, so that it may await at its top.
 *
 * What is added stands behind the text, where it moves no offset.
 */
function asModule(file: string, text: string): string {
  return /\.m[jt]s$/.test(file) && !/^\s*(import|export)\b/m.test(text) ? `${text}\nexport {};` : text;
}

/** The path, relative to the root, of the file a node stands in. */
export function fileOf(node: ts.Node): string {
  return node.getSourceFile().fileName.slice(1);
}

/** The place of a node without the comments before it. */
export function spanOf(node: ts.Node): Span {
  return { file: fileOf(node), start: node.getStart(), end: node.getEnd() };
}

/** TypeScript's own complaints about types in JavaScript (8000 to 8999) do not keep a file from being read. */
function isTypeScriptOnly(code: number): boolean {
  return code >= 8000 && code < 9000;
}

function describe(diagnostic: ts.Diagnostic, source: ts.SourceFile): string {
  const text = tsc.flattenDiagnosticMessageText(diagnostic.messageText, ' ');
  const { line, character } = source.getLineAndCharacterOfPosition(diagnostic.start ?? 0);
  return `${line + 1}:${character + 1} ${text}`;
}
